/** A word of a text in quotes, for a message; a string has quotes of its own. */
export function wordInQuotes(word: string): string {
  return /^"[^"]+"$/.test(word) ? word : `"${word}"`;
}
