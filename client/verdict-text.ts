/** What the check says of a file, in a few words. */
export function describeVerdict(errors: number, warnings: number): string {
  const parts = [count(errors, 'error'), count(warnings, 'warning')].filter((part) => part !== null);
  return parts.length === 0 ? 'No errors or warnings' : parts.join(', ');
}

function count(number: number, noun: string): string | null {
  return number === 0 ? null : `${number} ${noun}${number === 1 ? '' : 's'}`;
}
