import { nearestNames } from '../../../check/index.js';
import { wordInQuotes } from '../messages/word-in-quotes.js';
import type { Slip } from './cleaned-text.js';
import type { WrittenLine } from './unwrapped-lists.js';

const TYPES = 'bool|boolean|date|decimal|double|duration|enum|float|int|integer|long|number|str|string|text|void';
/** A type after the name of a state, with a default if there is one. */
const TYPE_OF_STATE = String.raw`(?<name>[\p{L}_][\p{L}\p{N}_]*)(?<colon>\s*:\s*(?<type>${TYPES})(?!\w)(?:\s*=\s*(?:"[^"]*"|[\w.]+))?)`;
const STATES = new RegExp(String.raw`^\s*states\s.*?${TYPE_OF_STATE}`, 'iu');
/** The name of a type of the author's in place of the values of a fact. */
const TYPED_FACT = /^\s*fact\s+(?<name>\w+)\s*:\s*(?<type>[A-Z]\w*[a-z]\w*)\s*;?\s*$/;
const MAY_BE_TYPED = new RegExp(
  String.raw`^[ \t]*(?:states\s.*:\s*(?:${TYPES})\b|fact\s+\w+\s*:\s*[A-Z]\w*\s*;?\s*$)`,
  'im',
);

/** Whether a text may have members with types, which the grammar reads as something else. */
export function mayHaveTypedMembers(text: string): boolean {
  return MAY_BE_TYPED.test(text);
}

/**
 * States and facts of models with types, as other notations write them: `states idle: boolean, busy`. A state is read
 * without its type, and a fact with the values that the file gives it elsewhere.
 * @param lines lines outside comments
 */
export function typedMembers(text: string, lines: readonly WrittenLine[]): Slip[] {
  if (!mayHaveTypedMembers(text)) return [];
  return lines.flatMap((line) => typedStates(line, text) ?? typedFact(line, text) ?? []);
}

function typedStates({ text: line, offset }: WrittenLine, text: string): Slip | null {
  if (!STATES.test(line)) return null;
  const typed = [...line.matchAll(new RegExp(TYPE_OF_STATE, 'giu'))].filter(
    ({ groups }) => !isRole(text, groups?.name),
  );
  const reads = typed.map(({ index, groups }) => {
    const start = offset + index + (groups?.name ?? '').length;
    return { start, end: start + (groups?.colon ?? '').length, text: '' };
  });
  const [first] = typed;
  const type = first?.groups?.type;
  if (first === undefined || type === undefined) return null;
  let written = line;
  for (const { start, end } of reads.toReversed())
    written = written.slice(0, start - offset) + written.slice(end - offset);
  const [code = ''] = written.split('//', 1);
  return {
    offset: offset + line.indexOf(type, first.index + (first.groups?.name ?? '').length),
    length: type.length,
    message: `Unexpected ${wordInQuotes(type)}. A state has no type: write "${code.trim()}".`,
    reads,
    fix: reads.length === 1 ? 'Remove the type' : 'Remove the types',
  };
}

/** Whether the file declares a role of that name: then a colon and its states follow. */
function isRole(text: string, name = ''): boolean {
  return new RegExp(String.raw`^[ \t]*(?:optional\s+)?(?:party|system)\s+${name}\b`, 'm').test(text);
}

function typedFact({ text: line, offset }: WrittenLine, text: string): Slip | null {
  const { name = '', type = '' } = TYPED_FACT.exec(line)?.groups ?? {};
  if (type === '') return null;
  const uses = text.matchAll(new RegExp(String.raw`\b${name}\s+is\s+(?:not\s+)?(?<value>\w+)`, 'g'));
  const values = [...new Set([...uses].map(({ groups }) => groups?.value ?? ''))];
  // A single value may be meant, also if it is misspelled elsewhere.
  if (values.length === 0 || values.includes(type) || nearestNames(type, values).length > 0) return null;
  const start = offset + line.lastIndexOf(type);
  const shown = values.length > 1 ? values : [...values, '…'];
  return {
    offset: start,
    length: type.length,
    message: `Unexpected ${wordInQuotes(type)}. A fact lists its values instead of a type: "fact ${name}: ${shown.join(', ')}".`,
    reads: [{ start, end: start + type.length, text: values.join(', ') }],
    fix: values.length > 1 ? 'Write the values' : null,
  };
}
