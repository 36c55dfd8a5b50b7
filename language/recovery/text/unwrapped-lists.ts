import { wordInQuotes } from '../messages/word-in-quotes.js';
import type { Replacement, Slip } from './cleaned-text.js';

/** A line of a text, outside comments. */
export interface WrittenLine {
  /** Zero-based. */
  readonly number: number;
  readonly offset: number;
  readonly text: string;
}

/** A member that lists names, and how Confer writes it. */
interface ListedMember {
  /** The part of the line before the list. */
  readonly head: RegExp;
  readonly item: string;
  /** What is written before the first item, between two items and after the last one. */
  readonly signs: readonly [before: string, between: string, after: string];
  /** The remedy, without what to write. */
  readonly says: string;
  /** Brackets that other rules report. */
  readonly leaves: string;
  /** Whether items without any sign around them are a list. */
  readonly isBare: boolean;
}

const TARGET = String.raw`\^?\w+(?:\s+after\s+\w[\w.]*)?`;
const targets = { item: TARGET, signs: [' ', ' | ', ''], leaves: '' } as const;
const onOneLine = 'Targets are written on one line, separated by "|": write';

const members: readonly ListedMember[] = [
  { ...targets, head: /^start/, says: onOneLine, isBare: true },
  // A line of one word after `next` is a message of its own unless it has a sign.
  { ...targets, head: /^next/, says: onOneLine, isBare: false },
  {
    head: /^fact\s+\w+/,
    item: String.raw`\w+(?:\s+"[^"]*")?`,
    signs: [': ', ', ', ''],
    says: 'The values of a fact follow a colon, separated by ",": write',
    leaves: '',
    isBare: true,
  },
  {
    head: /^states(?:\s+\w+(?=\s*:))?/,
    item: String.raw`(?:pending\s+)?\w+`,
    signs: [' ', ', ', ''],
    says: 'States are written on one line, separated by ",": write',
    leaves: '{[(',
    isBare: true,
  },
  {
    head: /^scenario\s+\w+(?:\s+"[^"]*")?/,
    item: String.raw`\w+`,
    signs: [' { ', ', ', ' }'],
    says: 'A scenario lists its phases in braces:',
    leaves: '{',
    isBare: true,
  },
];

const AFTER_HEAD = String.raw`(?<sign>\s*:?\s*[[({]?)\s*$`;
const heads = members.map(({ head }) => new RegExp(head.source + AFTER_HEAD));
const items = members.map(
  ({ item }) =>
    new RegExp(
      String.raw`^(?<before>\s+(?<bullet>(?:[-*•+]|\d+[.)])\s+)?)(?<item>${item})(?<after>\s*(?:[,|;&]|\b(?:and|or)\b)?\s*(?<close>[\])}])?)\s*$`,
    ),
);
const CLOSING = /^\s*(?<close>[\])}])\s*$/;
/** More lines are no list. */
const MAX_ITEMS = 100;

/** A name of a list, in UTF-16 units of the text. */
interface ListedName {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly bullet: string;
  readonly bulletStart: number;
  /** The sign after it, and where that ends. */
  readonly sign: string;
  readonly signEnd: number;
}

/**
 * Lists of which each name is on a line of its own, as YAML and other notations write them: with bullets, in brackets,
 * after a colon, or without a sign between two names. Each is one slip.
 * @param lines lines outside comments
 */
export function unwrappedLists(lines: readonly WrittenLine[]): Slip[] {
  const slips: Slip[] = [];
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at]?.text.trimStart() ?? '';
    const kind = /^(?:fact|next|scenario|start|states)\b/.test(text) ? heads.findIndex((head) => head.test(text)) : -1;
    const slip = kind < 0 ? null : listAt(lines, at, kind);
    if (slip !== null) slips.push(slip);
  }
  return slips;
}

/** The list below a line that can begin one; null if there is none, or if it is written as in Confer. */
function listAt(lines: readonly WrittenLine[], at: number, kind: number): Slip | null {
  const [line, member, item] = [lines[at], members[kind], items[kind]];
  if (line === undefined || member === undefined || item === undefined) return null;
  const column = line.text.search(/\S/);
  const written = line.text.slice(column).trimEnd();
  const sign = heads[kind]?.exec(written)?.groups?.sign ?? '';
  const head = written.slice(0, written.length - sign.length).trimEnd();
  const open = /[[({]$/.exec(sign)?.[0] ?? '';
  if (open !== '' && member.leaves.includes(open)) return null;
  const list: ListedName[] = [];
  let close: Replacement | null = null;
  for (const { text, offset } of lines.slice(at + 1, at + MAX_ITEMS)) {
    const closing = open === '' ? undefined : CLOSING.exec(text)?.groups?.close;
    if (closing !== undefined) {
      close = { start: offset, end: offset + text.trimEnd().length, text: '' };
      break;
    }
    const groups = text.search(/\S/) > column ? item.exec(text)?.groups : undefined;
    if (groups?.item === undefined) break;
    const start = offset + (groups.before ?? '').length;
    const end = start + groups.item.length;
    const bulletStart = offset + text.search(/\S/);
    const [bullet, sign] = [groups.bullet?.trim() ?? '', groups.after?.trim() ?? ''];
    list.push({ text: groups.item, start, end, bullet, bulletStart, sign, signEnd: offset + text.trimEnd().length });
    if (groups.close !== undefined) {
      close = { start: end, end: offset + text.trimEnd().length, text: '' };
      break;
    }
  }
  if (open !== '' && close === null) return null;
  const lineOffset = line.offset + column;
  const wrong = firstSign(member, { sign, start: lineOffset + head.length }, list);
  return wrong === null ? null : slipOf(member, { head, start: lineOffset, close }, list, wrong);
}

/** A word or sign of a list that Confer does not have there. */
interface WrongSign {
  readonly text: string;
  readonly offset: number;
}

/** The first part of a list that is not written as in Confer; null if there is none, or if the lines may be no list. */
function firstSign(
  { signs: [before, between], isBare }: ListedMember,
  { sign, start }: { readonly sign: string; readonly start: number },
  list: readonly ListedName[],
): WrongSign | null {
  const [first, second] = list;
  if (first === undefined) return null;
  const text = sign.trim();
  if (text !== '' && text !== before.trim()) return { text, offset: start + sign.indexOf(text) };
  const { bullet } = first;
  if (bullet !== '') return { text: bullet, offset: first.bulletStart };
  if (second === undefined || (!isBare && text === '')) return null;
  if (text !== before.trim()) return { text: first.text, offset: first.start };
  const missing = list.slice(1).find((_, index) => list[index]?.sign !== between.trim());
  return missing === undefined ? null : { text: missing.text, offset: missing.start };
}

function slipOf(
  { signs, says }: ListedMember,
  { head, start, close }: { readonly head: string; readonly start: number; readonly close: Replacement | null },
  list: readonly ListedName[],
  wrong: WrongSign,
): Slip {
  const [first, between, after] = signs;
  const before = head.startsWith('states ') ? ': ' : first;
  let from = start + head.length;
  const reads = list.map((item, index): Replacement => {
    const read = { start: from, end: item.start, text: index === 0 ? before : between };
    from = item.end;
    return read;
  });
  const end = close?.end ?? list.at(-1)?.signEnd ?? from;
  if (after !== '' || end > from) reads.push({ start: from, end, text: after });
  const instead = `${head}${before}${list.map(({ text }) => text).join(between)}${after}`;
  return {
    offset: wrong.offset,
    length: wrong.text.length,
    message: `Unexpected ${wordInQuotes(wrong.text)}. ${says} "${instead}".`,
    reads,
    fix: 'Write the list on one line',
    covers: { start, end },
  };
}
