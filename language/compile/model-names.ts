import type { AstNode, Reference } from 'langium';
import {
  brief,
  type Fact,
  type Model,
  type ModelPhase,
  plainPlace,
  type Role,
  type State,
  UNKNOWN,
} from '../../check/index.js';
import { memoize } from '../../timeline/types/memoize.js';
import type { Places } from '../ast/places.js';
import type { FactCondition, FactStatement, Participant, RoleCondition } from '../generated/ast.js';
import type { FindingsCollector, UnknownKind } from './findings-collector.js';
import {
  isEverybody,
  remedyOfCondition,
  remedyOfEverybody,
  remedyOfFew,
  remedyOfMove,
  remedyOfNobody,
  remedyOfSender,
} from './name-remedies.js';
import { NameTable } from './name-table.js';

/** A fact and a value as indices; UNKNOWN for what does not resolve. */
interface FactValue {
  readonly fact: number;
  readonly value: number;
}

/** Look-up of a model's names as indices. For a name that does not resolve, the nearest, otherwise UNKNOWN. */
export class ModelNames {
  readonly roles: NameTable<number>;
  readonly states: NameTable<number>;
  readonly facts: NameTable<number>;
  private readonly values: readonly NameTable<number>[];
  private readonly statesOfRole = memoize(
    ({ states }: Role) => new NameTable(states.map((state) => [this.model.states[state]?.name, state] as const)),
  );
  private readonly model: {
    readonly roles: readonly Role[];
    readonly states: readonly State[];
    readonly facts: readonly Fact[];
  };

  /**
   * @param where for messages, e.g. `in model "Conference"`
   * @param incompleteKinds kinds of names of which some were skipped: unknown names of these are not reported
   * @param remedy of every unknown name; null if it depends on the name
   */
  constructor(
    model: {
      readonly roles: readonly Role[];
      readonly states: readonly State[];
      readonly facts: readonly Fact[];
    },
    private readonly where: string,
    private readonly places: Places,
    private readonly collector: FindingsCollector,
    readonly incompleteKinds: ReadonlySet<UnknownKind>,
    private readonly remedy: string | null = null,
  ) {
    const index = (items: readonly { readonly name: string }[]) =>
      new NameTable(items.map((item, position) => [item.name, position] as const));
    this.model = model;
    this.roles = index(model.roles);
    this.states = index(model.states);
    this.facts = index(model.facts);
    this.values = model.facts.map((fact) => new NameTable(fact.values.map((value, position) => [value, position])));
  }

  role(reference: Reference | undefined, holder: AstNode): number {
    return this.find('role', this.roles, reference, holder, this.where);
  }

  /**
   * Reports a name that is no role, with what to write instead.
   * @param meant the role that is meant
   */
  noRole(reference: Reference, holder: AstNode, remedy: string, meant: number): number {
    const place = this.places.reference(reference, holder);
    this.collector.addUnknown('role', reference.$refText, place, [], this.where, remedy);
    return meant;
  }

  state(reference: Reference | undefined, holder: AstNode): number {
    return this.find('state', this.states, reference, holder, this.where);
  }

  /** Reports the initial state of a system. */
  noState(reference: Reference, holder: Participant): void {
    if (this.incompleteKinds.has('state')) return;
    const place = this.places.reference(reference, holder);
    const remedy = this.remedy ?? 'A system has no states: declare it as a `party`.';
    this.collector.addUnknown('state', reference.$refText, place, [], `for "${holder.name}"`, remedy);
  }

  /** Whether a role is that of a system, which has no states. */
  isSystem(role: number): boolean {
    return this.model.roles[role]?.kind === 'system';
  }

  /** The name of a state by its index. */
  stateName(state: number): string {
    return this.model.states[state]?.name ?? '?';
  }

  /** A state that several parties can be moved to at once; unknown if it is a pending one, which is reported. */
  plainState(reference: Reference | undefined, holder: AstNode): number {
    const state = this.state(reference, holder);
    const { name, pending, place } = this.model.states[state] ?? {};
    if (pending !== true || reference === undefined || place === undefined) return state;
    this.collector.add(
      'unknown-state',
      this.places.reference(reference, holder),
      `"${name}" is pending, but \`moves all\` can only lead to states that are not. Move each role separately (\`moves role from … to ${name}\`), or name another state.`,
      {
        brief: brief`${name ?? ''} is pending: move each role separately`,
        related: [{ ...plainPlace(place), message: `"${name}" is pending here` }],
      },
    );
    return UNKNOWN;
  }

  /** A state that a role can be in; of any role if the role is not known. */
  stateOf(role: number, reference: Reference | undefined, holder: AstNode): number {
    const { roles } = this.model;
    const owner = roles[role];
    if (owner === undefined || (owner.states.length === 0 && owner.kind === 'party'))
      return this.state(reference, holder);
    // That a system has states is reported where they are listed.
    if (owner.kind === 'system' && owner.states.length > 0) return UNKNOWN;
    const own = this.statesOfRole(owner);
    const remedy = owner.kind === 'system' ? 'A system has no states: declare the role as a `party`.' : null;
    return this.find('state', own, reference, holder, `for role "${owner.name}" ${this.where}`, remedy);
  }

  /**
   * Reports a condition on a role that names none, by what its names are; both at once, for they are one mistake.
   * @returns whether it is one
   */
  isNoRoleCondition(node: RoleCondition): boolean {
    const [first, second] = [node.role?.$refText, node.state?.$refText];
    if (first === undefined || second === undefined || this.incompleteKinds.has('role')) return false;
    const { exact, candidates } = this.roles.lookup(first);
    if (exact || this.incompleteKinds.has('state') || this.incompleteKinds.has('fact')) return false;
    const remedy = remedyOfCondition(first, second, { first: this.kindsOf(first), second: this.kindsOf(second) });
    if (remedy === null || (candidates.length > 0 && !isEverybody(first) && this.states.get(second) !== undefined))
      return false;
    this.collector.addUnknown('role', first, this.places.reference(node.role, node), [], this.where, remedy);
    return true;
  }

  private kindsOf(name: string): ReadonlySet<UnknownKind> {
    const tables = { role: this.roles, state: this.states, fact: this.facts } as const;
    const kinds = ['role', 'state', 'fact'] as const;
    return new Set(kinds.filter((kind) => tables[kind].get(name) !== undefined));
  }

  /** A state that one of several roles can be in. */
  stateOfAny(roles: readonly number[], reference: Reference | undefined, holder: AstNode): number {
    const { states } = this.model;
    const own = new Set(roles.flatMap((role) => this.model.roles[role]?.states ?? []));
    if (own.size === 0) return this.state(reference, holder);
    const table = new NameTable([...own].map((state) => [states[state]?.name, state] as const));
    return this.find('state', table, reference, holder, `for these roles ${this.where}`);
  }

  /** Roles by name; UNKNOWN for one that does not resolve. */
  rolesOf(references: readonly Reference[], holder: AstNode): number[] {
    return references.map((reference) => this.role(reference, holder));
  }

  /**
   * A fact and one of its values. For a fact that does not resolve, the nearest that has the value, and that the flow
   * does not state elsewhere: its name is one mistake.
   * @param stated the facts that are stated elsewhere by their names
   */
  factValue(node: FactCondition | FactStatement, stated: ReadonlySet<number> = new Set()): FactValue {
    const name = node.fact?.$refText ?? '';
    if (this.facts.get(name) !== undefined || node.fact === undefined) {
      const fact = this.find('fact', this.facts, node.fact, node, this.where);
      const table = this.values[fact];
      const value = table === undefined ? UNKNOWN : this.find('value', table, node.value, node, 'for this fact');
      return { fact, value };
    }
    const givenOf = (fact: number) => this.values[fact]?.get(node.value?.$refText ?? '') ?? UNKNOWN;
    const near = this.facts.lookup(name).candidates.flatMap((candidate) => this.facts.get(candidate) ?? []);
    const meant = near
      .filter((fact) => !stated.has(fact))
      .sort((a, b) => Number(givenOf(a) === UNKNOWN) - Number(givenOf(b) === UNKNOWN));
    const names = [...meant, ...near].map((fact) => this.model.facts[fact]?.name ?? '');
    this.find('fact', this.facts, node.fact, node, this.where, null, [...new Set(names)]);
    const [fact = UNKNOWN] = meant;
    return { fact, value: givenOf(fact) };
  }

  private find(
    kind: UnknownKind,
    table: NameTable<number>,
    reference: Reference | undefined,
    holder: AstNode,
    where: string,
    other: string | null = null,
    meant: readonly string[] | null = null,
  ): number {
    if (reference === undefined) return UNKNOWN;
    const name = reference.$refText;
    const found = table.lookup(name);
    const isAnyone = kind === 'role' && !found.exact && isEverybody(name);
    const { value, exact, candidates: nearest } = isAnyone ? { value: undefined, exact: false, candidates: [] } : found;
    const candidates = meant ?? nearest;
    const isQuantifier = name === 'none' || name === 'some';
    const isOfState = kind === 'fact' && !exact && (isQuantifier || this.roles.get(name) !== undefined);
    if (isOfState && !this.incompleteKinds.has(kind)) {
      const [what, whose] = isQuantifier ? ['', 'the'] : [`: "${name}" is a role`, 'its'];
      const message = `There is no fact "${name}" ${where}${what}. Write ${whose} state without \`is\`: \`${name} …\`.`;
      this.collector.add('unknown-fact', this.places.reference(reference, holder), message);
    } else if (!exact && !this.incompleteKinds.has(kind)) {
      const states = this.model.states.map((state) => state.name);
      const special =
        kind === 'role'
          ? (remedyOfSender(name) ?? remedyOfMove(name, holder) ?? remedyOfEverybody(name, states))
          : kind === 'fact'
            ? remedyOfNobody(name)
            : null;
      const remedy =
        this.remedy ?? other ?? special ?? remedyOfFew(kind === 'value' || kind === 'state' ? [...table.names()] : []);
      const place = this.places.reference(reference, holder);
      this.collector.addUnknown(kind, reference.$refText, place, candidates, where, remedy);
    }
    // A name that is not known may be one that could not be read.
    return exact || !this.incompleteKinds.has(kind) ? (value ?? UNKNOWN) : UNKNOWN;
  }
}

/** Model phases by name; in united models by `Model.Phase` too. */
export class ModelPhaseNames {
  private readonly plain = new Map<string, ModelPhase[]>();

  constructor(private readonly model: Model) {
    for (const phase of model.phases) {
      const same = this.plain.get(phase.name);
      if (same === undefined) this.plain.set(phase.name, [phase]);
      else if (!same.some((other) => other.model === phase.model)) same.push(phase);
    }
  }

  /** All phases of that name, one per followed model. */
  named(name: string): readonly ModelPhase[] {
    return this.plain.get(name) ?? [];
  }

  /** Names of all phases, or of one model's. */
  names(model?: string): string[] {
    return this.model.phases.filter((phase) => model === undefined || phase.model.name === model).map((p) => p.name);
  }
}

/** `model "A"`, or `models "A", "B"`. */
export function modelList(model: Model): string {
  const names = model.headers.map((header) => `"${header.name}"`).join(', ');
  return model.headers.length === 1 ? `model ${names}` : `models ${names}`;
}
