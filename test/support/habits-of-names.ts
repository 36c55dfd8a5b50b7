import { type Habit, instead } from './habit.js';

/** Names of two words in declarations, and targets as sentences have them. */
export const habitsOfNames: Readonly<Record<string, Habit>> = {
  'phase A B is': instead(/^(\s*phase \w+)( (?:"[^"]*" )?is .*\{)$/, '$1 Zone$2'),
  'phase A B {': instead(/^(\s*phase \w+) \{$/, '$1 Zone {'),
  'party A B as': instead(/^(\s*party +\w+)(?= +as )/, '$1 Zone'),
  'system A B as': instead(/^(\s*system +\w+)(?= +as )/, '$1 Zone'),
  'party a b': instead(/^(\s*(?:party|system) +\w+)$/, '$1 zone'),
  'event A B': instead(/^((?:event|request|message) +\w+)/, '$1 Zone'),
  'protocol A B': instead(/^(protocol +\w+)/, '$1 Zone'),
  'flow A B': instead(/^(flow +\w+)/, '$1 Zone'),
  'model A B': instead(/^(model +\w+)/, '$1 Zone'),
  'scenario A B': instead(/^(\s*scenario +\w+)/, '$1 Zone'),
  'fact a b': instead(/^(\s*fact +\w+):/, '$1 zone:'),
  'next A | phase B': instead(/^(\s*next \w+.*?) \| (?!end)/, '$1 | phase '),
  'next A after 5s B after 9s': instead(/^(\s*next \w+ after \w+) \| (?!end)/, '$1 '),
  'A after 5s for next A': instead(/^( {4})next (?!Done|end)(\w+)$/, '$1$2 after 5s'),
  'phase A is X next B or C after 5s or D': instead(/^(\s*phase \w+ is \w+ next \w+)$/, '$1 or end after 5s or end'),
};
