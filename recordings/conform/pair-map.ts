/** Values by two names, in the order in which they were added. */
export class PairMap<V> {
  private readonly byFirst = new Map<string | null, Map<string | null, V>>();
  private readonly all: V[] = [];

  get values(): readonly V[] {
    return this.all;
  }

  /** The value of two names, made if it is not there yet. */
  of(first: string | null, second: string | null, make: () => V): V {
    let bySecond = this.byFirst.get(first);
    if (bySecond === undefined) {
      bySecond = new Map();
      this.byFirst.set(first, bySecond);
    }
    let value = bySecond.get(second);
    if (value === undefined) {
      value = make();
      bySecond.set(second, value);
      this.all.push(value);
    }
    return value;
  }
}
