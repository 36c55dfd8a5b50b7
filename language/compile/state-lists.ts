import { type Role, type State, UNKNOWN } from '../../check/index.js';
import type { Places } from '../ast/places.js';
import type * as ast from '../generated/ast.js';
import type { FindingsCollector } from './findings-collector.js';
import { firstOfEachName } from './first-of-each-name.js';
import { NameTable } from './name-table.js';

/**
 * The states of a model, and which of them its roles can be in: those of their own lists, otherwise the general ones.
 */
export class StateLists {
  /** All states of the model, each name once. */
  readonly all: readonly State[];
  /** The first general state; UNKNOWN if there is none. */
  readonly home: number;
  /** The lists that name a role. */
  readonly ofSingleRoles: readonly ast.StateList[];
  /** States that only lists of unknown roles have: whose they are is unknown. */
  readonly unassigned: readonly number[];
  private readonly names: NameTable<number>;
  private readonly general: readonly number[];
  /** The role of each list that names one; undefined if no role has a name near the one written. */
  private readonly owners: ReadonlyMap<ast.StateList, string | undefined>;

  /**
   * @param roleNames names of the model's roles: a list is that of the role with the nearest name
   * @param isIncomplete whether some states were skipped: which one is first is unknown then
   */
  constructor(
    private readonly lists: readonly ast.StateList[],
    roleNames: readonly string[],
    private readonly isIncomplete: boolean,
    private readonly places: Places,
  ) {
    this.all = firstOfEachName(lists.flatMap((list) => list.states)).map((state) => ({
      name: state.name,
      pending: state.pending,
      place: places.name(state),
    }));
    this.names = new NameTable(this.all.map((state, index) => [state.name, index] as const));
    this.ofSingleRoles = lists.filter((list) => list.role !== undefined);
    const roles = new NameTable(roleNames.map((name) => [name, name] as const));
    this.owners = new Map(this.ofSingleRoles.map((list) => [list, roles.lookup(list.role?.$refText ?? '').value]));
    const ownerless = this.ofSingleRoles.filter((list) => this.owners.get(list) === undefined);
    const owned = new Set(this.statesIn(lists.filter((list) => !ownerless.includes(list))));
    this.unassigned = this.statesIn(ownerless).filter((state) => !owned.has(state));
    this.general = this.statesIn(lists.filter((list) => list.role === undefined));
    this.home = this.firstOf(this.general);
  }

  /** Indices of the states that a role can be in; none if it may have a list whose role is unknown. */
  ofRole(name: string): readonly number[] {
    const own = this.ofSingleRoles.filter((list) => this.owners.get(list) === name);
    if (own.length > 0) return this.statesIn(own);
    return this.unassigned.length > 0 ? [] : this.general;
  }

  /** Whether a role has a list of its own. */
  hasOwn(name: string): boolean {
    return this.ofSingleRoles.some((list) => this.owners.get(list) === name);
  }

  /** Indices of the states that only lists of these roles have. */
  onlyOf(names: ReadonlySet<string>): readonly number[] {
    const isOwn = (list: ast.StateList) => names.has(this.owners.get(list) ?? '');
    const others = new Set(this.statesIn(this.lists.filter((list) => !isOwn(list))));
    return this.statesIn(this.ofSingleRoles.filter(isOwn)).filter((state) => !others.has(state));
  }

  /** The first of a role's states; UNKNOWN if it has none, or one before it may have been skipped. */
  firstOf(states: readonly number[]): number {
    return this.isIncomplete ? UNKNOWN : (states[0] ?? UNKNOWN);
  }

  /** Index of the state with a name, or the nearest one; UNKNOWN if there is none. A role without states may have any. */
  find(name: string, states: readonly number[]): number {
    const names =
      states.length === 0 ? this.names : new NameTable(states.map((state) => [this.all[state]?.name, state]));
    return names.lookup(name).value ?? UNKNOWN;
  }

  /** The first states of all roles and the general one, each once. */
  firstStates(roles: readonly Role[]): number[] {
    const first = new Set([this.home, ...roles.map((role) => this.firstOf(role.states))]);
    first.delete(UNKNOWN);
    return [...first];
  }

  /** Reports names that a role has twice, and states of one name that are pending for one role only. */
  checkNames(collector: FindingsCollector): void {
    const repetitions = this.reportRepeatedLists(collector);
    const distinct = this.lists.filter((list) => !repetitions.has(list));
    const declared = distinct.flatMap((list) =>
      list.states.map((state) => ({
        state,
        owner: list.role?.$refText,
        name: state.name,
        place: this.places.name(state),
      })),
    );
    for (const owner of new Set(this.lists.map((list) => list.role?.$refText))) {
      collector.addDuplicates(
        'state',
        declared.filter((other) => other.owner === owner),
      );
    }
    const differing = declared.filter(({ state, owner }) =>
      declared.some(
        (other) => other.owner !== owner && other.name === state.name && other.state.pending !== state.pending,
      ),
    );
    collector.addRepeated(differing, (name) => ({
      message: `State "${name}" is pending for one role and not for another: states with the same name are the same state. Rename one of them, or make both pending.`,
      other: `state "${name}" is listed here too`,
    }));
  }

  /**
   * Reports lists that repeat an earlier list; all lists that are equal are one mistake.
   * @returns the repetitions
   */
  private reportRepeatedLists(collector: FindingsCollector): ReadonlySet<ast.StateList> {
    const keyOf = ({ role, states }: ast.StateList) =>
      `${role?.$refText ?? ''}:${states.map(({ name }) => name).join()}`;
    const several = this.lists.filter(({ states }) => states.length > 1);
    const firsts = new Map([...several].reverse().map((list) => [keyOf(list), list] as const));
    const repetitions = new Set(several.filter((list) => firsts.get(keyOf(list)) !== list));
    const repeated = [...repetitions, ...new Set([...repetitions].flatMap((list) => firsts.get(keyOf(list)) ?? []))];
    const named = repeated.map((list) => ({ name: keyOf(list), place: this.places.node(list) }));
    collector.addRepeated(named, () => ({
      message: 'The same states are listed more than once. Remove all but one of the lists.',
      other: 'the same states are listed here too',
    }));
    return repetitions;
  }

  private statesIn(lists: readonly ast.StateList[]): readonly number[] {
    return [...new Set(lists.flatMap((list) => list.states.flatMap((state) => this.names.get(state.name) ?? [])))];
  }
}
