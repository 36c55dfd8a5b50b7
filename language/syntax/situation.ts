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
}

/** In tenths of a missing sign, as in repair-costs.ts. */
const lineWithinMember = 10;
const memberWithinLine = 5;
const wordAsName = 7;

/** Texts of some thousand lines meet a few hundred; where a hostile one meets more, they are worked out anew. */
const mostSituations = 20_000;

/** Everything that may be meant by the text so far. Situations that let the same follow are one object. */
export class Situation {
  private readonly following = new Map<number, Situation | null>();
  private readonly odd = new Map<number, number>();
  private wanted: readonly Wanted[] | undefined;

  constructor(
    private readonly situations: Situations,
    private readonly configurations: readonly Configuration[],
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
      const reached: Configuration[] = [];
      for (const { state, stack } of this.configurations) {
        for (const { wanted, to } of state.takes) {
          if (wanted.accepts.has(token) && !(keyword && wanted.kind === 'name')) reached.push({ state: to, stack });
        }
      }
      next = reached.length === 0 ? null : this.situations.closed(reached);
      this.following.set(key, next);
    }
    return next;
  }

  /**
   * How unlikely it is that an author means a token that may follow here: a line that begins within a member, a member
   * that begins within a line, a word of the language that is a name.
   */
  oddity(token: number, startsLine: boolean): number {
    const key = token * 2 + (startsLine ? 1 : 0);
    let oddity = this.odd.get(key);
    if (oddity === undefined) {
      const taking = this.configurations.flatMap(({ state }) =>
        state.takes.map(({ wanted }) => wanted).filter(({ accepts }) => accepts.has(token)),
      );
      const begins = taking.every((wanted) => wanted.begins);
      const within = taking.every((wanted) => wanted.kind !== 'sign' && !wanted.begins);
      const asName = taking.every((wanted) => wanted.kind === 'name' && wanted.token !== token);
      oddity =
        (startsLine ? (within ? lineWithinMember : 0) : begins ? memberWithinLine : 0) + (asName ? wordAsName : 0);
      this.odd.set(key, oddity);
    }
    return oddity;
  }

  /** What may follow, each once, in the grammar's order. */
  get expected(): readonly Wanted[] {
    if (this.wanted === undefined) {
      const wanted = new Map<string, Wanted>();
      for (const { state } of this.configurations) {
        for (const { wanted: one } of state.takes) {
          const key = `${one.text} ${one.refersTo ?? ''}`;
          if (!wanted.has(key)) wanted.set(key, one);
        }
      }
      this.wanted = [...wanted.values()];
    }
    return this.wanted;
  }
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
    return this.closed([{ state: this.automaton.entry.start, stack: null }]);
  }

  /** The situation of these configurations and of all that they lead to without a token. */
  closed(configurations: readonly Configuration[]): Situation {
    const { found, mayEnd } = this.closure(configurations);
    const key = [...found.keys()].sort((a, b) => a - b).join();
    const name = mayEnd ? `${key}.` : key;
    let situation = this.known.get(name);
    if (situation === undefined) {
      situation = new Situation(this, [...found.values()], mayEnd);
      this.known.set(name, situation);
    }
    return situation;
  }

  private closure(configurations: readonly Configuration[]): {
    found: Map<number, Configuration>;
    mayEnd: boolean;
  } {
    const found = new Map<number, Configuration>();
    const seen = new Set<number>();
    let mayEnd = false;
    // The first way comes first: the order is the grammar's.
    const visit = (configuration: Configuration): void => {
      const { state, stack } = configuration;
      const key = (stack === null ? 0 : stack.id) * 4_096 + state.id;
      if (seen.has(key)) return;
      seen.add(key);
      if (state.takes.length > 0) found.set(key, configuration);
      for (const { rule, to } of state.calls) visit({ state: rule.start, stack: this.push(stack, to) });
      for (const skipped of state.skips) visit({ state: skipped, stack });
      if (state.takes.length + state.calls.length + state.skips.length > 0) return;
      if (stack === null) mayEnd = true;
      else visit({ state: stack.to, stack: stack.below });
    };
    for (const configuration of configurations) visit(configuration);
    return { found, mayEnd };
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
