import { type Habit, row, where } from './habit.js';

/** Writes a step or a row in a block of another notation; `$L` is the line. */
const around = (lines: readonly string[]): Habit =>
  where(row, (line) => {
    const indentation = /^\s*/.exec(line)?.[0] ?? '';
    return lines.map((one) => indentation + one.replace('$L', () => `  ${line.trim()}`)).join('\n');
  });

/** Heads of blocks in braces, and of blocks that end with a word. */
const heads = [
  ...['if ready is yes', 'if (ready)', 'while waiting', 'while (waiting)', 'for each agent', 'foreach agent in agents'],
  ...[
    'loop 3',
    'loop',
    'repeat 3 times',
    'opt ready',
    'alt ready',
    'group Words',
    'critical',
    'rect rgb(0, 0, 0)',
    'box Team',
  ],
  ...['par', 'switch x', 'try', 'unless x', 'do'],
];
const words = [
  'opt',
  'opt ready',
  'alt ready',
  'loop 3',
  'group',
  'rect rgb(0, 0, 0)',
  'par',
  'box Team',
  'critical Lock',
];

/** Blocks of other notations around a step or a row: one finding each, at the head. */
export const habitsOfBlocks: Readonly<Record<string, Habit>> = Object.fromEntries([
  ...heads.map((head) => [`${head} { }`, around([`${head} {`, '$L', '}'])]),
  ...words.map((head) => [`${head} … end`, around([head, '$L', 'end'])]),
  ['if { } else { }', around(['if ready is yes {', '$L', '} else {', '$L', '}'])],
  ['if { } else if { } else { }', around(['if (ready) {', '$L', '} else if (late) {', '$L', '} else {', '$L', '}'])],
  ['if { } else { }, each on a line', around(['if ready is yes {', '$L', '}', 'else {', '$L', '}'])],
  ['a block in a block', around(['loop 3 {', '  opt ready {', '$L', '  }', '}'])],
]);
