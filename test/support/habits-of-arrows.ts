import { type Habit, row, where } from './habit.js';

/** Arrows of Mermaid and PlantUML with marks for activations, and for messages that are lost, asynchronous or create. */
const arrows = [
  ...['->+', '->-', '->>+', '->>-', '->>++', '-->+', '-->>-', '->*', '<<->>', '<<-->>', '->|', '->?'],
  ...['-x', '--x', '->>x', 'x->', 'o->', '->>o', '--)', '-|\\', '-|/', '-\\\\', '-[#red]>'],
];
const tight = ['->+', '->>+', '-->>-', '-x', '--x', '-)', '--)'];

/** Arrows as other notations write them, with space around them and without. */
export const habitsOfArrows: Readonly<Record<string, Habit>> = Object.fromEntries([
  ...arrows.map((arrow) => [`arrow ${arrow} of a row`, where(row, (line) => line.replace(' -> ', () => ` ${arrow} `))]),
  ...tight.map((arrow) => [`arrow A${arrow}B`, where(row, (line) => line.replace(/\s+-> (?!all\b)/, () => arrow))]),
]);
