import { type Habit, instead } from './habit.js';

/** Words of rows in steps of a flow, and rows and triggers that name a message without its ends. */
export const habitsOfModelWords: Readonly<Record<string, Habit>> = {
  'trigger before a step': instead(/^(\s*)([A-Z]\w* +-> [A-Z])/, '$1trigger $2'),
  'anytime before a step': instead(/^(\s*)([A-Z]\w* +-> [A-Z])/, '$1anytime $2'),
  'optional repeated before a step': instead(/^(\s*)([A-Z]\w* +-> [A-Z])/, '$1optional repeated $2'),
  'trigger before a message': instead(/^( {4})([A-Z]\w+)$/, '$1trigger $2'),
  'optional before a message': instead(/^( {4})([A-Z]\w+)$/, '$1optional $2'),
  'trigger M': instead(/^(\s*trigger) .* : (\w+).*$/, '$1 $2'),
  'trigger a : M': instead(/^(\s*trigger) (\w+) -> .* : (\w+)/, '$1 $2 : $3'),
  'trigger -> b : M': instead(/^(\s*trigger) \w+ ->/, '$1 ->'),
  'anytime M': instead(/^(\s*anytime) .* : (\w+)/, '$1 $2'),
  'optional M': instead(/^(\s{4,}(?:optional|repeated)) .* : (\w+)/, '$1 $2'),
};
