/** Texts that are remembered: a power of two. */
const PLACES = 1 << 16;
/** Longer texts are not remembered, in bytes. */
const MAX_LENGTH = 32;
/** Bytes at the end of a text that distinguish texts. */
const TELLING = 8;
const MAX_ASCII = 127;

/** Decodes bytes to strings: equal ones seen recently get the same string. */
export class TextTable {
  private readonly texts: (string | undefined)[] = new Array<string | undefined>(PLACES);
  private readonly lengths = new Uint8Array(PLACES);
  private readonly bytes = new Uint8Array(PLACES * MAX_LENGTH);

  /** The text of some bytes, if it was seen lately. */
  find(bytes: Uint8Array, from: number, to: number): string | undefined {
    const length = to - from;
    const place = placeOf(bytes, from, to);
    if (length > MAX_LENGTH || this.lengths[place] !== length) return undefined;
    const start = place * MAX_LENGTH;
    for (let at = length - 1; at >= 0; at--) if (this.bytes[start + at] !== bytes[from + at]) return undefined;
    return this.texts[place];
  }

  /** @param text what the bytes say, as a string of its own */
  add(bytes: Uint8Array, from: number, to: number, text: string): string {
    if (to - from > MAX_LENGTH || to === from) return text;
    const place = placeOf(bytes, from, to);
    this.texts[place] = text;
    this.lengths[place] = to - from;
    this.bytes.set(bytes.subarray(from, to), place * MAX_LENGTH);
    return text;
  }
}

/** A text that is no part of a longer one: it does not keep that, and is looked up faster. */
export function ownText(text: string): string {
  if (text.length > MAX_LENGTH) return ` ${text}`.slice(1);
  const codes: number[] = [];
  for (let at = 0; at < text.length; at++) codes.push(text.charCodeAt(at));
  return String.fromCharCode(...codes);
}

/** The text of a few ASCII bytes: a decoder takes longer for these. Null if there are many, or others. */
export function asciiText(bytes: Uint8Array, from: number, to: number): string | null {
  if (to - from > MAX_LENGTH) return null;
  codes.length = to - from;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > MAX_ASCII) return null;
    codes[at - from] = byte;
  }
  return String.fromCharCode.apply(null, codes);
}

const codes: number[] = [];

/** By its length and its last bytes: they differ most. */
function placeOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = Math.max(from, to - TELLING); at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 16)) & (PLACES - 1);
}
