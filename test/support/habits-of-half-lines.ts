import { type Habit, instead } from './habit.js';

/** Words that members begin with; each is written alone on the line above such a member. */
const heads = [
  ...['protocol', 'event', 'request', 'message', 'model', 'flow', 'party', 'system', 'fact', 'channel', 'anytime'],
  ...['phase', 'trigger', 'needs', 'moves', 'when', 'scenario', 'start', 'next', 'source'],
];
/** Words that parts of lines begin with; each is written at the end of a line. */
const clauseWords = [
  ...[
    'on',
    'after',
    'within',
    'repeat',
    'optional',
    'from',
    'to',
    'is',
    'except',
    'as',
    'answers',
    'at',
    'given',
    'initially',
  ],
];
const aboveItself = (head: string, begun: string): Habit =>
  instead(new RegExp(`^(\\s*)(?=${head} )`), `$1${begun}\n$1`);
/** A line above the first line of a kind. */
const above = (begins: RegExp, line: string): Habit => instead(begins, `$1${line}\n$1`);
const row = /^(\s*)(?=\w+\s+-> )/;

/** How lines look that are typed up to some word, above lines that are complete. */
export const habitsOfHalfLines: Readonly<Record<string, Habit>> = {
  ...Object.fromEntries(heads.map((head) => [`${head} alone`, aboveItself(head, head)])),
  'moves above a row': above(row, 'moves'),
  'when above a row': above(/^( {4})(?=\w+\s+-> )/, 'when'),
  'model without its block': aboveItself('model', 'model Zed'),
  'flow without its block': aboveItself('flow', 'flow Zed'),
  'scenario without its block': aboveItself('scenario', 'scenario Zed'),
  'flow up to its name': instead(/^(flow \w+) .*\{$/, '$1'),
  'phase up to its name': instead(/^(\s+phase \w+) .*\{$/, '$1'),
  'phase up to is': aboveItself('phase', 'phase Zed is'),
  'party up to as': instead(/^(\s*)(?=party .* as )/, '$1party Zed as\n$1'),
  'moves up to a role': instead(/^(\s*)(moves \w+)(?= from )/, '$1$2\n$1$2'),
  'moves up to from': instead(/^(\s*)(moves \w+ from)(?= )/, '$1$2\n$1$2'),
  'moves up to to': instead(/^(\s*)(moves \w+ from \w+ to)(?= )/, '$1$2\n$1$2'),
  'needs up to a role': instead(/^(\s*)(needs \w+)(?= )/, '$1$2\n$1$2'),
  'channel up to a role': instead(/^(\s*)(channel \w+)(?= )/, '$1$2\n$1$2'),
  'when up to is': instead(/^(\s*when \w+ is) \w+ \{$/, '$1'),
  'when up to is, with its block': instead(/^(\s*when \w+ is) \w+ \{$/, '$1 {'),
  'sender alone': instead(/^(\s*)(\w+)(?=\s+-> )/, '$1$2\n$1$2'),
  'sender and arrow alone': instead(/^(\s*)(\w+\s+->)(?= )/, '$1$2\n$1$2'),
  'both ends alone': instead(/^(\s*)(\w+\s+-> \w+)(?= )/, '$1$2\n$1$2'),
  'half of next': instead(/^(\s*)(?=next )/, '$1nex\n$1'),
  'half of a member of a model': above(/^(\s*)(?=(?:states|channel) )/, 'cha'),
  'half of a member of a phase': above(/^(\s*)(?=moves )/, 'mov'),
  'half of a member of a flow': above(/^(\s*)(?=scenario )/, 'sce'),
  'receivers up to a comma': instead(/^(.*->\s+[\w, ]*\w)(?=\s+: )/, '$1,\n$1'),
  'comma after the last receiver': instead(/(->\s+[\w, ]*\w)(?=\s+: )/, '$1,'),
  'comma after the last exception': instead(/( except [\w, ]*\w)(?=\s)/, '$1,'),
  'comma after the last target': instead(/^(\s*(?:next|start) .*\w)$/, '$1,'),
  'bar after the last target': instead(/^(\s*(?:next|start) .*\w)$/, '$1 |'),
  'comma after the last value': instead(/(\(\w+: [^()]*)\)/, '$1,)'),
  'comma after the last state': instead(/( from \w+)(?= to )/, '$1,'),
  'comma after a row': instead(/^(\s*\S.*->.*\w)$/, '$1,'),
  ...Object.fromEntries(
    clauseWords.flatMap((word) => [
      [`row up to ${word}`, instead(/^(\s*(?!channel)\S.*->.*\w)$/, `$1 ${word}`)],
      [`target up to ${word}`, instead(/^(\s*(?:next|start) \w+)$/, `$1 ${word}`)],
      [`declaration up to ${word}`, instead(/^(\s*(?:party|system) .*\w)$/, `$1 ${word}`)],
    ]),
  ),
};
