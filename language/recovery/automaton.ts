import { GrammarAST, type LexerResult } from 'langium';

export type Token = LexerResult['tokens'][number];
/** Types of tokens by keyword, and by the name of a terminal rule. */
export type TokenTypes = Readonly<Record<string, Token['tokenType']>>;

/** A terminal of the grammar at one place: a word, sign or literal. */
export interface Terminal {
  /** The type of the token that is inserted if it is missing. */
  readonly token: number;
  readonly type: Token['tokenType'];
  /** Name of that type: the word or sign itself, or the terminal. */
  readonly text: string;
  readonly kind: 'name' | 'word' | 'sign' | 'literal';
  /** Types that are taken: for a name many words of the language too. */
  readonly accepts: ReadonlySet<number>;
  /** The rule that contains it, and the type of what a name refers to. */
  readonly rule: string;
  readonly refersTo: string | null;
  /** Whether its own rule begins with it. */
  readonly opens: boolean;
}

interface Take {
  wanted: Terminal;
  readonly to: GrammarState;
}

/** A place between two words of a rule. */
export interface GrammarState {
  readonly id: number;
  /** Whether an element of a block begins here; `again` if another comes before it. */
  readonly element: 'none' | 'any' | 'again';
  readonly takes: Take[];
  readonly calls: { readonly rule: RuleStates; readonly to: GrammarState }[];
  readonly skips: GrammarState[];
}

/** The states at which a grammar rule begins and ends. */
export interface RuleStates {
  readonly start: GrammarState;
  readonly end: GrammarState;
}

/** The grammar as states and transitions: enough to find where a text stops conforming to the grammar. */
export interface GrammarAutomaton {
  readonly entry: RuleStates;
  /** The words that begin elements of blocks, each with what may come next. */
  readonly members: readonly { readonly wanted: Terminal; readonly next: readonly Terminal[] }[];
  /** The blocks of the language, a file among them, each with the state that its elements begin in. */
  readonly blocks: readonly BlockStart[];
}

/** Where the elements of a block begin. */
export interface BlockStart {
  /** The rule that contains the block, such as `FlowPhase`. */
  readonly rule: string;
  readonly state: GrammarState;
}

/** Reads a grammar; rules for names, which are one word each, become one step. */
export function automatonOf(grammar: GrammarAST.Grammar, tokenTypes: TokenTypes): GrammarAutomaton {
  return new AutomatonBuilder(grammar, tokenTypes).build();
}

class AutomatonBuilder {
  private readonly rules = new Map<GrammarAST.AbstractRule, RuleStates>();
  private readonly names = new Map<GrammarAST.AbstractRule, ReadonlySet<number> | null>();
  private readonly blocks: BlockStart[] = [];
  private states = 0;

  constructor(
    private readonly grammar: GrammarAST.Grammar,
    private readonly tokenTypes: TokenTypes,
  ) {}

  build(): GrammarAutomaton {
    const entry = this.grammar.rules.find((rule) => GrammarAST.isParserRule(rule) && rule.entry);
    if (entry === undefined || !GrammarAST.isParserRule(entry)) throw new Error('The grammar has no entry rule.');
    const states = this.rule(entry);
    const members = this.blocks.flatMap(({ state }) =>
      firstOf(state).flatMap((take) => {
        if (take.wanted.kind !== 'word') return [];
        return { wanted: take.wanted, next: firstOf(take.to).map(({ wanted }) => wanted) };
      }),
    );
    return { entry: states, members, blocks: this.blocks };
  }

  private state(element: GrammarState['element'] = 'none'): GrammarState {
    return { id: this.states++, element, takes: [], calls: [], skips: [] };
  }

  private rule(rule: GrammarAST.ParserRule): RuleStates {
    let states = this.rules.get(rule);
    if (states === undefined) {
      states = { start: this.state(), end: this.state() };
      this.rules.set(rule, states);
      this.element(rule.definition, states.start, states.end, rule.name);
      for (const take of firstOf(states.start)) take.wanted = { ...take.wanted, opens: true };
    }
    return states;
  }

  /** Lays the ways through an element from one state to another, as often as its cardinality allows. */
  private element(node: GrammarAST.AbstractElement, from: GrammarState, to: GrammarState, rule: string): void {
    const { cardinality } = node;
    if (cardinality === '?') from.skips.push(to);
    if (cardinality === undefined || cardinality === '?') {
      this.once(node, from, to, rule);
      return;
    }
    // A separator word or sign makes a list: its elements continue a member.
    const isList = GrammarAST.isGroup(node) && GrammarAST.isKeyword(node.elements[0]);
    const before = this.state(isList ? 'none' : 'any');
    const again = this.state(isList ? 'none' : 'again');
    const after = this.state();
    from.skips.push(before);
    if (cardinality === '*') from.skips.push(to);
    after.skips.push(again, to);
    again.skips.push(before);
    if (!isList) this.blocks.push({ rule, state: before });
    this.once(node, before, after, rule);
  }

  private once(node: GrammarAST.AbstractElement, from: GrammarState, to: GrammarState, rule: string): void {
    if (GrammarAST.isAlternatives(node)) {
      for (const element of node.elements) this.element(element, from, to, rule);
    } else if (GrammarAST.isGroup(node)) {
      let state = from;
      for (const [index, element] of node.elements.entries()) {
        const next = index === node.elements.length - 1 ? to : this.state();
        this.element(element, state, next, rule);
        state = next;
      }
    } else if (GrammarAST.isAssignment(node)) {
      this.element(node.terminal, from, to, rule);
    } else if (GrammarAST.isCrossReference(node)) {
      if (node.terminal !== undefined) this.terminal(node.terminal, from, to, rule, node.type.$refText);
    } else if (GrammarAST.isKeyword(node) || GrammarAST.isRuleCall(node)) {
      this.terminal(node, from, to, rule, null);
    } else {
      // An action takes no word.
      from.skips.push(to);
    }
  }

  private terminal(
    node: GrammarAST.AbstractElement,
    from: GrammarState,
    to: GrammarState,
    rule: string,
    refersTo: string | null,
  ): void {
    const wanted = (text: string, kind: Terminal['kind'], accepts?: ReadonlySet<number>) => {
      const type = this.typeOf(text);
      const token = indexOf(type);
      from.takes.push({
        wanted: {
          token,
          type,
          text,
          kind,
          accepts: accepts ?? new Set([token]),
          rule,
          refersTo,
          opens: false,
        },
        to,
      });
    };
    if (GrammarAST.isKeyword(node)) wanted(node.value, /^\w/.test(node.value) ? 'word' : 'sign');
    const called = GrammarAST.isRuleCall(node) ? node.rule.ref : undefined;
    if (called === undefined) return;
    const accepts = GrammarAST.isParserRule(called) ? this.wordsOf(called) : null;
    if (accepts !== null) wanted('ID', 'name', accepts);
    else if (GrammarAST.isParserRule(called)) from.calls.push({ rule: this.rule(called), to });
    else wanted(called.name, 'literal');
  }

  /** The types a rule for names takes; null if the rule is another one. */
  private wordsOf(rule: GrammarAST.ParserRule): ReadonlySet<number> | null {
    let words = this.names.get(rule);
    if (words === undefined) {
      // A rule that comes back to itself is no rule for names.
      this.names.set(rule, null);
      words = this.wordsIn(rule.definition);
      this.names.set(rule, words);
    }
    return words;
  }

  private wordsIn(node: GrammarAST.AbstractElement): ReadonlySet<number> | null {
    if (node.cardinality !== undefined) return null;
    if (GrammarAST.isKeyword(node)) return new Set([indexOf(this.typeOf(node.value))]);
    if (GrammarAST.isRuleCall(node)) {
      const called = node.rule.ref;
      if (called === undefined) return null;
      return GrammarAST.isParserRule(called) ? this.wordsOf(called) : new Set([indexOf(this.typeOf(called.name))]);
    }
    if (!GrammarAST.isAlternatives(node)) return null;
    const all = new Set<number>();
    for (const element of node.elements) {
      const words = this.wordsIn(element);
      if (words === null) return null;
      for (const word of words) all.add(word);
    }
    return all;
  }

  private typeOf(name: string): Token['tokenType'] {
    const type = this.tokenTypes[name];
    if (type === undefined) throw new Error(`There is no token "${name}".`);
    return type;
  }
}

/** The terminals that can come first at a state, within its own rule and the rules that it calls. */
function firstOf(start: GrammarState): Take[] {
  const reachedStates = new Set([start]);
  for (const state of reachedStates) {
    for (const { rule } of state.calls) reachedStates.add(rule.start);
    for (const skipped of state.skips) reachedStates.add(skipped);
  }
  return [...reachedStates].flatMap((state) => state.takes);
}

function indexOf({ tokenTypeIdx }: Token['tokenType']): number {
  return tokenTypeIdx ?? -1;
}
