import type { GrammarAutomaton, GrammarState, Terminal } from './automaton.js';

/** Rules that are open, innermost first: where each continues. */
interface Stack {
  readonly id: number;
  readonly to: GrammarState;
  readonly below: Stack | null;
  readonly above: Map<GrammarState, Stack>;
}

interface ParserItem {
  readonly state: GrammarState;
  readonly stack: Stack | null;
  readonly element?: GrammarState['element'];
}

/** A token that may follow at a place. */
export interface ExpectedToken extends Terminal {
  /** Whether an element of a block begins with it. */
  readonly begins: boolean;
}

/** A token that may follow, and the state after it. */
interface ExpectedSuccessor {
  readonly wanted: ExpectedToken;
  readonly next: ParserState;
}

/** The positions at which one parse may continue: first within its rule, then after it, and so on outwards. */
type Reach = readonly (readonly ParserItem[])[];

interface TokenTransition {
  readonly wanted: Terminal;
  readonly to: GrammarState;
  readonly stack: Stack | null;
  readonly element: GrammarState['element'];
}

/** The rule of text outside all braces. */
export const FILE = 'ConferFile';

/** In tenths of a missing sign, as in repair-costs.ts. */
const LINE_WITHIN_MEMBER = 10;
/** The penalty of a member that begins within the line of another. */
export const MEMBER_WITHIN_LINE = 8;
const WORD_AS_NAME = 7;

/** Most states kept: files of some thousand lines meet a few hundred. When exceeded, the cache is dropped. */
const MAX_STATES = 20_000;

/** Everything that may be meant by the text so far. ParserStates that let the same follow are one object. */
export class ParserState {
  private readonly following = new Map<number, ParserState | null>();
  private readonly odd = new Map<number, number>();
  private wanted: readonly ExpectedToken[] | undefined;
  private reached: readonly ExpectedSuccessor[] | undefined;

  constructor(
    private readonly parserStates: ParserStates,
    /** The possible parses, the ones that can continue first. */
    private readonly ways: readonly (readonly Reach[])[],
    /** Whether the text may end here. */
    readonly mayEnd: boolean,
  ) {}

  /**
   * The state after one more token; null if none may follow.
   * @param keyword true if a word of the language is that word and no name
   */
  after(token: number, keyword: boolean): ParserState | null {
    const key = token * 2 + (keyword ? 1 : 0);
    let next = this.following.get(key);
    if (next === undefined) {
      const reached = this.transitions(token, keyword).map((step) =>
        step.map(({ to, stack }) => ({ state: to, stack })),
      );
      next = reached.length === 0 ? null : this.parserStates.closed(reached);
      this.following.set(key, next);
    }
    return next;
  }

  /**
   * How unlikely it is that an author means a token that may follow here: a line that begins within a member, a member
   * that begins within the line of another, a word of the language that is a name.
   */
  penalty(token: number, startsLine: boolean): number {
    const key = token * 2 + (startsLine ? 1 : 0);
    let penalty = this.odd.get(key);
    if (penalty === undefined) {
      const [step = []] = this.transitions(token, false);
      const again = step.every(({ element }) => element === 'again');
      const within = step.every(({ wanted, element: begins }) => wanted.kind !== 'sign' && begins === 'none');
      const asName = step.every(({ wanted }) => wanted.kind === 'name' && wanted.token !== token);
      const line = startsLine ? (within ? LINE_WITHIN_MEMBER : 0) : again ? MEMBER_WITHIN_LINE : 0;
      penalty = line + (asName ? WORD_AS_NAME : 0);
      this.odd.set(key, penalty);
    }
    return penalty;
  }

  /** The rule of the innermost block, if nothing of what it holds is half written; null elsewhere. */
  get block(): string | null {
    return this.expected.find(({ text }) => text === '}')?.rule ?? (this.mayEnd ? FILE : null);
  }

  /** Whether an element of a block may begin here. */
  get mayBegin(): boolean {
    return this.expected.some(({ begins }) => begins);
  }

  /** The tokens that may follow, each once, in the grammar's order. */
  get expected(): readonly ExpectedToken[] {
    if (this.wanted === undefined) {
      const wanted = new Map<string, ExpectedToken>();
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

  /** The tokens that may follow, each once, with the state after it: a keyword is read as the keyword. */
  get successors(): readonly ExpectedSuccessor[] {
    if (this.reached === undefined) {
      const wanted = new Map<number, ExpectedToken>();
      for (const one of this.expected) if (!wanted.has(one.token)) wanted.set(one.token, one);
      this.reached = [...wanted.values()].flatMap((one) => {
        const next = this.after(one.token, one.kind !== 'name');
        return next === null ? [] : [{ wanted: one, next }];
      });
    }
    return this.reached;
  }

  /**
   * The parses that accept a token, as the parser decides: a token with which a rule can continue belongs to it. That it belongs to
   * what follows the rule remains possible until the next token shows that the rule could continue with that too.
   */
  private transitions(token: number, keyword: boolean): TokenTransition[][] {
    for (const way of this.ways) {
      const found: TokenTransition[][] = [];
      for (const reach of way) {
        const levels = reach.map((places) => transitionsAt(places, token)).filter((takes) => takes.length > 0);
        for (const [index, takes] of levels.entries()) found[index] = [...(found[index] ?? []), ...takes];
      }
      if (found.length === 0) continue;
      // The parser knows nothing of words that are no names: it must not choose a way because one could be a name.
      return keyword ? found.map(withoutNames).filter((takes) => takes.length > 0) : found;
    }
    return [];
  }
}

function withoutNames(takes: readonly TokenTransition[]): TokenTransition[] {
  return takes.filter(({ wanted }) => wanted.kind !== 'name');
}

function transitionsAt(places: readonly ParserItem[], token: number): TokenTransition[] {
  return places.flatMap(({ state, stack, element = 'none' }) =>
    state.takes
      .filter(({ wanted }) => wanted.accepts.has(token))
      .map(
        ({ wanted, to }): TokenTransition => ({
          wanted,
          to,
          stack,
          element: wanted.kind === 'sign' ? 'none' : element,
        }),
      ),
  );
}

/** The parserStates of a grammar, computed once each. */
export class ParserStates {
  private statesByKey = new Map<string, ParserState>();
  private readonly bottom = new Map<GrammarState, Stack>();
  private stacks = 0;

  constructor(private readonly automaton: GrammarAutomaton) {}

  /** The state at the beginning of a text. */
  get start(): ParserState {
    if (this.statesByKey.size > MAX_STATES) this.statesByKey = new Map();
    return this.closed([[{ state: this.automaton.entry.start, stack: null }]]);
  }

  /** The states that elements of blocks begin in, by the rule of the block. */
  get blocks(): readonly { readonly rule: string; readonly state: ParserState }[] {
    return this.automaton.blocks.map(({ rule, state }) => ({ rule, state: this.closed([[{ state, stack: null }]]) }));
  }

  /** Words of the language that can follow from where the elements of a block begin, except in captures. */
  keywordsFrom(rule: string): string[] {
    const reachedStates = new Set(
      this.automaton.blocks.filter((block) => block.rule === rule).map(({ state }) => state),
    );
    const words = new Set<string>();
    for (const state of reachedStates) {
      for (const { wanted, to } of state.takes) {
        if (wanted.rule.startsWith('Capture')) continue;
        if (wanted.kind === 'word') words.add(wanted.text);
        reachedStates.add(to);
      }
      for (const { rule: called, to } of state.calls) reachedStates.add(called.start).add(to);
      for (const skipped of state.skips) reachedStates.add(skipped);
    }
    return [...words];
  }

  /** The state of these ways to read a text, the first ones first, and of all that they lead to without a token. */
  closed(ways: readonly (readonly ParserItem[])[]): ParserState {
    const itemKeys = new Set<number>();
    const distinct = ways.map((way) =>
      way.filter((item) => {
        const key = keyOf(item);
        return !itemKeys.has(key) && itemKeys.add(key);
      }),
    );
    const name = distinct.map((way) => way.map(keyOf).join()).join('|');
    let state = this.statesByKey.get(name);
    if (state === undefined) {
      const reached = distinct.map((way) => way.map((item) => this.reachOf(item)));
      state = new ParserState(
        this,
        reached.map((way) => way.map(({ reach }) => reach)),
        reached.flat().some(({ mayEnd }) => mayEnd),
      );
      this.statesByKey.set(name, state);
    }
    return state;
  }

  private reachOf(start: ParserItem): { reach: Reach; mayEnd: boolean } {
    const reach: ParserItem[][] = [];
    const itemKeys = new Set<number>();
    let inner: ParserItem[] = [start];
    let mayEnd = false;
    while (inner.length > 0) {
      const found: ParserItem[] = [];
      const outer: ParserItem[] = [];
      const visit = (item: ParserItem): void => {
        const { state, stack } = item;
        const before = item.element ?? 'none';
        const element = before === 'again' || state.element === 'none' ? before : state.element;
        const key = keyOf(item);
        if (itemKeys.has(key)) return;
        itemKeys.add(key);
        if (state.takes.length > 0) found.push({ state, stack, element });
        for (const { rule, to } of state.calls) visit({ state: rule.start, stack: this.push(stack, to), element });
        for (const skipped of state.skips) visit({ state: skipped, stack, element });
        if (state.takes.length + state.calls.length + state.skips.length > 0) return;
        if (stack === null) mayEnd = true;
        else outer.push({ state: stack.to, stack: stack.below });
      };
      for (const item of inner) visit(item);
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

function keyOf({ state, stack }: ParserItem): number {
  return (stack === null ? 0 : stack.id) * 4_096 + state.id;
}
