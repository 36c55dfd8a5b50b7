import { LLStarLookaheadStrategy } from 'chevrotain-allstar';
import { EmptyFileSystem } from 'langium';
import { createConferServices } from '../language/index.js';

type Alternation = LLStarLookaheadStrategy['buildLookaheadForAlternation'];
type Optional = LLStarLookaheadStrategy['buildLookaheadForOptional'];

/** The result of a decision: the number of an alternative, a further state to decide in, or null for none. */
type DecisionResult = { readonly alternative: number } | { readonly state: PredictionState } | null;

/** Langium's mark for the end of the text. */
type DeadEnd = { readonly edges?: never };

/** A state of a prediction as the library keeps it. */
interface PredictionState {
  readonly edges: Readonly<Record<number, PredictionState | DeadEnd>>;
  readonly isAcceptState: boolean;
  readonly prediction: number;
}

/** Langium's internal states of predictions, which it makes as texts need them. */
interface Predictions {
  readonly atn: { readonly decisionMap: Readonly<Record<string, { readonly decision: number }>> };
  readonly dfas: readonly ((predicates: object) => { readonly start?: PredictionState })[];
}

/** Decides on the tokens that it is given as `this`. */
type Decide = (this: never) => number | boolean | undefined;

interface DecisionPoint {
  readonly name: string;
  /** Whether there is one alternative to take or to skip: it is skipped for a token that no set names. */
  readonly isOptional: boolean;
  readonly decide: Decide;
  readonly start: () => PredictionState | undefined;
}

/** No decision of the grammar looks at more different beginnings of a text than this. */
const MAX_STATES = 200;

/** Collects the places of the grammar where the parser has to decide, each with Langium's own way to do so. */
class PlaceCollector extends LLStarLookaheadStrategy {
  readonly places: DecisionPoint[] = [];

  override buildLookaheadForAlternation(place: Parameters<Alternation>[0]): ReturnType<Alternation> {
    if (place.hasPredicates) throw new Error(`${place.rule.name} decides by a guard: no table can.`);
    const decide = super.buildLookaheadForAlternation(place);
    this.collect({ ...place, prodType: 'Alternation' }, decide);
    return decide;
  }

  override buildLookaheadForOptional(place: Parameters<Optional>[0]): ReturnType<Optional> {
    const decide = super.buildLookaheadForOptional(place);
    this.collect(place, decide);
    return decide;
  }

  private collect(
    {
      rule,
      prodType,
      prodOccurrence,
    }: { readonly rule: { readonly name: string }; readonly prodType: string; readonly prodOccurrence: number },
    decide: Decide,
  ): void {
    const { atn, dfas } = this as unknown as Predictions;
    const decision = atn.decisionMap[`${rule.name}_${prodType}_${prodOccurrence}`]?.decision;
    const states = decision === undefined ? undefined : dfas[decision];
    if (states === undefined) throw new Error(`The parser does not know its place ${rule.name} ${prodType}.`);
    this.places.push({
      // Langium marks the names of rules with a space of no width.
      name: `${rule.name.replace('\u200B', '')} ${prodType} ${prodOccurrence}`,
      isOptional: prodType !== 'Alternation',
      decide,
      start: () => states({ toString: () => '' }).start,
    });
  }
}

/** Decides on given tokens, and on the end of the text after them. */
function outcomeOf({ decide, start }: DecisionPoint, path: readonly number[], end: number): DecisionResult {
  const at = (ahead: number) => ({ tokenTypeIdx: path[ahead - 1] ?? end, tokenType: { name: '' } });
  const chosen = decide.call({ LA_FAST: at, LA: at } as never);
  let state = start();
  // Such a place decides by one token.
  if (state === undefined) {
    if (typeof chosen === 'number') return { alternative: chosen };
    return chosen ? { alternative: 0 } : null;
  }
  for (const token of path) {
    const next: PredictionState | DeadEnd | undefined = state?.edges[token];
    if (next?.edges === undefined) return null;
    if (next.isAcceptState) return { alternative: next.prediction };
    state = next;
  }
  return state === undefined ? null : { state };
}

/** All that a place can come to: for each state, the outcomes by token. */
function statesOf(place: DecisionPoint, tokens: readonly number[], end: number): ReadonlyMap<number, number>[] {
  const states: Map<number, number>[] = [];
  const numbers = new Map<PredictionState | null, number>([[null, 0]]);
  const paths: number[][] = [[]];
  for (let number = 0; number < paths.length; number++) {
    if (number > MAX_STATES) throw new Error(`${place.name} looks too far ahead for a table.`);
    const path = paths[number] ?? [];
    const outcomes = new Map<number, number>();
    for (const [index, token] of tokens.entries()) {
      const outcome = outcomeOf(place, [...path, token], end);
      if (outcome === null || (place.isOptional && 'alternative' in outcome && outcome.alternative > 0)) continue;
      if ('alternative' in outcome) {
        outcomes.set(index, outcome.alternative);
        continue;
      }
      let next = numbers.get(outcome.state);
      if (next === undefined) {
        next = paths.length;
        numbers.set(outcome.state, next);
        paths.push([...path, token]);
      }
      outcomes.set(index, -next);
    }
    states.push(outcomes);
  }
  return states;
}

/** Numbers in rising order, runs of them as `3-7`. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(' ');
}

/**
 * The decisions of the parser as a table, computed by Langium's lookahead over all tokens that can follow.
 * @returns the text of `language/generated/lookahead.ts`
 */
export function lookaheadModule(): string {
  const { Confer } = createConferServices(EmptyFileSystem);
  const collector = new PlaceCollector({ logging: () => {} });
  const { definition } = Confer.parser.Lexer;
  Object.assign(Confer.parser.ParserConfig ?? {}, { lookaheadStrategy: collector });
  // A parser that has been made has asked for each place.
  if (Confer.parser.LangiumParser.getRule('ConferFile') === undefined) throw new Error('The parser has no rules.');

  const names = Object.keys(definition).sort();
  const tokens = names.map((name) => definition[name]?.tokenTypeIdx ?? Number.NaN);
  const end = 0;
  const sets = new Map<string, number>();
  const places = collector.places.map((place) => {
    const states = statesOf(place, tokens, end).map((outcomes) => {
      const tokensOf = new Map<number, number[]>();
      for (const [token, outcome] of outcomes) tokensOf.set(outcome, [...(tokensOf.get(outcome) ?? []), token]);
      return [...tokensOf].map(([outcome, members]) => {
        const set = ranges(members);
        if (!sets.has(set)) sets.set(set, sets.size);
        return `[${outcome}, ${sets.get(set)}]`;
      });
    });
    return `  '${place.name}': [${states.map((outcomes) => `[${outcomes.join(', ')}]`).join(', ')}],`;
  });
  return [
    '// Generated from the grammar by scripts/generate.mjs: do not edit.',
    '',
    '/** The types of tokens, by name. */',
    `export const tokenNames = ${JSON.stringify(names.join(' '))};`,
    '',
    '/** Sets of tokens that outcomes share: indexes of `tokenNames`, and ranges of them. */',
    'export const tokenSets: readonly string[] = [',
    ...[...sets.keys()].map((set) => `  '${set}',`),
    '];',
    '',
    '/**',
    ' * What the parser decides at each place, by what comes next: for each state its outcomes, each with the set of tokens',
    ' * that lead there. An outcome is the number of an alternative, 0 for what may be left out, or less than 0 another state,',
    ' * to decide by a further token.',
    ' */',
    'export const decisions: Readonly<Record<string, readonly (readonly (readonly [outcome: number, set: number])[])[]>> = {',
    ...places,
    '};',
    '',
  ].join('\n');
}
