import { type Habit, instead } from './habit.js';

const anywhere = /\b(after|within|to|settle|idle|offset) +(\d+)(ms|s|m|h)\b/;
const clause = /\b(after|within) (\d+)(ms|s|m|h)\b/;
const timer = /^(\s*trigger timeout at \w+).*$/;
const bareTimer = /^(\s*trigger timeout)\b.*$/;

/** Durations and timers as other notations write them. */
export const habitsOfDurations: Readonly<Record<string, Habit>> = {
  'a blank before the unit': instead(anywhere, '$1 $2 $3'),
  'no unit': instead(anywhere, '$1 $2'),
  'unit sec': instead(anywhere, '$1 $2sec'),
  'unit mins': instead(anywhere, '$1 $2mins'),
  'unit in words': instead(anywhere, '$1 $2 seconds'),
  'a unit in capitals': instead(anywhere, '$1 $2S'),
  'a unit there is not': instead(anywhere, '$1 $2d'),
  'two units': instead(anywhere, '$1 1m30s'),
  'two units apart': instead(clause, '$1 1m 30s'),
  'a fraction and a blank': instead(anywhere, '$1 0.5 s'),
  'a fraction without 0': instead(anywhere, '$1 .5s'),
  'a comma for the point': instead(clause, '$1 1,5s'),
  'a comma for the point of a value': instead(/\((\w+): [^,()"]*([,)])/, '($1: 1,5$2'),
  'a comma for the point of a duration as a value': instead(/\((\w+): [^,()"]*([,)])/, '($1: 1,5s$2'),
  'a comma after thousands': instead(/\((\w+): [^,()"]*([,)])/, '($1: 1.000,5$2'),
  'a clock': instead(anywhere, '$1 00:30'),
  'quotes around a duration': instead(clause, '$1 "30s"'),
  'a timer without after': instead(bareTimer, '$1 30s'),
  'a timer with at and no after': instead(timer, '$1 30s'),
  'a timer = ': instead(bareTimer, '$1 = 30s'),
  'a timer in parentheses': instead(bareTimer, '$1(30s)'),
  'a timer in ': instead(timer, '$1 in 30s'),
  'a timer for ': instead(timer, '$1 for 30s'),
  'a timer with a dash': instead(timer, '$1 after 30s-60s'),
  'a timer with dots': instead(timer, '$1 after 30s..60s'),
  'a timer between': instead(timer, '$1 between 30s and 60s'),
  'a timer and': instead(timer, '$1 after 30s and 60s'),
  'a timer from': instead(timer, '$1 from 30s to 60s'),
  'a timer to alone': instead(timer, '$1 to 60s'),
  'a timer until': instead(timer, '$1 after 30s until 60s'),
  'a timer without the last unit': instead(timer, '$1 after 30s to 60'),
  'a timer of two numbers': instead(timer, '$1 after 30-60s'),
  'a timer that repeats': instead(timer, '$1 every 30s'),
};
