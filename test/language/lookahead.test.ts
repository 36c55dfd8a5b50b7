import { LLStarLookaheadStrategy } from 'chevrotain-allstar';
import { EmptyFileSystem } from 'langium';
import { expect, test } from 'vitest';
import { createConferServices } from '../../language/index.js';
import { GeneratedLookahead } from '../../language/recovery/generated-lookahead.js';

type Alternation = LLStarLookaheadStrategy['buildLookaheadForAlternation'];
type Optional = LLStarLookaheadStrategy['buildLookaheadForOptional'];
type Decide = (this: never) => number | boolean | undefined;

/** Tails that are tried after each first token of each place. */
const TAILS = 40;
/** No place looks further ahead than this many tokens. */
const LENGTH = 8;

/** Langium's own lookahead, and at each place next to it the one of the tables. */
class Both extends LLStarLookaheadStrategy {
  readonly places: { readonly name: string; readonly worked: Decide; readonly generated: Decide }[] = [];

  constructor(private readonly tables: GeneratedLookahead) {
    super({ logging: () => {} });
  }

  override buildLookaheadForAlternation(place: Parameters<Alternation>[0]): ReturnType<Alternation> {
    const worked = super.buildLookaheadForAlternation(place);
    const name = `${place.rule.name} ${place.prodOccurrence}`;
    this.places.push({ name, worked, generated: this.tables.buildLookaheadForAlternation(place) });
    return worked;
  }

  override buildLookaheadForOptional(place: Parameters<Optional>[0]): ReturnType<Optional> {
    const worked = super.buildLookaheadForOptional(place);
    const name = `${place.rule.name} ${place.prodType} ${place.prodOccurrence}`;
    this.places.push({ name, worked, generated: this.tables.buildLookaheadForOptional(place) });
    return worked;
  }
}

test('the tables decide at each place of the grammar as the lookahead that they are made with', () => {
  const { Confer } = createConferServices(EmptyFileSystem);
  const both = new Both(new GeneratedLookahead(Confer));
  Object.assign(Confer.parser.ParserConfig ?? {}, { lookaheadStrategy: both });
  const tokens = Object.values(Confer.parser.Lexer.definition).flatMap(({ tokenTypeIdx }) => tokenTypeIdx ?? []);
  expect(Confer.parser.LangiumParser.getRule('ConferFile')).toBeDefined();
  expect(both.places.length).toBeGreaterThan(150);

  let seed = 1;
  const anyToken = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return tokens[seed % tokens.length] ?? 0;
  };
  const differing = new Set<string>();
  for (const { name, worked, generated } of both.places) {
    for (const first of tokens) {
      for (let tail = 0; tail < TAILS; tail++) {
        const text = [first, ...Array.from({ length: LENGTH - 1 }, anyToken)];
        const at = (ahead: number) => ({ tokenTypeIdx: text[ahead - 1] ?? 0, tokenType: { name: '' } });
        const parser = { LA: at, LA_FAST: at } as never;
        if (worked.call(parser) !== generated.call(parser)) differing.add(name);
      }
    }
  }
  expect([...differing]).toEqual([]);
});
