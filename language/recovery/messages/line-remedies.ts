import { lineStart, restOfLine } from '../../../timeline/types/text-lines.js';
import type { Token } from '../automaton.js';
import type { Repair } from '../repair/token-repair.js';
import { startsLine } from '../token-stream.js';
import { remediesOfArrows } from './remedies-of-arrows.js';
import { remediesOfCaptures } from './remedies-of-captures.js';
import { remediesOfClauses } from './remedies-of-clauses.js';
import { remediesOfColons } from './remedies-of-colons.js';
import { remediesOfConditions } from './remedies-of-conditions.js';
import { remediesOfDoubles } from './remedies-of-doubles.js';
import { remediesOfFiles } from './remedies-of-files.js';
import { remediesOfForeignSteps } from './remedies-of-foreign-steps.js';
import { remediesOfHeads } from './remedies-of-heads.js';
import { remediesOfLists } from './remedies-of-lists.js';
import { remediesOfModelWords } from './remedies-of-model-words.js';
import { remediesOfNames } from './remedies-of-names.js';
import { remediesOfParticipants } from './remedies-of-participants.js';
import { remediesOfRows } from './remedies-of-rows.js';
import { remediesOfTargets } from './remedies-of-targets.js';
import { remediesOfTimes } from './remedies-of-times.js';
import { remediesOfTypes } from './remedies-of-types.js';
import { remediesOfValues } from './remedies-of-values.js';
import { type Marked, markRepair } from './repair-message.js';
import { excerptOf, wordInQuotes } from './word-in-quotes.js';

/** A mistake with what is known of it from its whole line. */
export interface MarkedInLine extends Marked {
  /** What the marked part is replaced with; null if no edit of it is right, absent if the line shows nothing. */
  readonly writes?: string | null;
}

/** More of a line is not looked at, in UTF-16 units. */
const MAX_LINE = 400;

const remedies = [
  ...remediesOfTimes,
  ...remediesOfColons,
  ...remediesOfArrows,
  ...remediesOfParticipants,
  ...remediesOfModelWords,
  ...remediesOfLists,
  ...remediesOfTargets,
  ...remediesOfNames,
  ...remediesOfCaptures,
  ...remediesOfConditions,
  ...remediesOfFiles,
  ...remediesOfForeignSteps,
  ...remediesOfHeads,
  ...remediesOfRows,
  ...remediesOfClauses,
  ...remediesOfValues,
  ...remediesOfTypes,
  ...remediesOfDoubles,
].map((remedy) => ({
  ...remedy,
  line: new RegExp(remedy.line, `${remedy.line.flags}dg`),
}));

/** Marks the mistake of a repair in the text of its file. */
export function markInLine(text: string, repair: Repair): MarkedInLine {
  const word = strayInScenario(text, repair);
  if (word !== null) return word;
  // A whole phase of the other kind is in the wrong block.
  const { found, line } = repair.edits[0];
  if (found?.image === 'phase' && line?.message === null) return markRepair(repair);
  // The repair names the words that are written twice; a remedy for the whole line would not.
  if (line?.removes !== undefined) return markRepair(repair);
  return withLineRemedy(text, markRepair(repair), repair.blocks[0] ?? '');
}

/** Marks a word alone on its line in a scenario, without a comma before it, that is the name of no phase. */
function strayInScenario(text: string, { edits: [first] }: Repair): MarkedInLine | null {
  const { kind, wanted, found, before } = first;
  if (kind !== 'insert' || wanted?.rule !== 'Scenario' || wanted.text !== ',') return null;
  if (found === null || before === null || !startsLine(found, before)) return null;
  const isAlone = ({ startOffset }: Token) => /[\r\n][ \t]*$/.test(text.slice(0, startOffset).slice(-MAX_LINE));
  const isPhase = ({ image }: Token) => new RegExp(String.raw`\bphase\s+\^?${image}\b`).test(text);
  const stray = [before, found].find((token) => /^\w+$/.test(token.image) && isAlone(token) && !isPhase(token));
  if (stray === undefined) return null;
  const { startOffset: offset, image } = stray;
  const remedy = 'A scenario lists phases, separated by ",": remove it, or declare this phase';
  return { offset, length: image.length, message: `Unexpected ${wordInQuotes(image)}. ${remedy}.`, writes: '' };
}

/**
 * Says what to write instead of a line that is written as in another notation, if that is known better from the whole
 * line than from the word where reading stopped.
 * @param text the whole file
 * @param mark the mistake, as the word at which reading stopped shows it
 * @param block the rule of the block around it
 */
export function withLineRemedy(text: string, mark: Marked, block: string): MarkedInLine {
  const start = lineStart(text, mark.offset);
  const written = restOfLine(text, start, MAX_LINE);
  const line = written.replace(/\s\/\/.*$/, '').trim();
  const lineOffset = start + written.indexOf(line);
  for (const { block: blocks, line: pattern, remedy } of remedies) {
    if (blocks !== undefined && !blocks.test(block)) continue;
    const match = [...line.matchAll(pattern)].find(({ index, 0: { length } }) => {
      const offset = lineOffset + index;
      return mark.offset < offset + length && mark.offset + mark.length > offset;
    });
    const [from, to] = match?.indices?.groups?.at ?? [];
    if (match === undefined || from === undefined || to === undefined) continue;
    const at = line.slice(from, to);
    const instead = remedy(at, match.groups ?? {}, text);
    if (instead === null) continue;
    const { says, writes } = typeof instead === 'string' ? { says: instead, writes: null } : instead;
    const message = `Unexpected ${wordInQuotes(excerptOf(at))}. ${says}.`;
    return { offset: lineOffset + from, length: at.length, message, writes };
  }
  return mark;
}
