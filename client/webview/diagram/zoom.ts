const steps = [0.4, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;
const MIN_ZOOM = steps[0];
const MAX_ZOOM = 3;
/** A pinch comes in many small turns of the wheel, a wheel in few large ones: none counts more than this. */
const LARGEST_TURN = 15;

/** The next larger or smaller step from any zoom. */
export function steppedZoom(zoom: number, direction: 1 | -1): number {
  const epsilon = 0.005;
  const next =
    direction === 1 ? steps.find((step) => step > zoom + epsilon) : steps.findLast((step) => step < zoom - epsilon);
  return next ?? zoom;
}

/** The zoom after the wheel has turned by a number of CSS px. */
export function wheeledZoom(zoom: number, turn: number): number {
  return clampedZoom(zoom * Math.exp(-Math.max(-LARGEST_TURN, Math.min(LARGEST_TURN, turn)) * 0.01));
}

function clampedZoom(zoom: number): number {
  return Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, zoom));
}
