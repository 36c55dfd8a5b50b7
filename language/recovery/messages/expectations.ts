import { joinWithOr } from '../../../timeline/types/join-words.js';
import type { ConferTerminalNames } from '../../generated/ast.js';
import type { ExpectedToken, ParserState } from '../parser-state.js';
import { looksLikeArrow } from '../repair/intended-words.js';

const DECLARATIONS = '"flow", "model", "protocol", "event", "request", "message", or "import"';
const ROW = 'a row ("sender -> receiver : Message")';

/** What a block may contain, by the rule that reads it. */
const blocks: Record<string, string> = {
  Flow: 'a member of the flow ("party", "system", "start", "phase", "scenario", or a fact: "fact is value") or "}"',
  FlowPhase: 'a step ("sender -> receiver : Message", or a message alone), "next", or "}"',
  Message: 'an attribute ("Name: type") or "}"',
  Model:
    'a member of the model ("party", "system", "states", "fact", "channel", "anytime", "phase", or "source") or "}"',
  ModelPhase: `${ROW}, "trigger", "needs", "moves", "when", "in order", "one of", "partial", or "}"`,
  When: `${ROW} or "}"`,
  InOrder: `${ROW} or "}"`,
  OneOf: `${ROW} or "}"`,
  Scenario: '"," and a phase, or "}"',
  Capture: 'a member of the capture ("files", "reads", "time", "key", "message", "from", "to", and others) or "}"',
};

/** Words for being in a block; the members of the last three rules are those of a phase of a model. */
const places: Record<string, string> = {
  ConferFile: 'outside of models and flows',
  Flow: 'in a flow, outside its phases',
  Model: 'in a model, outside its phases',
  FlowPhase: 'in a phase of a flow ("phase Name { … }")',
  ModelPhase: 'in a phase of a model ("phase Name { … }")',
  Message: 'in the braces of an event, a request, or a message',
  Scenario: 'in a scenario',
  Capture: 'in a capture',
  When: 'in a phase of a model ("phase Name { … }")',
  InOrder: 'in a phase of a model ("phase Name { … }")',
  OneOf: 'in a phase of a model ("phase Name { … }")',
};

/** The blocks that a block may contain. */
const within: Record<string, readonly string[]> = {
  ConferFile: ['Flow', 'Model', 'Message', 'Capture'],
  Flow: ['FlowPhase'],
  Model: ['ModelPhase'],
};

/** What a name is the name of, by the type that it refers to. */
const named: Record<string, string> = {
  Attribute: 'an attribute',
  Fact: 'a fact',
  FactValue: 'a value',
  FlowPhase: 'a phase',
  Message: 'a message',
  Model: 'a model',
  ModelPhase: 'a phase of the model',
  Participant: 'a participant',
  Protocol: 'a protocol',
  Role: 'a role',
  State: 'a state',
};

/** Terminals that are no values: names, white space, and comments. */
type NoLiteral = 'ID' | 'WS' | 'ML_COMMENT' | 'SL_COMMENT';

/** What a value is, by its terminal; the compiler asks for each, so that no terminal's name is shown. */
const ofTerminals: Readonly<Record<Exclude<ConferTerminalNames, NoLiteral>, string>> = {
  STRING: 'a string in quotes',
  NUMBER: 'a number',
  DURATION: 'a duration (6s)',
  NEGATIVE_DURATION: 'a negative duration (-2h)',
  DATE: 'a date (2026-03-31)',
  RULE_CODE: 'the code of a rule (missing-message)',
  PATTERN: 'a regular expression ("/…/")',
};
const literals: Readonly<Record<string, string>> = ofTerminals;

const MAX_LISTED = 6;

/** What a block can contain, in words; null if a member of it is half written here. */
export function blockInWords({ expected, mayEnd }: ParserState): string | null {
  const closing = expected.find(({ text }) => text === '}');
  if (closing !== undefined) return blocks[closing.rule] ?? null;
  return mayEnd ? DECLARATIONS : null;
}

/** What is missing, in words; for a name or a literal, whatever else is allowed there too. */
export function missingInWords(wanted: ExpectedToken, { expected }: ParserState): string {
  if (wanted.kind === 'sign' || wanted.kind === 'word') return inWords(wanted);
  const names = expected.filter(({ kind }) => kind === wanted.kind);
  return listInWords([...names, ...expected.filter(({ kind, opens }) => kind === 'word' && opens)]);
}

/** Everything that is allowed at a place, in words. */
export function expectedInWords(state: ParserState): string {
  return blockInWords(state) ?? listInWords(state.expected);
}

function inWords({ kind, text, refersTo }: ExpectedToken): string {
  if (kind === 'name') return named[refersTo ?? ''] ?? 'a name';
  return kind === 'literal' ? (literals[text] ?? 'a value') : `"${text}"`;
}

/** Tokens in words: `a, b, or c`. */
export function listInWords(wanted: readonly ExpectedToken[]): string {
  const words = [...new Set(wanted.map(inWords))].slice(0, MAX_LISTED);
  return words.length === 0 ? 'something else' : joinWithOr(words);
}

/**
 * Says that a line is in the wrong block, and which is the right one.
 * @param first the first word of the line, and the second
 * @param homes rules of the blocks that allow it
 * @param around rules of the blocks around it, the innermost first
 */
export function misplacedInWords(
  first: string,
  second: string,
  homes: readonly string[],
  around: readonly string[],
): string {
  const [inner = ''] = around;
  const near = homes.filter((home) => around.includes(home));
  const inside = homes.filter((home) => within[inner]?.includes(home) === true);
  const best = near.length > 0 ? near : inside.length > 0 ? inside : homes;
  const texts = [...new Set(best.map((home) => places[home] ?? ''))].slice(0, 2);
  const here = places[inner]?.replace(/,.*| \(.*/, '') ?? 'in this block';
  const what = looksLikeArrow(second)
    ? 'message'
    : second === 'is'
      ? 'fact'
      : second === ':'
        ? 'attribute'
        : `"${first}"`;
  return `Unexpected ${what} ${here}. It belongs ${texts.join(' or ')}.`;
}
