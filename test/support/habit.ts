/** How people who know other notations write a line; null for a line that the habit does not concern. */
export type Habit = (line: string) => string | null;

export const where =
  (concerned: RegExp, write: (line: string) => string): Habit =>
  (line) =>
    concerned.test(line) ? write(line) : null;
export const instead = (found: RegExp, written: string): Habit => where(found, (line) => line.replace(found, written));

/** A row or a step. */
export const row = /^\s*(?!channel\b).*\w\s+->\s.*\s:\s/;
