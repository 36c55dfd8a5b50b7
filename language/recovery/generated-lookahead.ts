import type { IParserConfig, LangiumCoreServices } from 'langium';
import { decisions, tokenNames, tokenSets } from '../generated/lookahead.js';
import type { Token } from './automaton.js';

type Strategy = NonNullable<IParserConfig['lookaheadStrategy']>;
type Alternation = Strategy['buildLookaheadForAlternation'];
type Optional = Strategy['buildLookaheadForOptional'];

/** A place of the grammar where the parser decides. */
interface DecisionPoint {
  readonly rule: { readonly name: string };
  readonly prodOccurrence: number;
}

/** The parser's access to the tokens after its position. */
interface TokensAhead {
  /** @param ahead 1 for the next token; EOF after the last one */
  LA(ahead: number): Token;
}

/** The outcomes of a state by type of token: an alternative, or less than 0 another state. */
type ResultsByToken = ReadonlyMap<number, number>;

/**
 * Langium's lookahead, computed when the parser was generated: what a process would compute again takes longer than
 * reading a small file. The table of a place is read when a parser first comes there.
 */
export class GeneratedLookahead implements Strategy {
  private readonly sets = new Map<number, readonly number[]>();
  private types: readonly number[] | undefined;

  /** @param services whose lexer makes the tokens */
  constructor(private readonly services: LangiumCoreServices) {}

  /** The grammar was validated when the tables were made. */
  validate(): [] {
    return [];
  }

  buildLookaheadForAlternation(place: Parameters<Alternation>[0]): ReturnType<Alternation> {
    const decide = this.decider(place, 'Alternation');
    return function (this: unknown) {
      return decide(this as TokensAhead);
    };
  }

  buildLookaheadForOptional(place: Parameters<Optional>[0]): ReturnType<Optional> {
    const decide = this.decider(place, place.prodType);
    return function (this: unknown) {
      return decide(this as TokensAhead) === 0;
    };
  }

  private decider({ rule, prodOccurrence }: DecisionPoint, kind: string): (tokens: TokensAhead) => number | undefined {
    // Langium marks the names of rules with a space of no width.
    const name = `${rule.name.replace('\u200B', '')} ${kind} ${prodOccurrence}`;
    let states: readonly ResultsByToken[] | undefined;
    return (tokens) => {
      states ??= this.statesOf(name);
      let outcome: number | undefined = states[0]?.get(tokens.LA(1).tokenTypeIdx);
      for (let ahead = 2; outcome !== undefined && outcome < 0; ahead++) {
        outcome = states[-outcome]?.get(tokens.LA(ahead).tokenTypeIdx);
      }
      return outcome;
    };
  }

  private statesOf(place: string): readonly ResultsByToken[] {
    const states = decisions[place];
    if (states === undefined) throw new Error(`The parser's tables are not current: they lack ${place}.`);
    return states.map((outcomes) => {
      const byToken = new Map<number, number>();
      for (const [outcome, set] of outcomes) {
        for (const type of this.tokensOf(set)) byToken.set(type, outcome);
      }
      return byToken;
    });
  }

  private tokensOf(set: number): readonly number[] {
    let types = this.sets.get(set);
    if (types === undefined) {
      types = (tokenSets[set] ?? '').split(' ').flatMap((run) => {
        const [first = 0, last = first] = run.split('-').map(Number);
        return this.tokenTypes.slice(first, last + 1);
      });
      this.sets.set(set, types);
    }
    return types;
  }

  private get tokenTypes(): readonly number[] {
    const { definition } = this.services.parser.Lexer;
    this.types ??= tokenNames.split(' ').map((name) => definition[name]?.tokenTypeIdx ?? -1);
    return this.types;
  }
}
