import {
  brief,
  editDistance,
  type FindingData,
  type FindingDraft,
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

/** Collects the findings of compiling declarations. */
export class FindingsCollector {
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
   * Adds the finding of a name that does not resolve; it offers the nearest names.
   * @param where where names of the kind are looked up, e.g. `in model "Conference"`
   * @param other the remedy if there is no near name
   */
  addUnknown(
    kind: UnknownKind,
    name: string,
    place: Place,
    candidates: readonly string[],
    where: string,
    other: string | null = null,
  ): void {
    // A short name is near to any other: what a word means elsewhere says more.
    const [nearest] = candidates.filter(
      (candidate) => other === null || editDistance(name, candidate) < candidate.length,
    );
    const remedy =
      nearest === undefined ? (other ?? 'Check the spelling, or declare it.') : `Did you mean "${nearest}"?`;
    this.add(`unknown-${kind}`, place, `There is no ${kind} "${name}" ${where}. ${remedy}`, {
      brief: nearest === undefined ? brief`There is no ${kind} ${name}` : brief`${name}: did you mean ${nearest}?`,
      data: { candidates },
    });
  }

  /**
   * Adds a finding (`duplicate-name`) for each of several declarations of one name.
   * @param kind the kind in words, e.g. `role`
   */
  addDuplicates(kind: string, declarations: Iterable<Named>): void {
    this.addRepeated(declarations, (name) => ({
      message: `More than one ${kind} is named "${name}"; the first one counts. Rename or remove the others.`,
      other: `another ${kind} "${name}"`,
    }));
  }

  /**
   * Adds a finding (`duplicate-name`) for each use of a name that is used more than once.
   * @param texts the message for a name used `count` times, its brief if not that of the rule, and the message at the
   *   other uses
   */
  addRepeated(
    named: Iterable<Named>,
    texts: (
      name: string,
      count: number,
    ) => { readonly message: string; readonly brief?: string; readonly other: string },
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
      const { message, brief: point, other: atOther } = texts(name, places.length);
      // More add nothing new, and listing all for each would be quadratic.
      const first = places.slice(0, MAX_RELATED + 1);
      for (const place of places) {
        const others = first.filter((other) => other !== place).slice(0, MAX_RELATED);
        this.add('duplicate-name', place, message, {
          ...(point === undefined ? {} : { brief: point }),
          related: others.map((other) => ({ ...plainPlace(other), message: atOther })),
        });
      }
    }
  }
}

/** Limit on the related places of a finding. */
const MAX_RELATED = 20;

interface Named {
  readonly name: string | undefined;
  readonly place: Place;
}
