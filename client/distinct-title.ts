/** What to show of a title next to a name: nothing if it only repeats the name, in whatever spelling. */
export function distinctTitle(name: string, title: string | null): string {
  return title === null || lettersOf(title) === lettersOf(name) ? '' : title;
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
