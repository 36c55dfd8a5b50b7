import type { Layout } from '../../../timeline/index.js';
import type { Severity } from '../../../timeline/types/timeline.js';

/** The beginning of a phase, in pixels of the map. */
export interface MapPhase {
  readonly y: number;
  readonly height: number;
}

/** Where something is wrong. */
export interface MapProblem {
  readonly y: number;
  readonly severity: Severity;
}

/** Lines of one kind as the data of one path: a long picture has thousands of them. */
export interface MapLines {
  /** A protocol, a life bar, or a severity. */
  readonly kind: string;
  readonly path: string;
}

export interface MapMarks {
  readonly phases: readonly MapPhase[];
  readonly problems: readonly MapProblem[];
  /** Bars and arrows; empty on a narrow map. */
  readonly lines: readonly MapLines[];
}

/** Phases that begin closer together than this are one mark. */
const MIN_DISTANCE = 3;
const LINE_COLOURS = 6;

/**
 * The marks of a minimap of a given height in px: phases and problems, at most one a pixel; and on a wide map its bars and
 * arrows.
 * @param width null for a narrow map
 */
export function mapMarks(boxes: Layout, height: number, width: number | null): MapMarks {
  const scale = boxes.height === 0 ? 0 : Math.min(1, height / boxes.height);
  const phases: MapPhase[] = [];
  const problems = new Map<number, Severity>();
  for (const band of boxes.bands) {
    const y = band.y * scale;
    if (y - (phases.at(-1)?.y ?? Number.NEGATIVE_INFINITY) >= MIN_DISTANCE) {
      phases.push({ y, height: Math.max(1, band.strip.area.height * scale) });
    }
    const add = (at: number, severity: Severity): void => {
      const pixel = Math.round((band.y + at) * scale);
      if (problems.get(pixel) !== 'error') problems.set(pixel, severity);
    };
    for (const { severity, y: arrowY } of band.events) {
      if (severity === 'error' || severity === 'warning') add(arrowY, severity);
    }
    for (const { severity, box } of band.notes) add(box.y, severity);
    for (const { flaw, box } of band.outcomes?.chips ?? []) if (flaw !== null) add(box.y, flaw.severity);
  }
  return {
    phases,
    problems: [...problems].map(([y, severity]) => ({ y, severity })),
    lines: width === null ? [] : mapLines(boxes, scale, width),
  };
}

function mapLines(boxes: Layout, scale: number, width: number): MapLines[] {
  const across = (width - 12) / boxes.width;
  const x = (value: number): string => (6 + value * across).toFixed(1);
  const paths = new Map<string, string>();
  const add = (kind: string, path: string): void => {
    paths.set(kind, (paths.get(kind) ?? '') + path);
  };
  for (const band of boxes.bands) {
    for (const { x: left, y, height: length, pending } of band.bars) {
      const top = (band.y + y) * scale;
      add(pending ? 'pending' : 'state', `M${x(left + 4)} ${top.toFixed(1)}v${(length * scale).toFixed(1)}`);
    }
    for (const { lines, y, severity, protocol } of band.events) {
      const isProblem = severity === 'error' || severity === 'warning';
      const kind = isProblem ? `severity-${severity}` : `line-${Math.max(0, protocol) % LINE_COLOURS}`;
      for (const { points } of lines) {
        const xs = points.map(([at]) => at);
        const at = ((band.y + y) * scale).toFixed(1);
        add(kind, `M${x(Math.min(...xs))} ${at}H${x(Math.max(...xs))}`);
      }
    }
  }
  return [...paths].map(([kind, path]) => ({ kind, path }));
}
