import { type Habit, instead } from './habit.js';

/** Words of Confer that begin a line, with what people write for them. */
const words: Readonly<Record<string, readonly string[]>> = {
  party: ['parties', 'user', 'role', 'person', 'agent', 'lane', 'pool'],
  system: ['systems', 'service', 'component'],
  phase: ['phases', 'step', 'stage', 'state', 'section'],
  event: ['events', 'signal', 'msg'],
  protocol: ['protocols', 'transport'],
  request: ['requests', 'command', 'query'],
  message: ['messages'],
  scenario: ['scenarios', 'path', 'scenario:'],
  channel: ['channels', 'link', 'connect'],
  fact: ['facts', 'flag'],
  needs: ['need', 'require', 'requires', 'precondition', 'guard'],
  moves: ['move', 'transition', 'change'],
  trigger: ['triggers', 'on', 'when'],
  states: ['state'],
  start: ['starts', 'initial', 'begin', 'entry'],
  model: ['models', 'protocol', 'statemachine', 'class', 'interface'],
  flow: ['flows', 'workflow', 'process', 'sequence', 'diagram'],
  when: ['unless', 'case', 'where'],
  anytime: ['always', 'any'],
  source: ['ref', 'sources'],
  optional: ['maybe', 'opt'],
  repeated: ['*', 'loop'],
  'in order': ['ordered', 'sequence', 'seq', 'order'],
  'one of': ['choice', 'oneof', 'either', 'any of', 'alt'],
  import: ['include', 'use', 'using', 'require'],
  next: ['next:', 'continue', 'followed by', 'leads to', 'goes to', 'go to'],
  partial: ['incomplete', 'unfinished'],
};

/** Words of Confer within a line, with what people write for them. */
const wordsWithin: Readonly<Record<string, readonly string[]>> = {
  all: ['each', 'every', 'everyone'],
  answers: ['replies', 'returns'],
  except: ['but'],
};

/** Words that people begin with a capital, write in capitals, or follow by a colon. */
const begun = [
  ...['phase', 'party', 'system', 'next', 'start', 'scenario', 'flow', 'model', 'protocol', 'event', 'states'],
  ...['fact', 'channel', 'anytime', 'trigger', 'needs', 'moves', 'when', 'source', 'optional', 'reads', 'files'],
];

const written = (word: string, other: string): [string, Habit] => [
  `${other} for ${word}`,
  instead(new RegExp(`^(\\s*)${word}\\b`), `$1${other}`),
];

/** How people who know other notations write the words that lines begin with. */
export const habitsOfWords: Readonly<Record<string, Habit>> = Object.fromEntries([
  ...Object.entries(words).flatMap(([word, others]) => others.map((other) => written(word, other))),
  ...Object.entries(wordsWithin).flatMap(([word, others]) =>
    others.map((other) => [`${other} for ${word}`, instead(new RegExp(` ${word} `), ` ${other} `)]),
  ),
  ...begun.flatMap((word) => [
    written(word, word.toUpperCase()),
    written(word, word.charAt(0).toUpperCase() + word.slice(1)),
    written(word, `${word}:`),
  ]),
]);
