import { type Habit, instead, row, where } from './habit.js';

/** Lines that cannot be read, or not to their end, by what is wrong with them. */
export const unreadLines: Readonly<Record<string, Habit>> = {
  'signs before it': instead(/^(\s*)(?=\S)/, '$1%$ '),
  'signs after it': instead(/(?<=[\w"])$/, ' $$$$ zz !'),
  'a bracket before it': instead(/^(\s*)(?=\S)/, '$1('),
  'the first word in question marks': instead(/^(\s*)(\w+)(?=.*->)/, '$1?$2?'),
  'no colon': where(row, (line) => line.replace(' : ', ' ')),
  'no message': where(row, (line) => line.replace(/ : \w+/, ' : ')),
  'no receiver': where(row, (line) => line.replace(/ -> .* : /, ' ->  : ')),
  'no sender': where(row, (line) => line.replace(/\w+ -> /, '-> ')),
  'no arrow': where(row, (line) => line.replace(' -> ', ' ')),
  'a loop before it': instead(/^(\s*)(?=.* -> .* : )/, '$1repeat 3 times '),
  'other words in a phase': where(row, (line) => line.replace(/\w.*/, 'alles walzert quer durch wiesen')),
  'other words for a move': instead(/^(\s*)moves .*/, '$1alles walzert quer durch wiesen'),
  'or between words of a type': instead(/^(\s+\w+): .*/, '$1: red or green'),
};
