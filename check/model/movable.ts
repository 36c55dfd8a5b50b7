/** Data that looks some of itself up in a tree. If the same text is read again, it moves to the new tree. */
export interface Movable {
  /** What it is apart from what it looks up. */
  readonly contents: readonly unknown[];
  /** @param other of the same class, and made of the same text */
  moveTo(other: Movable): void;
}

/** Whether a value is data that can move. */
export function isMovable(value: object): value is Movable {
  return 'moveTo' in value && 'contents' in value;
}
