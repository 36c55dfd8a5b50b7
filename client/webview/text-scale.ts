import { TextMeasure } from '../../timeline/index.js';

const SAMPLE = 'RequestLeaveInteraction EventPartyAdded +40 ms';
const SIZE = 12;
const tables = new TextMeasure(1);

/** How much wider the page's font runs than the built-in metrics; 1 where it cannot be measured. */
export function pageTextScale(): number {
  const context = canvasContext();
  if (context === null) return 1;
  context.font = `${SIZE}px ${getComputedStyle(document.body).fontFamily}`;
  const real = context.measureText(SAMPLE).width;
  // A little more than measured: fonts differ letter by letter.
  return real > 0 ? Math.min(1.5, Math.max(0.7, (real / tables.width(SAMPLE, { size: SIZE })) * 1.03)) : 1;
}

let canvas: HTMLCanvasElement | null = null;

function canvasContext(): CanvasRenderingContext2D | null {
  canvas ??= document.createElement('canvas');
  return canvas.getContext('2d');
}
