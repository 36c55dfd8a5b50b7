import { type Habit, instead, where } from './habit.js';

/** Lines that another one is put before: ends of blocks, rows and steps, heads of phases and what follows them. */
const members = [/^(\s*)(\})$/, /^(\s*)()(?=\w+\s+->)/, /^(\s*)()(?=(?:phase|next)\b)/];
/** A line before another one, deeper than what ends a block. Each is tried before some kinds of lines, to be quick. */
const before = (written: string, turn: number): Habit => {
  const member = members[turn % members.length] ?? /^(\s*)(\})$/;
  return where(member, (line) =>
    line.replace(member, (_, indentation: string, brace: string) => {
      const deeper = brace === '' ? indentation : `${indentation}  `;
      return `${deeper}${written}\n${indentation}${brace}`;
    }),
  );
};
const closed = (written: string): Habit => instead(/^(\s*)\}$/, `$1${written}`);
const step = (written: string): Habit => instead(/^( {4})[A-Z]\w* -> [\w, ]+ : (\w+)$/, written);
/** States in brackets, each on a line of its own. */
const states = (open: string, after: string, close: string): Habit =>
  where(/^\s*states [a-z]/, (line) =>
    line.replace(/^(\s*states )(\w+: )?(.*)$/, (_, head: string, role: string | undefined, list: string) => {
      const items = list.split(', ').map((item) => `\n    ${item}${after}`);
      return `${head}${role ?? ''}${open}${items.join('')}\n  ${close}`;
    }),
  );

const lines = [
  ...['REM a note', '"""', '(* a note *)', '<!-- a note -->', '\\* a note', '; a note', '% a note', '> a note'],
  ...['________', 'TODO: x', 'TODO x', 'FIXME(me): x', '@deprecated', '/\\ x = 1', 'else {', '} else {'],
  ...['} else if (x) {', 'if (x) {', 'loop {', 'alt {', 'par {', 'for each party {', 'while true {'],
  ...['ref over A, B', 'return', 'return x', 'WHEN x', 'M1 INVITE'],
];

/** Lines that people leave or paste among others, and blocks that end or list as in other notations. */
export const habitsOfLeftLines: Readonly<Record<string, Habit>> = {
  ...Object.fromEntries(lines.map((line, turn) => [`a line ${line}`, before(line, turn)])),
  'END for }': closed('END'),
  'endphase for }': closed('endphase'),
  'end phase for }': closed('end phase'),
  'fi for }': closed('fi'),
  '}} for }': closed('}}'),
  'states in braces, one a line': states('{', '', '}'),
  'states in braces with ;': states('{', ';', '}'),
  'states in brackets, one a line': states('[', ',', ']'),
  'states of a role in braces': instead(/^(\s*states \w+): (\w+), (\w+), (.*)$/, '$1 {\n    $2\n    $3\n    $4\n  }'),
  'a state for all in it': instead(/-> all (\w+)( except [^:]*)? : /, '-> $1 : '),
  'on M for a step': step('$1on $2'),
  'upon M for a step': step('$1upon $2'),
  'receive M for a step': step('$1receive $2'),
};
