/** Texts that are remembered: a power of two. */
const PLACES = 1 << 15;

/**
 * Gives equal parts of texts one string, without cutting them out first where it was seen lately. The string does not
 * keep the text that it is from.
 */
export class TextTable {
  private readonly places: (string | undefined)[] = new Array<string | undefined>(PLACES);

  /** The part of a text, and whether it was seen lately. */
  find(text: string, from: number, to: number): string | undefined {
    const known = this.places[placeOf(text, from, to)];
    return known !== undefined && known.length === to - from && text.startsWith(known, from) ? known : undefined;
  }

  add(text: string, from: number, to: number): string {
    const own = ownText(text.slice(from, to));
    this.places[placeOf(text, from, to)] = own;
    return own;
  }
}

/** A text that does not keep a longer one of which it is a part. */
export function ownText(text: string): string {
  return ` ${text}`.slice(1);
}

/** By its length and its last letters: they differ most. */
function placeOf(text: string, from: number, to: number): number {
  let hash = to - from;
  for (let at = Math.max(from, to - 6); at < to; at++) hash = (Math.imul(hash, 33) + text.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 15)) & (PLACES - 1);
}
