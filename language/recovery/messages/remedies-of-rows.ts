import { type LineRemedy, type Remedy, ROWS, removePart, replaceWithWords } from './line-remedy.js';

/** The words of the language before a row, by how other notations write how often it is sent. */
function countWords(count: string): string | null {
  if (/^\W*(?:\?|0\s*\W+\s*1\b|optional|zero or one|at most (?:one|once|1)|maybe)/i.test(count)) return 'optional';
  if (/^\W*(?:0|\*|zero or (?:more|many)|any\s+number)/i.test(count)) return 'optional repeated';
  return /^\W*(?:1|\+|n|one or (?:more|many)|at least|several|\d+|many|multiple)/i.test(count) ? 'repeated' : null;
}

/** How often a row is sent, as it is written before the row and as it is written there. */
function often(count: string): Remedy | null {
  const words = countWords(count);
  if (words === null) return null;
  const says = `How often a message is sent is written before its row: "${words} sender -> receiver : Message"`;
  return { says, writes: words };
}

const oftenInWords = (count: string) => often(count)?.says ?? null;

const once = (): Remedy => ({
  says: 'A step sends its message once: remove this, and write a step for each time it is sent',
  writes: '',
});
const UNCERTAIN_ROW = 'A row that is not certain ends with its ground, inferred "why"';

/** A number of times in words or as a range, before a row or after it. */
const words = String.raw`(?:(?:zero|one|\d+)\s+(?:or|to)\s+(?:more|one|many|\d+)|any number of|at (?:least|most) (?:one|once|\d+)|\d+\s*\.\.+\s*(?:\d+|[nNmM*])|several|multiple|many)(?:\s+times)?`;
const range = String.raw`[([{]\s*(?:[01nN*+?]|\d+\s*(?:\.\.+|,|-|–)\s*(?:\d+|[nNmM*∞]))\s*[)\]}]`;
const hasProtocol = (text: string, name: string) =>
  new RegExp(String.raw`\b(?:on|protocol)\s+(?:\w+\s*,\s*)*${name}\b`).test(text);

/** A message written together with its protocol, `Rtp.Media`, `Media/Rtp`; null if neither is a protocol. */
function protocolAfter(first: string, second: string, text: string): Remedy | null {
  const [protocol, message] = hasProtocol(text, first) ? [first, second] : [second, first];
  if (!hasProtocol(text, protocol)) return null;
  const writes = `${message} on ${protocol}`;
  return { says: `The protocol follows the message: write "${writes}"`, writes };
}

const TRIGGER_ROW = 'What starts a phase is written as "trigger sender -> receiver : Message"';
const CONDITION_ROWS = 'a condition has its rows in braces, "when CONDITION { … }"';

/** Rows of a model and steps of a flow with what other notations write before, in or after them. */
export const remediesOfRows: readonly LineRemedy[] = [
  {
    block: ROWS,
    line: /->[^:]*:\s*(?<at>(?<words>optional(?:\s+repeated)?|repeated(?:\s+optional)?)\s+\w+)/,
    remedy: (_, { words: count = '' }) =>
      `How often a message is sent is written before its row: "${count} sender -> receiver : Message"`,
  },
  {
    block: /^FlowPhase$/,
    line: /->[^:]*:\s*(?<at>(?:optional|repeated|opt))\s+\w+/,
    remedy: () => removePart('A step sends its message once'),
  },
  {
    line: /->\s*(?:[^:]*,\s*)?(?<at>\*)(?=\s*(?:[:,]|$))/,
    remedy: () => 'Write the receivers, separated by ",", or "all STATE" for every party in a state',
  },
  {
    block: /^FlowPhase$/,
    line: /^(?<at>optional|opt|maybe)\s*\{/,
    remedy: () => 'A flow has no optional steps: remove it with its braces; an alternative is a phase, "next A | B"',
  },
  {
    block: /^FlowPhase$/,
    line: /^(?<at>after\s+\d\w*)$/,
    remedy: () =>
      'A time follows what it delays on its line: "sender -> receiver : Message after 5s", "next A after 5s"',
  },
  {
    block: ROWS,
    line: new RegExp(String.raw`:\s*\w+\s*(?<at>\?|${range})(?=\s+(?:on|answers|within|given|inferred)\b)`),
    remedy: oftenInWords,
  },
  {
    block: ROWS,
    line: /^(?<at>opt)\s+\w+\s*->/,
    remedy: () => replaceWithWords('A row that can be omitted begins with "optional"', 'optional'),
  },
  {
    line: /^(?<at>#?\d+[.):]?)\s+\w.*->/,
    remedy: () => removePart('Lines have no numbers'),
  },
  {
    line: /->[^:]*:\s*\w+(?:\([^()]*\))?\s+on\s+\w+\s*(?<at>(?:,|\||&|\band\b|\bor\b)\s*\w+)/,
    remedy: () => 'A message is sent on one protocol: write a line for each',
  },
  {
    block: /^FlowPhase$/,
    line: /->[^:]*:\s*\w+\s+(?<at>(?<name>[A-Z]\w*)\s*[=:]\s*(?<value>"[^"]*"|[\w.]+))$/,
    remedy: (_, { name = '', value = '' }) => replaceWithWords('Values are in parentheses', `(${name}: ${value})`),
  },
  {
    block: ROWS,
    line: /^(?:(?:optional|repeated|trigger)\s+)*(?<at>(?<sender>\w+)\s+sends?\s+(?<message>\w+)\s+to\s+(?<receiver>\w+))/,
    remedy: (_, { sender = '', message = '', receiver = '' }) =>
      replaceWithWords('A row has an arrow', `${sender} -> ${receiver} : ${message}`),
  },
  {
    block: ROWS,
    line: /^(?<at>sends?\s+(?<message>\w+)(?:\s+to\s+(?<receiver>\w+))?)$/,
    remedy: (_, { message = '', receiver = 'receiver' }) =>
      `A row names both ends: write "sender -> ${receiver} : ${message}"`,
  },
  {
    line: /->\s*(?:.*,\s*)?(?<at>all\s*\(\s*(?<state>\w+)\s*\))/,
    remedy: (_, { state = '' }) => replaceWithWords('The state follows "all" without brackets', `all ${state}`),
  },
  {
    line: /->[^:]*:\s*\w+\s*(?<at>\(\s*\{(?<values>[^{}]*)\}\s*\))/,
    remedy: (_, { values = '' }) => replaceWithWords('Values are in parentheses, without braces', `(${values.trim()})`),
  },
  { block: ROWS, line: new RegExp(String.raw`^(?<at>${words})\s+\w.*->`, 'i'), remedy: often },
  { block: /^FlowPhase$/, line: new RegExp(String.raw`^(?<at>${words})\s+\w.*->`, 'i'), remedy: once },
  {
    block: ROWS,
    line: /:\s*\w+.*?(?<at>(?:[([]\s*)?[†‡](?:\s*[)\]])?|[([]\s*\?\s*[)\]])$/,
    remedy: (at) =>
      at.includes('?') ? `${UNCERTAIN_ROW}; one that can be omitted begins with "optional"` : UNCERTAIN_ROW,
  },
  {
    block: ROWS,
    line: /:\s*\w[^"]*?\s*(?<!\.)(?<at>\*|\(\*\))$/,
    remedy: (at) => `${oftenInWords(at) ?? ''}. ${UNCERTAIN_ROW}`,
  },
  { block: ROWS, line: new RegExp(String.raw`:\s*\w[^"]*?\s(?<at>${words}|${range})$`, 'i'), remedy: oftenInWords },
  {
    block: /^FlowPhase$/,
    line: new RegExp(String.raw`:\s*\w[^"]*?\s(?<at>${words}|${range}|[†‡])$`, 'i'),
    remedy: once,
  },
  {
    line: /(?:^|:\s*)(?<at>(?<first>[A-Za-z_]\w*)\s*(?:[./@#]|::?|\(|\[)\s*(?<second>[A-Za-z_]\w*)\s*[)\]]?)(?=$|\s|\()/,
    remedy: (_, { first = '', second = '' }, text) => protocolAfter(first, second, text),
  },
  {
    line: /->[^:]*:\s*(?<at>(?<first>[A-Za-z_]\w*)(?:[.#/]|::)(?<second>[A-Za-z_]\w*))(?=$|[\s(])/,
    remedy: (_, { second = '' }, text) =>
      new RegExp(String.raw`\b(?:event|message|request)\s+${second}\b`).test(text)
        ? { says: `A message is named alone: write "${second}"`, writes: second }
        : null,
  },
  {
    line: /->\s*\w+\s*(?<at>[([]\s*(?<protocol>[A-Za-z_]\w*)\s*[)\]])\s*:/,
    remedy: (_, { protocol = '' }, text) =>
      hasProtocol(text, protocol)
        ? { says: `The protocol follows the message, "on ${protocol}": remove it here`, writes: '' }
        : null,
  },
  {
    line: /\ball\s+\w+\s*(?<at>,)\s*except\b[\s\w]*/,
    remedy: () => ({ says: 'No comma comes before "except": write "all STATE except NAME"', writes: '' }),
  },
  {
    line: /\ball\s+\w+\s*(?<at>[([]\s*(?:except|but|without)\s+(?<names>\w+(?:\s*,\s*\w+)*)\s*[)\]])/,
    remedy: (_, { names = '' }) => ({
      says: `Write it without brackets: "all STATE except ${names}"`,
      writes: `except ${names}`,
    }),
  },
  {
    line: /\ball\s+(?<at>except\b)/,
    remedy: () => 'The state follows "all": write "all STATE except NAME"',
  },
  {
    line: /->\s*(?<at>(?:each|every|everyone|everybody|any(?=\W))(?:\s+(?:in|of))?\s+(?<state>\w+))\s*:/,
    remedy: (_, { state = 'STATE' }) => ({
      says: `Every party in a state is written "all ${state}"`,
      writes: `all ${state}`,
    }),
  },
  {
    block: ROWS,
    line: /^(?<at>when|if)\s+(?:all\s+)?\w+\s*->[^{}]*:[^{}]*$/,
    remedy: () => `${TRIGGER_ROW}; ${CONDITION_ROWS}`,
  },
  {
    block: ROWS,
    line: /^(?<at>(?:when|if)\s+[^\s{}][^{}]*?)\s+(?:all\s+)?\w+\s*->[^{}]*:[^{}]*$/,
    remedy: (at) => `A condition has its rows in braces: write "${at.replace(/^if/, 'when')} { … }"`,
  },
  {
    block: /^FlowPhase$/,
    line: /^(?<at>(?:when|if)(?:\s+[^\s{}][^{}]*?)?)\s+(?:all\s+)?\w+\s*->[^{}]*:[^{}]*$/,
    remedy: () => ({
      says: 'A step has no condition: remove it; an alternative is a phase of its own, "next A | B"',
      writes: '',
    }),
  },
  {
    block: /^ModelPhase$/,
    line: /^(?<at>on|upon|receives?|received|wait for|waits for)\s+\w+(?:\s+(?:from|to|by)\s+\w+)*$/i,
    remedy: () => TRIGGER_ROW,
  },
  {
    block: /^ModelPhase$/,
    line: /^trigger\b.*:\s*\w+\s*(?<at>\([^()]*\))/,
    remedy: () => ({
      says: 'A trigger gives no values: remove them, or repeat the message with its values as a row',
      writes: '',
    }),
  },
  {
    block: /^ModelPhase$/,
    line: /^(?<at>on|upon|starts? (?:with|by)|triggered by|begins with)\s+\w.*->.*:/i,
    remedy: () => TRIGGER_ROW,
  },
  {
    block: /^(?:When|InOrder|OneOf)$/,
    line: /^(?<at>on|upon|receives?|received|sends?)\s+\w+(?:\s+(?:from|to|by)\s+\w+)*$/i,
    remedy: () => 'A row names both ends: write "sender -> receiver : Message"',
  },
  {
    block: /^FlowPhase$/,
    line: /^(?<at>on|upon|when|receives?|received|recv|awaits?|waits?(?: for)?)\s+\w+$/i,
    remedy: () => 'A step is written "sender -> receiver : Message", or as a message alone: remove it',
  },
];
