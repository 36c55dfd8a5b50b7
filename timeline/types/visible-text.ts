/**
 * What a reader cannot see, or what changes how the text around it is shown: controls, bidirectional marks, zero-width
 * characters, tags, halves of surrogate pairs and what XML has no place for. Tabs and line ends are text.
 */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Text as it may leave the product: what cannot be seen is written as `\u{…}`. */
export function visibleText(text: string): string {
  return text.replace(unseen, codePoint);
}

/** The same for text that is to stay on one line. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\n\r]/g, codePoint);
}

function codePoint(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
