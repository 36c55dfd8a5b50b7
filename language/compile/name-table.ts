import { NameIndex } from '../../check/index.js';

/** Maps names of one kind to values; if a name is declared twice, the first declaration counts. */
export class NameTable<T> {
  private readonly entries = new Map<string, T>();
  /** Finds similar names; built when first needed, dropped when a name is added. */
  private index: NameIndex | undefined;

  constructor(items: Iterable<readonly [string | undefined, T]> = []) {
    for (const [name, value] of items) this.add(name, value);
  }

  /** Adds a name unless it is taken; false if it is. */
  add(name: string | undefined, value: T): boolean {
    if (name === undefined) return true;
    if (this.entries.has(name)) return false;
    this.entries.set(name, value);
    this.index = undefined;
    return true;
  }

  get(name: string): T | undefined {
    return this.entries.get(name);
  }

  names(): Iterable<string> {
    return this.entries.keys();
  }

  /** The value of a name, otherwise that of the nearest name; `candidates` is empty if the name is known. */
  lookup(name: string): { value: T | undefined; exact: boolean; candidates: readonly string[] } {
    const exact = this.entries.get(name);
    if (exact !== undefined) return { value: exact, exact: true, candidates: [] };
    this.index ??= new NameIndex(this.entries.keys());
    const candidates = this.index.nearest(name);
    const [nearest] = candidates;
    return { value: nearest === undefined ? undefined : this.entries.get(nearest), exact: false, candidates };
  }
}
