/** The title to show next to a name: empty if it only repeats the name, in any spelling. */
export function distinctTitle(name: string, title: string | null): string {
  return title === null || lettersOf(title) === lettersOf(name) ? '' : title;
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
