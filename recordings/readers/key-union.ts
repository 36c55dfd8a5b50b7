import type { Pseudonyms } from './pseudonyms.js';
import type { Problem } from './recording.js';

/** A value that joins more keys joins no more. */
const MAX_JOINED_KEYS = 1_000;
/** Added to the order of values that act as keys: greater than the number of keys. */
const STAND_IN = 2 ** 40;
const NEVER_JOINING: ReadonlySet<string> = new Set(['-', '0', 'unknown']);

/** The keys of an interaction in one line. */
export interface LineKey {
  readonly key: string;
  /** Values that join it with others. */
  readonly joined: readonly string[];
  /** Whether it has no key, only such a value, which acts as the key. */
  readonly isJoinedOnly: boolean;
}

/** Whether a value joins keys at all: some only say that there is none. */
export function joins(value: string): boolean {
  return !NEVER_JOINING.has(value);
}

/** Joins the keys of interactions that have a value in common. */
export class KeyUnion {
  private readonly parents = new Map<string, string>();
  /** Keys in the order in which they were first seen, after them the values that acted as keys. */
  private readonly order = new Map<string, number>();
  private readonly values = new Map<string, { key: string; keys: Set<string>; stopped: boolean }>();
  private readonly members = new Map<string, string[]>();

  /** Takes what a line shows. */
  add({ key, joined, isJoinedOnly }: LineKey): void {
    const position = this.order.get(key);
    if (position === undefined) {
      this.order.set(key, this.order.size + (isJoinedOnly ? STAND_IN : 0));
      this.parents.set(key, key);
      this.members.set(key, [key]);
    } else if (position >= STAND_IN && !isJoinedOnly) this.becomeKey(key);
    for (const value of [key, ...joined]) this.share(value, key);
  }

  /** The first key of the interaction. */
  nameOf(key: string): string {
    return this.root(key);
  }

  /** All keys of the interaction, in the order in which they were first seen; a value if it has no other. */
  keysOf(key: string): readonly string[] {
    const all = this.members.get(this.root(key)) ?? [key];
    const keys = all.filter((own) => !this.actsAsKey(own));
    return keys.length === 0 ? all.slice(0, 1) : keys;
  }

  /** Values that join too many keys. @param pseudonyms what is shown in place of the values; null for the values */
  problems(pseudonyms: Pseudonyms | null = null): Problem[] {
    return [...this.values].flatMap(([value, { stopped, keys }]): Problem[] =>
      stopped
        ? [
            {
              code: 'joins-too-many',
              severity: 'warning',
              text: `"${pseudonyms?.value(value) ?? value}" occurs with more than ${MAX_JOINED_KEYS} keys, so it no longer joins interactions.`,
              times: keys.size,
              file: null,
              line: null,
            },
          ]
        : [],
    );
  }

  private actsAsKey(key: string): boolean {
    return (this.order.get(key) ?? 0) >= STAND_IN;
  }

  /** Makes a value that acted as a key a key itself; it may be the first of its interaction. */
  private becomeKey(key: string): void {
    this.order.set(key, this.order.size);
    const root = this.root(key);
    const members = this.inOrder(this.members.get(root) ?? []);
    const [first = root] = members;
    this.members.delete(root);
    this.members.set(first, members);
    this.parents.set(root, first);
    this.parents.set(first, first);
  }

  private inOrder(keys: readonly string[]): string[] {
    return [...keys].sort((a, b) => (this.order.get(a) ?? 0) - (this.order.get(b) ?? 0));
  }

  private share(value: string, key: string): void {
    if (!joins(value)) return;
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
    this.members.set(kept, this.inOrder([...(this.members.get(kept) ?? []), ...(this.members.get(gone) ?? [])]));
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
