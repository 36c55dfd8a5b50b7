import type { Automaton, GrammarState, Wanted } from './automaton.js';

/** Rules that are open, innermost first: where each goes on. */
interface Stack {
  readonly id: number;
  readonly to: GrammarState;
  readonly below: Stack | null;
  readonly above: Map<GrammarState, Stack>;
}

interface Configuration {
  readonly state: GrammarState;
  readonly stack: Stack | null;
  readonly element?: GrammarState['element'];
}

/** What may follow at a place. */
export interface Expected extends Wanted {
  /** Whether an element of a block begins with it. */
  readonly begins: boolean;
}

/** Where one way of reading the text may go on: first within its rule, then behind it, and so on outwards. */
type Reach = readonly (readonly Configuration[])[];

interface Taking {
  readonly wanted: Wanted;
  readonly to: GrammarState;
  readonly stack: Stack | null;
  readonly element: GrammarState['element'];
}

/** In tenths of a missing sign, as in repair-costs.ts. */
const lineWithinMember = 10;
const memberWithinLine = 8;
const wordAsName = 7;

/** Texts of some thousand lines meet a few hundred; where a hostile one meets more, they are worked out anew. */
const mostSituations = 20_000;

/** Everything that may be meant by the text so far. Situations that let the same follow are one object. */
export class Situation {
  private readonly following = new Map<number, Situation | null>();
  private readonly odd = new Map<number, number>();
  private wanted: readonly Expected[] | undefined;

  constructor(
    private readonly situations: Situations,
    /** Ways of reading the text, the first ones that can go on before the others. */
    private readonly ways: readonly (readonly Reach[])[],
    /** Whether the text may end here. */
    readonly mayEnd: boolean,
  ) {}

  /**
   * The situation behind one more token; null where none may follow.
   * @param keyword true where a word of the language is that word and no name
   */
  after(token: number, keyword: boolean): Situation | null {
    const key = token * 2 + (keyword ? 1 : 0);
    let next = this.following.get(key);
    if (next === undefined) {
      const reached = this.taking(token, keyword).map((taking) =>
        taking.map(({ to, stack }) => ({ state: to, stack })),
      );
      next = reached.length === 0 ? null : this.situations.closed(reached);
      this.following.set(key, next);
    }
    return next;
  }

  /**
   * How unlikely it is that an author means a token that may follow here: a line that begins within a member, a member
   * that begins within the line of another, a word of the language that is a name.
   */
  oddity(token: number, startsLine: boolean): number {
    const key = token * 2 + (startsLine ? 1 : 0);
    let oddity = this.odd.get(key);
    if (oddity === undefined) {
      const [taking = []] = this.taking(token, false);
      const again = taking.every(({ element }) => element === 'again');
      const within = taking.every(({ wanted, element: begins }) => wanted.kind !== 'sign' && begins === 'none');
      const asName = taking.every(({ wanted }) => wanted.kind === 'name' && wanted.token !== token);
      const line = startsLine ? (within ? lineWithinMember : 0) : again ? memberWithinLine : 0;
      oddity = line + (asName ? wordAsName : 0);
      this.odd.set(key, oddity);
    }
    return oddity;
  }

  /** What may follow, each once, in the grammar's order. */
  get expected(): readonly Expected[] {
    if (this.wanted === undefined) {
      const wanted = new Map<string, Expected>();
      for (const { state, element = 'none' } of this.ways.flat(3)) {
        for (const { wanted: one } of state.takes) {
          const key = `${one.text} ${one.refersTo ?? ''}`;
          if (!wanted.has(key)) wanted.set(key, { ...one, begins: element !== 'none' && one.kind !== 'sign' });
        }
      }
      this.wanted = [...wanted.values()];
    }
    return this.wanted;
  }

  /**
   * The ways that take a token, as the parser decides: what a rule can go on with belongs to it. That it belongs to what
   * follows the rule is kept in mind until the next token shows that the rule could go on with that too.
   */
  private taking(token: number, keyword: boolean): Taking[][] {
    for (const way of this.ways) {
      const found: Taking[][] = [];
      for (const reach of way) {
        const levels = reach.map((places) => takingAt(places, token)).filter((takes) => takes.length > 0);
        for (const [index, takes] of levels.entries()) found[index] = [...(found[index] ?? []), ...takes];
      }
      if (found.length === 0) continue;
      // The parser knows nothing of words that are no names: it must not choose a way because one could be a name.
      return keyword ? found.map(withoutNames).filter((takes) => takes.length > 0) : found;
    }
    return [];
  }
}

function withoutNames(takes: readonly Taking[]): Taking[] {
  return takes.filter(({ wanted }) => wanted.kind !== 'name');
}

function takingAt(places: readonly Configuration[], token: number): Taking[] {
  return places.flatMap(({ state, stack, element = 'none' }) =>
    state.takes
      .filter(({ wanted }) => wanted.accepts.has(token))
      .map(({ wanted, to }): Taking => ({ wanted, to, stack, element: wanted.kind === 'sign' ? 'none' : element })),
  );
}

/** The situations of a grammar, worked out once each. */
export class Situations {
  private known = new Map<string, Situation>();
  private readonly bottom = new Map<GrammarState, Stack>();
  private stacks = 0;

  constructor(private readonly automaton: Automaton) {}

  /** The situation at the beginning of a text. */
  get start(): Situation {
    if (this.known.size > mostSituations) this.known = new Map();
    return this.closed([[{ state: this.automaton.entry.start, stack: null }]]);
  }

  /** The situation of these ways to read a text, the first ones first, and of all that they lead to without a token. */
  closed(ways: readonly (readonly Configuration[])[]): Situation {
    const seen = new Set<number>();
    const distinct = ways.map((way) =>
      way.filter((configuration) => {
        const key = keyOf(configuration);
        return !seen.has(key) && seen.add(key);
      }),
    );
    const name = distinct.map((way) => way.map(keyOf).join()).join('|');
    let situation = this.known.get(name);
    if (situation === undefined) {
      const reached = distinct.map((way) => way.map((configuration) => this.reachOf(configuration)));
      situation = new Situation(
        this,
        reached.map((way) => way.map(({ reach }) => reach)),
        reached.flat().some(({ mayEnd }) => mayEnd),
      );
      this.known.set(name, situation);
    }
    return situation;
  }

  private reachOf(start: Configuration): { reach: Reach; mayEnd: boolean } {
    const reach: Configuration[][] = [];
    const seen = new Set<number>();
    let inner: Configuration[] = [start];
    let mayEnd = false;
    while (inner.length > 0) {
      const found: Configuration[] = [];
      const outer: Configuration[] = [];
      const visit = (configuration: Configuration): void => {
        const { state, stack } = configuration;
        const before = configuration.element ?? 'none';
        const element = before === 'again' || state.element === 'none' ? before : state.element;
        const key = keyOf(configuration);
        if (seen.has(key)) return;
        seen.add(key);
        if (state.takes.length > 0) found.push({ state, stack, element });
        for (const { rule, to } of state.calls) visit({ state: rule.start, stack: this.push(stack, to), element });
        for (const skipped of state.skips) visit({ state: skipped, stack, element });
        if (state.takes.length + state.calls.length + state.skips.length > 0) return;
        if (stack === null) mayEnd = true;
        else outer.push({ state: stack.to, stack: stack.below });
      };
      for (const configuration of inner) visit(configuration);
      reach.push(found);
      inner = outer;
    }
    return { reach, mayEnd };
  }

  private push(below: Stack | null, to: GrammarState): Stack {
    const above = below?.above ?? this.bottom;
    let stack = above.get(to);
    if (stack === undefined) {
      stack = { id: ++this.stacks, to, below, above: new Map() };
      above.set(to, stack);
    }
    return stack;
  }
}

function keyOf({ state, stack }: Configuration): number {
  return (stack === null ? 0 : stack.id) * 4_096 + state.id;
}
