/** Orders texts by their UTF-16 units: the same on every machine. Below zero if the first one comes first. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
