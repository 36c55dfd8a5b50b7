const endings = ['th', 'st', 'nd', 'rd'];

/** `1st`, `2nd`, `3rd`, `4th`, `11th`, `21st`. */
export function ordinal(count: number): string {
  const isTeen = Math.floor(count / 10) % 10 === 1;
  return `${count}${(isTeen ? null : endings[count % 10]) ?? 'th'}`;
}
