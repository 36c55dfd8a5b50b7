import { type Habit, instead } from './habit.js';

/** Words that lines begin with. */
const heads = [
  ...['protocol', 'event', 'request', 'message', 'model', 'flow', 'capture', 'import'],
  ...[
    'party',
    'system',
    'states',
    'fact',
    'channel',
    'anytime',
    'phase',
    'scenario',
    'start',
    'next',
    'arrows inferred',
  ],
  ...['needs', 'partial', 'trigger', 'trigger timeout', 'when', 'one of', 'optional', 'repeated'],
  ...[
    'files',
    'reads',
    'time',
    'key',
    'line',
    'more',
    'until',
    'records',
    'from',
    'to',
    'allow',
    'offset',
    'idle',
    'settle',
  ],
];
/** Words within lines. */
const words = ['is', 'as', 'after', 'at', 'and', 'given'];

/** A colon after each word of a line, as in YAML; those that other tables have are not here. */
export const habitsOfColons: Readonly<Record<string, Habit>> = Object.fromEntries([
  ...heads.map((word) => [`head ${word}:`, instead(new RegExp(`^(\\s*)${word} +(?!inferred)`), `$1${word}: `)]),
  ...words.map((word) => [`word ${word}:`, instead(new RegExp(`^([^"]*\\S) ${word} (?=\\S)`), `$1 ${word}: `)]),
]);
