/** `twice`, `3 times`. */
export function timesText(count: number): string {
  return count === 2 ? 'twice' : `${count} times`;
}
