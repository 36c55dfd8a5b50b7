/** A word of a text in quotes, for a message; a string has quotes of its own. */
export function wordInQuotes(word: string): string {
  return /^"[^"]+"$/.test(word) ? word : `"${word}"`;
}

/** Longest text that is quoted as a whole, in UTF-16 units. */
const MAX_EXCERPT = 40;

/** A text for a message: of a long one, its beginning. */
export function excerptOf(text: string): string {
  return text.length > MAX_EXCERPT ? `${text.slice(0, MAX_EXCERPT)}…` : text;
}
