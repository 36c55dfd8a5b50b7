import type { Slip } from './cleaned-text.js';
import type { WrittenLine } from './unwrapped-lists.js';

/** The line that opens a block, with what its members show. */
interface Head extends WrittenLine {
  readonly column: number;
  /** The kind of block that it opens, by its words. */
  readonly says: Kind;
  /** The kind that its members are of; null if they show none, or both. */
  readonly holds: Kind | null;
  readonly around: Head | null;
}

type Kind = 'flow' | 'model';

/** How many lines of a block only one of the kinds has. */
interface Votes {
  flow: number;
  model: number;
}

const NONE: Votes = { flow: 0, model: 0 };

/** Members that one of the two kinds of block has, also within its phases. */
const ofModel =
  /^(?:allow|anytime|arrows|channel|fact|moves|needs|partial|source|states|trigger)\s|^(?:in order|one of)\s*\{/;
const ofFlow = /^(?:next|scenario|start)\s|^phase\s+\w+.*\sis\s+\w|^(?:party|system)\s+\w+.*\sas\s+\w/;
const OPENS = /^(?:(?<kind>flow|model)\s+\w+|phase\s+(?<phase>\w+))[^{}]*\{$/;
const REALIZES = /^phase\s+\w+\s+is\s+(?<of>\w+)/;
/** More blocks are not compared. */
const MAX_HEADS = 400;

/**
 * Heads of two blocks that are swapped, of a model and a flow or of two of their phases, as the members below them show.
 * Each pair is one slip.
 * @param lines lines outside comments
 */
export function swappedHeads(lines: readonly WrittenLine[]): Slip[] {
  const heads = headsOf(lines);
  const isWrong = ({ says, holds }: Head) => holds !== null && says !== holds;
  const outer = heads.filter((head) => head.around === null && isWrong(head));
  const [first, second, more] = outer;
  if (first !== undefined && second !== undefined) {
    return more === undefined && first.says !== second.says ? [swapOf(first, second)] : [];
  }
  return first === undefined ? phaseSwaps(heads, lines) : [];
}

/** Phases of a model that are opened as one of a flow, each with the phase of the flow that is opened in its place. */
function phaseSwaps(heads: readonly Head[], lines: readonly WrittenLine[]): Slip[] {
  const inner = heads.filter(({ around }) => around?.around === null);
  const wrong = inner.filter(
    ({ around, says, holds }) => around?.says === 'model' && says === 'flow' && holds === 'model',
  );
  const [head] = wrong;
  if (head === undefined || wrong.length > 1) return [];
  const targets = new Set(lines.flatMap(({ text }) => /\b(?:next|start)\s.*/.exec(text)?.[0].match(/\w+/g) ?? []));
  const isTarget = (name: string) => targets.has(name);
  const others = inner.filter(
    ({ around, says, holds, text }) =>
      around?.says === 'flow' && says === 'model' && holds !== 'model' && !isTarget(nameOf(text)),
  );
  const [other] = others;
  if (other === undefined || others.length > 1) return [];
  return isTarget(nameOf(head.text)) || realized(head.text) === nameOf(other.text) ? [swapOf(head, other)] : [];
}

const withoutTitles = (line: string) => line.replaceAll(/"[^"]*"/g, '').trim();
const nameOf = (line: string) => OPENS.exec(withoutTitles(line))?.groups?.phase ?? '';
const realized = (line: string) => REALIZES.exec(withoutTitles(line))?.groups?.of ?? '';

function headsOf(lines: readonly WrittenLine[]): Head[] {
  const heads: Head[] = [];
  const votes = new Map<Head, Votes>();
  let open: Head | null = null;
  for (const line of lines) {
    const text = withoutTitles(line.text);
    if (text === '') continue;
    const column = line.text.search(/\S/);
    while (open !== null && column <= open.column) open = open.around;
    for (let block: Head | null = open; block !== null; block = block.around) {
      const vote = votes.get(block);
      if (vote === undefined) continue;
      if (ofModel.test(text)) vote.model++;
      if (ofFlow.test(text)) vote.flow++;
    }
    const groups = OPENS.exec(text)?.groups;
    const isInner = groups?.phase !== undefined;
    if (groups === undefined || isInner !== (open !== null) || heads.length > MAX_HEADS) continue;
    const says: Kind = isInner ? (REALIZES.test(text) ? 'flow' : 'model') : groups.kind === 'flow' ? 'flow' : 'model';
    const head: Head = { ...line, column, says, holds: null, around: open };
    votes.set(head, { flow: 0, model: 0 });
    heads.push(head);
    open = head;
  }
  return heads.map((head) => ({ ...head, holds: kindOf(votes.get(head) ?? NONE, head.around === null ? 2 : 1) }));
}

/** One line in the wrong block is a mistake of its own: several members show the kind. A phase may have a single one. */
function kindOf({ flow, model }: Votes, least: number): Kind | null {
  if (model >= least && flow === 0) return 'model';
  return flow >= least && model === 0 ? 'flow' : null;
}

function swapOf(one: Head, other: Head): Slip {
  const [earlier, later] = one.offset < other.offset ? [one, other] : [other, one];
  const start = earlier.offset + earlier.column;
  const length = withoutBrace(earlier).length;
  const message = `This line and line ${later.number + 1} open each other's block. Swap the two lines.`;
  return {
    offset: start,
    length,
    message,
    reads: [
      { start, end: start + length, text: withoutBrace(later) },
      {
        start: later.offset + later.column,
        end: later.offset + later.column + withoutBrace(later).length,
        text: withoutBrace(earlier),
      },
    ],
    fix: 'Swap the two lines',
  };
}

function withoutBrace({ text }: Head): string {
  return text.trim().slice(0, -1).trimEnd();
}
