import type { Problem } from './recording.js';

/** A value that joins more keys joins no more. */
const MAX_JOINED_KEYS = 1_000;
const NEVER_JOINING: ReadonlySet<string> = new Set(['-', '0', 'unknown']);

/** Joins the keys of interactions that have a value in common. */
export class KeyUnion {
  private readonly parents = new Map<string, string>();
  /** Keys in the order in which they were first seen. */
  private readonly order = new Map<string, number>();
  private readonly values = new Map<string, { key: string; keys: Set<string>; stopped: boolean }>();
  private readonly members = new Map<string, string[]>();

  /** @param joined further values of the line; the key itself is one */
  add(key: string, joined: readonly string[]): void {
    if (!this.order.has(key)) {
      this.order.set(key, this.order.size);
      this.parents.set(key, key);
      this.members.set(key, [key]);
    }
    for (const value of [key, ...joined]) this.share(value, key);
  }

  /** The first key of the interaction. */
  nameOf(key: string): string {
    return this.root(key);
  }

  /** All keys of the interaction, in the order in which they were first seen. */
  keysOf(key: string): readonly string[] {
    return this.members.get(this.root(key)) ?? [key];
  }

  /** Values that join too many keys. */
  problems(): Problem[] {
    return [...this.values].flatMap(([value, { stopped, keys }]): Problem[] =>
      stopped
        ? [
            {
              code: 'joins-too-many',
              severity: 'warning',
              text: `"${value}" joins over ${MAX_JOINED_KEYS} keys: it joins no more.`,
              times: keys.size,
              file: null,
              line: null,
            },
          ]
        : [],
    );
  }

  private share(value: string, key: string): void {
    if (NEVER_JOINING.has(value)) return;
    const shared = this.values.get(value);
    if (shared === undefined) {
      this.values.set(value, { key, keys: new Set([key]), stopped: false });
      return;
    }
    if (shared.stopped || shared.keys.has(key)) return;
    if (shared.keys.size >= MAX_JOINED_KEYS) {
      shared.stopped = true;
      return;
    }
    shared.keys.add(key);
    const a = this.root(shared.key);
    const b = this.root(key);
    if (a === b) return;
    // The first key is the name.
    const first = (this.order.get(a) ?? 0) < (this.order.get(b) ?? 0);
    const [kept, gone] = first ? [a, b] : [b, a];
    this.parents.set(gone, kept);
    const keys = [...(this.members.get(kept) ?? []), ...(this.members.get(gone) ?? [])];
    this.members.set(
      kept,
      keys.sort((one, other) => (this.order.get(one) ?? 0) - (this.order.get(other) ?? 0)),
    );
    this.members.delete(gone);
  }

  private root(key: string): string {
    let root = key;
    for (let up = this.parents.get(root); up !== undefined && up !== root; up = this.parents.get(root)) root = up;
    for (let at = key; at !== root; ) {
      const up = this.parents.get(at) ?? root;
      this.parents.set(at, root);
      at = up;
    }
    return root;
  }
}
