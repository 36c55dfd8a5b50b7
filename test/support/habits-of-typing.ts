import { type Habit, instead, row, where } from './habit.js';

/** Words and signs that are nearly those of the language, or in a place nearby. */
export const habitsOfTyping: Readonly<Record<string, Habit>> = {
  'a comment with one slash': where(/^\s*\w/, (line) => `${line.replace(/\S.*/, '')}/ A visitor\n${line}`),
  'a comment with one slash at the end of a sentence': where(
    /^\s*\w/,
    (line) => `${line.replace(/\S.*/, '')}/ Then it goes on.\n${line}`,
  ),
  '!= for another value': instead(/^(\s*when \w+) is /, '$1 != '),
  '<> for another value': instead(/^(\s*when \w+) is /, '$1 <> '),
  '!= for another state': instead(/^(\s*needs \w+) (\w+)$/, '$1 != $2'),
  'moves all from': instead(/^(\s*)moves (?!all )\w+ from /, '$1moves all from '),
  'optional before the message': instead(/^(\s*)([a-z]\w* -> .* : )(\w+)/, '$1$2optional $3'),
  'option for optional': instead(/^(\s*)optional (party|system)/, '$1option $2'),
  'no name of a message': instead(/^(event|request|message) \w+(?: "[^"]*")? on /, '$1 on '),
  'no slash before an expression': instead(/^(\s*(?:line|more|until)\s+)\/(\^.*\/)$/, '$1$2'),
  'no slash after an expression': instead(/^(\s*(?:line|more|until)\s+\/\^.*)\/$/, '$1'),
  'follows for replaces': instead(/^(\s*phase \w+.*) replaces /, '$1 follows '),
  '* for everybody': where(row, (line) => line.replace(/-> [^:]+ : /, '-> * : ')),
  'states of a role in braces': instead(/^(\s*states) (\w+): (.*)$/, '$1 $2 { $3 }'),
  'a comma before }': instead(/^(\s*scenario .*\w) \}$/, '$1, }'),
  'a comma before {': instead(/^(\s*(?:flow|event|request|message) .* (?:follows|on) \w+) \{/, '$1, {'),
  'a ] for )': instead(/^(.*\w\([^()]*)\)/, '$1]'),
  'a ] for }': instead(/^(\s*scenario .*\w) \}$/, '$1 ]'),
};
