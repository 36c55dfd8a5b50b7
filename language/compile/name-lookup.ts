import {
  brief,
  type FindingData,
  type FindingDraft,
  NameIndex,
  type Place,
  plainPlace,
  type RelatedPlace,
  type RuleCode,
  rules,
} from '../../check/index.js';
import type { Severity } from '../../timeline/types/timeline.js';

export type UnknownKind =
  | 'attribute'
  | 'capture'
  | 'fact'
  | 'message'
  | 'model'
  | 'participant'
  | 'phase'
  | 'protocol'
  | 'role'
  | 'state'
  | 'value';

/** Collects what compiling a declaration has to say. */
export class Report {
  readonly findings: FindingDraft[] = [];

  /** Adds a finding with its rule's default severity unless another is given. */
  add(
    code: RuleCode,
    place: Place,
    message: string,
    more: { severity?: Severity; brief?: string; related?: readonly RelatedPlace[]; data?: FindingData } = {},
  ): void {
    this.findings.push({
      code,
      severity: more.severity ?? rules[code].severity,
      message,
      brief: more.brief ?? rules[code].brief,
      range: place.range,
      related: more.related ?? [],
      data: more.data ?? {},
    });
  }

  /**
   * Says that a name does not resolve, and offers the nearest.
   * @param where where names of the kind are looked for, e.g. `in model "Conference"`
   * @param other what to write instead of a name that has no near one
   */
  unknown(
    kind: UnknownKind,
    name: string,
    place: Place,
    candidates: readonly string[],
    where: string,
    other: string | null = null,
  ): void {
    const [nearest] = candidates;
    const remedy =
      nearest === undefined ? (other ?? 'Check the spelling, or declare it.') : `Did you mean "${nearest}"?`;
    this.add(`unknown-${kind}`, place, `There is no ${kind} "${name}" ${where}. ${remedy}`, {
      brief: nearest === undefined ? brief`There is no ${kind} ${name}` : brief`No ${kind} ${name}: ${nearest}?`,
      data: { candidates },
    });
  }

  /**
   * Marks each of several declarations of one name (`duplicate-name`).
   * @param kind the kind in words, e.g. `role`
   */
  duplicates(kind: string, declarations: Iterable<Named>): void {
    this.repeated(declarations, (name) => ({
      message: `More than one ${kind} is named "${name}"; the first one counts. Rename or remove the others.`,
      other: `another ${kind} "${name}"`,
    }));
  }

  /**
   * Marks each of several that have one name (`duplicate-name`).
   * @param told the message for a name that so many have, and that of the related places
   */
  repeated(
    named: Iterable<Named>,
    told: (name: string, count: number) => { readonly message: string; readonly other: string },
  ): void {
    const byName = new Map<string, Place[]>();
    for (const { name, place } of named) {
      if (name === undefined) continue;
      const places = byName.get(name);
      if (places === undefined) byName.set(name, [place]);
      else places.push(place);
    }
    for (const [name, places] of byName) {
      if (places.length < 2) continue;
      const { message, other: said } = told(name, places.length);
      // More than these say nothing new, and for each of many would be told each of many.
      const first = places.slice(0, MAX_RELATED + 1);
      for (const place of places) {
        const others = first.filter((other) => other !== place).slice(0, MAX_RELATED);
        this.add('duplicate-name', place, message, {
          related: others.map((other) => ({ ...plainPlace(other), message: said })),
        });
      }
    }
  }
}

/** Related places of a finding. */
const MAX_RELATED = 20;

interface Named {
  readonly name: string | undefined;
  readonly place: Place;
}

/** `twice`, `3 times`. */
export function times(count: number): string {
  return count === 2 ? 'twice' : `${count} times`;
}

/** Names of one kind with what they stand for; of two declarations the first counts. */
export class NameTable<T> {
  private readonly entries = new Map<string, T>();
  /** The names as they are looked up by likeness; none before one has to be, or after one was added. */
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

  /** What the name stands for, else what the nearest name does; `candidates` is empty if the name is known. */
  lookup(name: string): { value: T | undefined; exact: boolean; candidates: readonly string[] } {
    const exact = this.entries.get(name);
    if (exact !== undefined) return { value: exact, exact: true, candidates: [] };
    this.index ??= new NameIndex(this.entries.keys());
    const candidates = this.index.nearest(name);
    const [nearest] = candidates;
    return { value: nearest === undefined ? undefined : this.entries.get(nearest), exact: false, candidates };
  }
}
