import { AbstractParserErrorMessageProvider } from 'langium';

type Mismatch = Parameters<AbstractParserErrorMessageProvider['buildMismatchTokenMessage']>[0];
type NoAlternative = Parameters<AbstractParserErrorMessageProvider['buildNoViableAltMessage']>[0];
type EarlyExit = Parameters<AbstractParserErrorMessageProvider['buildEarlyExitMessage']>[0];
type NotAllParsed = Parameters<AbstractParserErrorMessageProvider['buildNotAllInputParsedMessage']>[0];

const declarations = '"flow", "model", "protocol", "event", "request", "message" or "import"';
const row = 'a row ("sender -> receiver : Message")';

/** What may stand in a block, by the rule that reads it: said instead of the closing brace alone. */
const blocks: Record<string, string> = {
  ConferFile: declarations,
  Flow: 'a member of the flow ("party", "system", "start", "phase", "scenario", or a fact) or "}"',
  FlowPhase: 'a step ("sender -> receiver : Message", or a message alone), "next" or "}"',
  Message: 'an attribute ("Name: type") or "}"',
  Model:
    'a member of the model ("party", "system", "states", "fact", "channel", "anytime", "phase" or "source") or "}"',
  ModelPhase: `${row}, "trigger", "needs", "moves", "when", "in order", "one of", "partial" or "}"`,
  When: `${row} or "}"`,
  InOrder: `${row} or "}"`,
  OneOf: `${row} or "}"`,
  Scenario: '"," and a phase, or "}"',
};

/** What may stand where the parser has several ways on, by the rule that chooses. */
const choices: Record<string, string> = {
  Declaration: declarations,
  Target: 'a phase or "end"',
  TargetName: 'a phase or "end"',
  Receiver: 'a participant or "all"',
  RowEnd: 'a role or "all"',
  Literal: 'a value: a text in quotes, a number, a duration, "true" or "false"',
  Attribute: 'a type: "string", "integer", "number", "boolean" or "duration"',
  Name: 'a name',
  ShortStepName: 'a name',
};

const terminals: Record<string, string> = {
  ID: 'a name',
  STRING: 'a text in quotes',
  NUMBER: 'a number',
  DURATION: 'a duration such as "6s"',
  EOF: declarations,
};

const listed = 6;

/** Says what could stand at a place, in a few words; what was found there is told by syntax-errors.ts. */
export class Expectations extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected, ruleName }: Mismatch): string {
    const block = expected.name === '}' || expected.name === 'EOF' ? blocks[plain(ruleName)] : undefined;
    return block ?? inWords(expected.name);
  }

  override buildNotAllInputParsedMessage(_options: NotAllParsed): string {
    return declarations;
  }

  override buildNoViableAltMessage({ expectedPathsPerAlt, ruleName }: NoAlternative): string {
    const rule = plain(ruleName);
    return (
      choices[rule] ?? blocks[rule] ?? list(expectedPathsPerAlt.flatMap((paths) => paths.map((path) => path[0]?.name)))
    );
  }

  override buildEarlyExitMessage({ expectedIterationPaths }: EarlyExit): string {
    return list(expectedIterationPaths.map((path) => path[0]?.name));
  }
}

/** Langium marks the names of the grammar's rules with an invisible character. */
function plain(ruleName: string): string {
  return ruleName.replaceAll('\u200b', '');
}

function inWords(token: string): string {
  return terminals[token] ?? `"${token}"`;
}

/** `a, b or c`. Where a name may stand, so may most words: they are left out. */
function list(tokens: readonly (string | undefined)[]): string {
  const known = [...new Set(tokens.filter((token) => token !== undefined))];
  const shown = known.includes('ID') ? known.filter((token) => token === 'ID' || !/^\w/.test(token)) : known;
  const words = shown.slice(0, listed).map(inWords);
  const last = words.pop() ?? 'something else';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}
