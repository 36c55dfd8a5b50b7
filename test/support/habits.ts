import { type Habit, instead, row, where } from './habit.js';
import { habitsOfArrows } from './habits-of-arrows.js';
import { habitsOfBlocks } from './habits-of-blocks.js';
import { habitsOfCaptures } from './habits-of-captures.js';
import { habitsOfClauses } from './habits-of-clauses.js';
import { habitsOfColons } from './habits-of-colons.js';
import { habitsOfConditions } from './habits-of-conditions.js';
import { habitsOfDeclarations } from './habits-of-declarations.js';
import { habitsOfDurations } from './habits-of-durations.js';
import { habitsOfHalfLines } from './habits-of-half-lines.js';
import { habitsOfLeftLines } from './habits-of-left-lines.js';
import { habitsOfLines } from './habits-of-lines.js';
import { habitsOfMembers } from './habits-of-members.js';
import { habitsOfMessages } from './habits-of-messages.js';
import { habitsOfModelWords } from './habits-of-model-words.js';
import { habitsOfNames } from './habits-of-names.js';
import { habitsOfNotations } from './habits-of-notations.js';
import { habitsOfParticipants } from './habits-of-participants.js';
import { habitsOfSentences } from './habits-of-sentences.js';
import { habitsOfSteps } from './habits-of-steps.js';
import { habitsOfTyping } from './habits-of-typing.js';
import { habitsOfWords } from './habits-of-words.js';
import { linesOf } from './slips.js';

/** Habits of other notations: what is written, by what it is called. */
export const habits: Readonly<Record<string, Habit>> = {
  ...habitsOfBlocks,
  ...habitsOfSteps,
  ...habitsOfMembers,
  ...habitsOfClauses,
  ...habitsOfWords,
  ...habitsOfTyping,
  ...habitsOfSentences,
  ...habitsOfNames,
  ...habitsOfNotations,
  ...habitsOfCaptures,
  ...habitsOfColons,
  ...habitsOfConditions,
  ...habitsOfMessages,
  ...habitsOfDeclarations,
  ...habitsOfDurations,
  ...habitsOfLines,
  ...habitsOfLeftLines,
  ...habitsOfParticipants,
  ...habitsOfModelWords,
  ...habitsOfArrows,
  ...habitsOfHalfLines,
  '= for :': where(row, (line) => line.replace(' : ', ' = ')),
  '= for : of an attribute': instead(/\((\w+): /, '($1 = '),
  '= for is': instead(/^(\s*phase \w+) is /, '$1 = '),
  ': for is': instead(/^(\s*phase \w+) is /, '$1 : '),
  'is for as': instead(/^(\s*(?:party|system) .*) as /, '$1 is '),
  ', for |': where(/ \| /, (line) => line.replaceAll(' | ', ', ')),
  'or for |': where(/^\s*(?:next|start) .* \| /, (line) => line.replaceAll(' | ', ' or ')),
  '-->': instead(/ -> /, ' --> '),
  '->>': instead(/ -> /, ' ->> '),
  '=>': instead(/ -> /, ' => '),
  '<-->': instead(/<->/, '<-->'),
  ';': instead(/(?<=[\w"])$/, ';'),
  '; after }': instead(/^(\s*)\}$/, '$1};'),
  ': before {': instead(/\s*\{$/, ': {'),
  '( for {': instead(/\{$/, '('),
  'no {': instead(/\s*\{$/, ''),
  '# before a comment': instead(/(?<=[\w"])$/, ' # a note'),
  '%% before a comment': instead(/(?<=[\w"])$/, ' %% a note'),
  'quotes around a declared name': instead(
    /^(\s*(?:party|system|phase|scenario|fact)\s+|(?:flow|model|protocol|event|request|message)\s+)(\w+)/,
    '$1"$2"',
  ),
  'quotes around a sender': where(row, (line) => line.replace(/(\w+)(\s*->)/, '"$1"$2')),
  'quotes around a message': where(row, (line) => line.replace(/ : (\w+)/, ' : "$1"')),
  'quotes around a target': instead(/^(\s*next )(\w+)/, '$1"$2"'),
  'quotes around a role': instead(/ as (\w+)/, ' as "$1"'),
  'quotes around a model': instead(/ follows (\w+)/, ' follows "$1"'),
  participant: instead(/^(\s*)(?:party|system)\b/, '$1participant'),
  actor: instead(/^(\s*)(?:party|system)\b/, '$1actor'),
  state: instead(/^(\s*)states\b/, '$1state'),
  'states in braces': instead(/^(\s*states )(?!\w+:)(.*)/, '$1{ $2 }'),
  if: instead(/^(\s*)when\b/, '$1if'),
  'if with parentheses': instead(/^(\s*)when (.*) \{$/, '$1if ($2) {'),
  '==': instead(/^(\s*when \w+) is /, '$1 == '),
  'goto for next': instead(/^(\s*)next\b/, '$1goto'),
  'extends for follows': instead(/ follows /, ' extends '),
  'seconds after a number': instead(/ after (\d+)s\b/, ' after $1 seconds'),
  'sec after a number': instead(/ after (\d+)s\b/, ' after $1sec'),
};

/** Lines of a file as a habit writes them: the first that it concerns of each kind of line in each kind of block. */
export function written(text: string, habit: Habit): { readonly index: number; readonly line: string }[] {
  const seen = new Set<string>();
  return linesOf(text).flatMap(({ index, text: line, block, opens }) => {
    const [word] = line.trim().split(/\W/, 1);
    const key = `${block} ${opens} ${line.includes('->') ? 'row' : word}`;
    const other = seen.has(key) ? null : habit(line);
    if (other === null || other === line) return [];
    seen.add(key);
    return [{ index, line: other }];
  });
}
