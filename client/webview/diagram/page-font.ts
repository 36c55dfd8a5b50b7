import type { MeasureText, TextStyle } from '../../../timeline/index.js';

const MAX_WIDTHS = 20_000;
/** A little more than measured: rendering rounds letter by letter. */
const TOLERANCE = 1.01;

interface PageFont {
  readonly family: string;
  readonly measure: MeasureText;
}

let cached: PageFont | null = null;

/** Measures text in the page's font; the same function as long as that stays the same. 1 if nothing can measure. */
export function pageFont(): MeasureText | 1 {
  const family = getComputedStyle(document.body).fontFamily;
  if (cached?.family === family) return cached.measure;
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 1;
  cached = { family, measure: measureIn(context, family) };
  return cached.measure;
}

function measureIn(context: CanvasRenderingContext2D, family: string): MeasureText {
  const widths = new Map<string, number>();
  return (text: string, { size, bold = false }: TextStyle): number => {
    const font = `${bold ? 600 : 400} ${size}px ${family}`;
    const key = `${bold} ${size} ${text}`;
    const measured = widths.get(key);
    if (measured !== undefined) return measured;
    context.font = font;
    const width = context.measureText(text).width * TOLERANCE;
    if (widths.size >= MAX_WIDTHS) widths.clear();
    widths.set(key, width);
    return width;
  };
}
