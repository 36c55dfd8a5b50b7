import type { Token } from '../automaton.js';
import type { ExpectedToken } from '../parser-state.js';
import { keywordOf } from '../repair/cut-lines.js';
import {
  isBullet,
  isComment,
  isFiller,
  isNear,
  isNearlyName,
  isNumber,
  isQuoted,
  isUnquoted,
  isValue,
  looksLikeArrow,
  writableName,
  writableText,
  writableValue,
} from '../repair/intended-words.js';
import { isSynonym } from '../repair/synonyms.js';
import type { Repair } from '../repair/token-repair.js';
import { endOf, startsLine, UNREADABLE } from '../token-stream.js';
import { unreadableCharacter } from './characters.js';
import { clausePlace } from './clause-places.js';
import { durationInOneUnit } from './durations-in-words.js';
import { blockInWords, expectedInWords, misplacedInWords, missingInWords } from './expectations.js';
import { ROWS } from './line-remedy.js';
import { notationRemedy } from './notation-remedies.js';
import { excerptOf, wordInQuotes } from './word-in-quotes.js';

/** The range and the message of a mistake. */
export interface Marked {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/** Marks the first wrong word of a repair; if something is missing at the end of a line, its last word. */
export function markRepair({ edits, state, open, blocks }: Repair): Marked {
  const [first] = edits;
  const { kind, wanted, found, before, line } = first;
  if (line !== undefined && found !== null) {
    const { removes, marks } = line;
    if (marks !== undefined) return marked(marks, line.message ?? '');
    if (removes !== undefined) {
      return { offset: found.startOffset, length: endOf(removes) - found.startOffset, message: line.message ?? '' };
    }
    return marked(found, line.message ?? misplacedInWords(shown(found), first.after?.image ?? '', line.blocks, blocks));
  }
  if (found !== null && before !== null && isConditionAfterRow(found, before, blocks)) {
    const remedy = 'Write the condition before its rows: "when CONDITION { sender -> receiver : Message }"';
    return marked(found, `Unexpected ${wordInQuotes(shown(found))} after a row. ${remedy}.`);
  }
  const instead = notationRemedy(first, blocks);
  if (found !== null && instead !== null) return marked(found, `Unexpected ${wordInQuotes(shown(found))}. ${instead}.`);
  const head = kind === 'insert' && found !== null ? missingHead(edits) : null;
  if (head !== null && found !== null) {
    const what = `Unexpected ${wordInQuotes(shown(found))}: the line that opens its block is missing`;
    return marked(found, `${what}. Write it before this line, for example "${head}".`);
  }
  if (kind !== 'insert' || wanted === null) return wrongWord(first, state);
  if (open !== null && (found === null || startsLine(found, before))) return notClosed(open, found, before);
  if (wanted.refersTo === 'Attribute' && found !== null && /^["\d]/.test(found.image)) {
    const example = `"Name: ${shown(found).replace(/^"|"$/g, '')}"`;
    return marked(
      found,
      `Unexpected ${wordInQuotes(shown(found))}. A value follows the name of its attribute: ${example}.`,
    );
  }
  if (wanted.kind === 'name' && found !== null && /^\d/.test(found.image)) return numberAsName(found);
  if (wanted.kind === 'name' && wanted.refersTo === null && found?.image.startsWith('"') === true) {
    return titleWithoutName(found);
  }
  // A single word before the next attribute, or at the end of the braces.
  const isAlone = found === null || /^(?:\}|optional|,)$/.test(found.image) || first.after?.image === ':';
  if (wanted.text === '|' && blocks[0] === 'Message' && before !== null && isAlone) return noType(before);
  const missing = (wanted.begins ? blockInWords(state) : null) ?? missingInWords(wanted, state);
  // An entry of a list that begins with another word.
  const isInList = /^Capture(?:Message|Protocol)$/.test(blocks[0] ?? '');
  const isEntry = isInList && wanted.rule === 'CaptureValue' && found !== null && /^\w/.test(found.image);
  if (found !== null && (before === null || wanted.begins || isEntry || !startsLine(found, before))) {
    return marked(
      found,
      `Unexpected ${wordInQuotes(shown(found))}. Expected ${withoutOffering(missing, shown(found))}.`,
    );
  }
  if (before === null) return { offset: 0, length: 0, message: `The file is incomplete. Expected ${missing}.` };
  const part = wanted.kind === 'sign' ? PARTS_BY_WORD.get(before.image) : undefined;
  return marked(before, `Expected ${part ?? missing} after ${wordInQuotes(shown(before))}.`);
}

/** What follows a word at the end of a line that may also be a name, and is read as one. */
const PARTS_BY_WORD: ReadonlyMap<string, string> = new Map([
  ['all', 'a state'],
  ['is', 'a value'],
]);

/** Whether a condition begins on the line of a row of a model, which many notations write there. */
function isConditionAfterRow(found: Token, before: Token, blocks: readonly string[]): boolean {
  const isInModelPhase = ROWS.test(blocks[0] ?? '');
  return (
    isInModelPhase &&
    before.image !== 'trigger' &&
    /^(?:if|when|unless)$/i.test(found.image) &&
    !startsLine(found, before)
  );
}

/** The head of a block that was put before a line, with names to be thought of; null if no head was. */
function missingHead(edits: Repair['edits']): string | null {
  const made = edits.filter(({ kind, index }) => kind === 'insert' && index === edits[0].index);
  if (edits[0].wanted?.begins !== true || made.at(-1)?.wanted?.text !== '{') return null;
  return made.map(({ wanted }) => (wanted?.kind === 'name' ? 'Name' : (wanted?.text ?? ''))).join(' ');
}

/** Marks a word that is replaced or removed. */
function wrongWord(edit: Repair['edits'][0], state: Repair['state']): Marked {
  const { kind, wanted, found, after } = edit;
  if (found === null) return { offset: 0, length: 0, message: 'The file is incomplete.' };
  return kind === 'replace' && wanted !== null
    ? replacedWord(found, wanted, state, after)
    : removedWord(edit, found, state);
}

/** Marks a word in place of which another one is expected. */
function replacedWord(found: Token, wanted: ExpectedToken, state: Repair['state'], after: Token | null): Marked {
  const word = shown(found);
  const unexpected = `Unexpected ${wordInQuotes(word)}.`;
  if (wanted.text === '<->') {
    return marked(found, `${unexpected} A two-way arrow is written "<->", a one-way arrow "->".`);
  }
  if (wanted.text === '->' && looksLikeArrow(word)) {
    const foreign = /^(?:--|->>|==|<<?-+>>)/.test(word) ? ` (${wordInQuotes(word)} is Mermaid or PlantUML syntax)` : '';
    return marked(found, `${unexpected} An arrow is written "->"${foreign}.`);
  }
  if (isValue(wanted) && /^\d/.test(word)) return noValue(found);
  if (wanted.kind === 'name' && isNearlyName(word)) return marked(found, noName(word));
  if (wanted.kind === 'literal' && isQuoted(found.image)) return marked(found, unreadableCharacter(found.image));
  if (wanted.kind === 'literal' && isUnquoted(word)) {
    return marked(found, `Unexpected ${wordInQuotes(word)}: write a string in quotes, ${writableText(word)}.`);
  }
  if (wanted.text === 'DURATION' && /^\d/.test(word)) {
    const [, number = word, unit = ''] = /^([\d.]+)(.*)$/.exec(word) ?? [];
    const next = after !== null && after.startLine === found.startLine ? after.image : null;
    const apart = unit === '' && next !== null ? durationInOneUnit(word + next) : null;
    if (apart !== null) return marked(found, `A duration is one word, without a space. Write ${apart}.`);
    const meant = durationInOneUnit(word);
    const several = /\d[a-z]+\d/i.test(word) && meant !== null;
    const what = unit === '' ? `Missing unit after ${wordInQuotes(word)}` : `Unknown unit "${unit}"`;
    const instead = meant ?? `${number}ms, ${number}s, ${number}m, or ${number}h`;
    return marked(found, `${several ? 'A duration has one unit' : what}. Write ${instead}.`);
  }
  if (wanted.kind === 'word' && isSynonym(word, wanted.text)) {
    const or = wanted.text === 'party' ? ', or "system" for a participant without states' : '';
    return marked(found, `${unexpected} Did you mean "${wanted.text}"${or}?`);
  }
  if (wanted.kind === 'word' && isNear(word, wanted.text)) {
    return marked(found, `${unexpected} Did you mean "${headOf(wanted)}"?`);
  }
  if (wanted.refersTo === 'Attribute') {
    return marked(found, `${unexpected} A value follows the name of its attribute: "Name: ${word}".`);
  }
  if (wanted.kind === 'name' && /^\d/.test(word)) return numberAsName(found);
  const place = wanted.begins ? clausePlace(word) : null;
  if (place !== null) return marked(found, `${unexpected} ${place}.`);
  const missing = (wanted.begins ? blockInWords(state) : null) ?? missingInWords(wanted, state);
  return marked(found, `${unexpected} Expected ${withoutOffering(missing, word)}.`);
}

/** A word, with the one after it if a block begins with both. */
function headOf({ text, rule, begins }: ExpectedToken): string {
  if (!begins) return text;
  return rule === 'InOrder' ? 'in order' : rule === 'OneOf' ? 'one of' : text;
}

/** Marks a word that is too much. */
function removedWord({ before, after }: Repair['edits'][0], found: Token, state: Repair['state']): Marked {
  const word = shown(found);
  const unexpected = `Unexpected ${wordInQuotes(word)}.`;
  if (isComment(found.image)) return marked(found, unreadableCharacter(found.image));
  if (/^(?:\?|[[({].*)$/s.test(word) && found.tokenTypeIdx === UNREADABLE && startsLine(found, before)) {
    return marked(
      found,
      `${unexpected} Rows are written without brackets: remove them. A row that can be omitted begins with "optional".`,
    );
  }
  if (isBullet(word) && startsLine(found, before)) {
    return marked(found, `${unexpected} Lines are written without bullets: remove it.`);
  }
  if (found.tokenTypeIdx === UNREADABLE) return marked(found, unreadableCharacter(found.image));
  if (word === '}' && state.mayEnd) {
    return marked(found, 'Unmatched "}". Remove it, or open its block with "{".');
  }
  if (word === 'not') {
    return marked(found, `${unexpected} A condition names what holds: name the other values or states instead.`);
  }
  const follows = new Set(state.expected.map(({ text }) => text));
  if (word === ',' && follows.has('|') && !follows.has(',')) return marked(found, `${unexpected} Expected "|".`);
  if (/^(?:,|and|&)$/.test(word) && follows.size === 1 && follows.has('from')) {
    const remedy = 'A line moves one role: write a line for each, "moves role from state to state"';
    return marked(found, `${unexpected} ${remedy}.`);
  }
  const isSign = /^[^\w\s"{}\u00aa-\uffdc]+$/.test(word) || (word === '{' && startsLine(found, before));
  if (isSign || isFiller(word, before?.image ?? '', after?.image ?? '')) {
    return marked(found, `Unexpected ${wordInQuotes(word)}: remove it.`);
  }
  const place = clausePlace(word);
  if (place !== null) return marked(found, `${unexpected} ${place}.`);
  const isAlone = startsLine(found, before) && (after === null || startsLine(after, found));
  const keyword = isAlone ? keywordOf(word, state) : null;
  if (keyword !== null) return marked(found, `${unexpected} Did you mean "${keyword}"?`);
  return marked(found, `${unexpected} Expected ${withoutOffering(expectedInWords(state), word)}.`);
}

/** The expected words, without the one that was just refused. */
function withoutOffering(expected: string, refused: string): string {
  const word = `"${refused}"`;
  const [head = '', tail] = expected.split(`, or ${word}`, 2);
  if (tail !== undefined) return head.replace(/(.*), (.*)/, '$1, or $2').replace(/^([^,]*), or /, '$1 or ') + tail;
  return expected
    .replace(`${word}, `, '')
    .replace(` or ${word}`, '')
    .replace(/^([^,]*), or ([^,]*)$/, '$1 or $2');
}

function noType(word: Token): Marked {
  const types = 'string, integer, number, boolean, or duration, or several words separated by "|"';
  return marked(word, `${wordInQuotes(shown(word))} is not a type. Write ${types}.`);
}

function titleWithoutName(found: Token): Marked {
  const remedy = 'A title follows a name: write a name before it, or the name itself without quotes';
  return marked(found, `Unexpected ${wordInQuotes(shown(found))}. ${remedy}.`);
}

function numberAsName(found: Token): Marked {
  const rule = 'names begin with a letter. Use this text as a title, in quotes';
  return marked(found, `${wordInQuotes(shown(found))} is not a name: ${rule}.`);
}

/** Marks what begins as a number and is none, as a value of an attribute. */
function noValue(found: Token): Marked {
  const word = shown(found);
  const remedy = isNumber(word)
    ? `Write ${writableValue(word)}`
    : `Write a number in digits, or ${writableValue(word)}`;
  return marked(found, `${wordInQuotes(word)} is not a number. ${remedy}.`);
}

/** Says why a word is no name, and how to write it. */
function noName(word: string): string {
  const name = writableName(word);
  if (word.startsWith('"')) return `Names are written without quotes: write ${name}.`;
  const rule = /^\p{N}/u.test(word) ? 'names begin with a letter' : 'names consist of letters, digits, and "_"';
  return `${wordInQuotes(word)} is not a name: ${rule}. Write ${name}; where it is declared, ${wordInQuotes(word)} can be its title.`;
}

function notClosed(open: Token, found: Token | null, before: Token | null): Marked {
  const line = `The "{" of line ${open.startLine ?? 1}`;
  if (found === null) return marked(before ?? open, `${line} is never closed. Write "}" at the end of its block.`);
  const closed = `the "{" of line ${open.startLine ?? 1} is not closed yet`;
  return marked(found, `Unexpected ${wordInQuotes(shown(found))}: ${closed}. Write "}" before this line.`);
}

function marked({ startOffset, endOffset = startOffset }: Token, message: string): Marked {
  return { offset: startOffset, length: endOffset + 1 - startOffset, message };
}

function shown({ image }: Token): string {
  return excerptOf(image);
}
