/**
 * Widths of text without a DOM, so that a picture comes out the same in the editor and on the command line. The numbers
 * are advance widths in hundredths of the font size for U+0020 to U+007E, of a font that runs wide: a label that is
 * narrower than its box looks well, a wider one does not.
 */
const regular = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
  84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
  69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
  82, 59, 59, 52, 64, 34, 64, 84,
];
const FIRST_CODE = 32;
const BOLD_FACTOR = 1.14;
const OTHER_WIDTH = 72;
const WIDE_WIDTH = 105;
const ELLIPSIS = '…';
/** Where a line may end: not between a number and its unit. */
const BREAKS = /(?<!\d)\s+|\s+(?!(?:ms|s|min|h|d|%)(?![\p{L}\d]))/u;

/** Where a name that is too long for a line is broken. */
const BEFORE_CAPITALS = /(?<=[\p{Ll}\d_.-])(?=\p{Lu})/u;

/** How a text is set. */
export interface TextStyle {
  /** Pixels. */
  readonly size: number;
  readonly bold?: boolean;
}

/** The width of a line of text in pixels, as a renderer knows it. */
export type MeasureText = (text: string, style: TextStyle) => number;

/** Measures text set in one font. */
export class TextMeasure {
  /** @param font how the renderer measures, or how much wider than the built-in table its font runs */
  constructor(private readonly font: number | MeasureText) {}

  /** The width of a line of text in pixels. */
  width(text: string, style: TextStyle): number {
    if (typeof this.font === 'function') return this.font(text, style);
    return (hundredths(text) / 100) * style.size * this.font * (style.bold === true ? BOLD_FACTOR : 1);
  }

  /** The text, or its beginning with an ellipsis if it is wider than `max` pixels. */
  shorten(text: string, style: TextStyle, max: number): string {
    if (this.width(text, style) <= max) return text;
    let short = '';
    for (const character of text) {
      if (this.width(short + character + ELLIPSIS, style) > max) break;
      short += character;
    }
    return short.trimEnd() + ELLIPSIS;
  }

  /**
   * The text in at most `lines` lines of at most `max` pixels, the last one shortened if it has to be. A number stays with
   * its unit. A name that is too long for a line is broken before its capitals: `Transfer`, `Canceled`; one without
   * capitals wherever the line ends.
   */
  wrap(text: string, style: TextStyle, max: number, lines: number): string[] {
    const parts = wordsOf(text).flatMap((word, index) => {
      const gap = index === 0 ? '' : ' ';
      if (this.width(word, style) <= max) return gap + word;
      return word.split(BEFORE_CAPITALS).map((part, at) => (at === 0 ? gap + part : part));
    });
    const lineOf = (count: number): string => rest.slice(0, count).join('').trim();
    const result: string[] = [];
    let rest = parts;
    while (rest.length > 0 && result.length < lines - 1) {
      let count = 1;
      while (count < rest.length && this.width(lineOf(count + 1), style) <= max) count += 1;
      const [line, over] = this.splitAt(lineOf(count), style, max);
      result.push(line);
      rest = [...(over === '' ? [] : [over]), ...rest.slice(count)];
    }
    if (rest.length > 0) result.push(this.shorten(lineOf(rest.length), style, max));
    return result;
  }

  /** The width of the widest part of a text that `wrap` keeps on one line wherever it fits. */
  widestPart(text: string, style: TextStyle): number {
    const parts = wordsOf(text).flatMap((word) => word.split(BEFORE_CAPITALS));
    return Math.max(0, ...parts.map((part) => this.width(part, style)));
  }

  /** The beginning of a text that fits, at least its first character, and what is over. */
  private splitAt(text: string, style: TextStyle, max: number): readonly [string, string] {
    if (this.width(text, style) <= max) return [text, ''];
    let fits = '';
    for (const character of text) {
      if (fits !== '' && this.width(fits + character, style) > max) break;
      fits += character;
    }
    return [fits.trimEnd(), text.slice(fits.length).trimStart()];
  }
}

function wordsOf(text: string): string[] {
  return text.trim().split(BREAKS);
}

/** Sums for texts that were measured before: an edit leaves nearly all of them as they were. */
const sums = new Map<string, number>();
const MAX_SUMS = 20_000;

function hundredths(text: string): number {
  const cachedSum = sums.get(text);
  if (cachedSum !== undefined) return cachedSum;
  let sum = 0;
  for (const character of text) sum += advance(character);
  if (sums.size >= MAX_SUMS) sums.clear();
  sums.set(text, sum);
  return sum;
}

function advance(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const regularWidth = regular[code - FIRST_CODE];
  if (regularWidth !== undefined) return regularWidth;
  return code >= 0x1100 ? WIDE_WIDTH : OTHER_WIDTH;
}
