import type { RowValue } from '../model/model.js';

/** Values of a message's attributes: those of a step's copy, or of a row. */
export interface Valued {
  readonly values: readonly RowValue[];
}

/** Whether a copy's values are those of a row, if both give one; a value of another type meets any. */
export function valuesMeet(copy: Valued, row: Valued): boolean {
  if (row.values.length === 0 || copy.values.length === 0) return true;
  return otherValue(copy, row) === undefined;
}

/** The first value of a row that a copy gives otherwise. */
export function otherValue(copy: Valued, row: Valued): RowValue | undefined {
  return row.values.find(({ attribute, key }) => {
    const own = copy.values.find((value) => value.attribute === attribute);
    return own !== undefined && own.key !== null && key !== null && own.key !== key;
  });
}

/** How many values of a copy a row gives too. */
export function sharedValues(copy: Valued, row: Valued): number {
  if (row.values.length === 0 || copy.values.length === 0) return 0;
  return row.values.filter(({ attribute, key }) =>
    copy.values.some((value) => value.attribute === attribute && value.key === key && key !== null),
  ).length;
}

/** Whether two copies, or two rows, give the same values. */
export function haveSameValues(a: Valued, b: Valued): boolean {
  return a.values.length === b.values.length && sharedValues(a, b) === a.values.length;
}
