import { type Habit, instead } from './habit.js';

/** How people declare participants, roles and other names who know other notations, several on a line among them. */
export const habitsOfParticipants: Readonly<Record<string, Habit>> = {
  'participant N': instead(/^(\s*)(?:party|system) +(\w+) .*as \w.*$/, '$1participant $2'),
  'participant N [title as r]': instead(/^(\s*)(?:party|system) +(\w+).* as (\w+).*$/, '$1participant $2 ["$2" as $3]'),
  'participant N as r': instead(/^(\s*)(?:party|system) +(\w+).* as (\w+).*$/, '$1participant $2 as $3'),
  'participant N is x': instead(/^(\s*)(?:party|system) +(\w+).*$/, '$1participant $2 is "x"'),
  'optional party': instead(/^(\s*)(party|system)(?=.* as )/, '$1optional $2'),
  'repeated party': instead(/^(\s*)(party|system)(?=.* as )/, '$1repeated $2'),
  'party A as a, B as b': instead(/^(\s*(?:party|system) +\w+) .*as (\w+).*$/, '$1 as $2, Other as other'),
  'party A "A" as a, B "B" as b': instead(
    /^(\s*(?:party|system) +\w+) .*as (\w+).*$/,
    '$1 "A" as $2, Other "B" as other',
  ),
  'party A as a and B as b': instead(/^(\s*(?:party|system) +\w+) .*as (\w+).*$/, '$1 as $2 and Other as other'),
  'party A "A", B "B"': instead(/^(\s*(?:party|system) +\w+)(?: "[^"]*")?$/, '$1 "A", other "B"'),
  'protocol A "A", B "B"': instead(/^(protocol \w+).*$/, '$1 "A", Other "B"'),
  'event A on P, B on P': instead(/^((?:event|request|message) \w+ on (\w+))$/, '$1, Other on $2'),
  'phase A is X, B is Y': instead(/^(\s*phase \w+ is \w+)$/, '$1, Other is Other'),
  'fact f: a, b, g: c, d': instead(/^(\s*fact \w+: \w+, \w+)$/, '$1, other: a, b'),
  'f is a, g is b': instead(/^( {2}[a-z]\w* is \w+).*$/, '$1, other is a'),
  'scenario A { }, B { }': instead(/^(\s*scenario \w+ .*\})$/, '$1, Other { A }'),
};
