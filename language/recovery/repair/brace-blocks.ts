import type { Token } from '../automaton.js';
import { closingBraces } from './braces.js';

/** Words that begin blocks in braces in other notations. */
const HEAD =
  /^(?:alt|box|break|case|catch|choice|critical|do|either|for|foreach|forever|fork|group|if|loop|opt|par|parallel|partition|rect|repeat|select|seq|switch|try|unless|until|while)$/i;
/** Those that stand for a block of a model, "when" or "one of". */
const IN_MODELS = /^(?:alt|case|choice|either|if|select|switch|unless)$/i;
/** Words that begin lines which no block of rows can hold. */
const NO_ROW = /^(?:anytime|channel|fact|moves|needs|partial|party|phase|source|states|system|trigger)$/;

/** A block of another notation in braces, as indices of tokens. */
export interface BraceBlock {
  /** Its first token, and those that begin its further branches, `} else {`; each up to its `{`. */
  readonly heads: readonly { readonly start: number; readonly open: number }[];
  readonly close: number;
  /** Whether it is in a flow. */
  readonly isFlow: boolean;
}

/**
 * Blocks of other notations around lines that are read as if they were not there: all in flows, and in models those that
 * stand for no block of Confer or are around lines that no block of rows can hold.
 */
export function braceBlocks(tokens: readonly Token[]): readonly BraceBlock[] {
  const closing = closingBraces(tokens);
  const blocks: BraceBlock[] = [];
  /** How many lines before a token begin with a word that no block of rows can hold. */
  const others: number[] = [];
  let isFlow: boolean | null = null;
  for (let at = 0, start = 0; at < tokens.length; at++) {
    const { image = '', startColumn } = tokens[at] ?? {};
    const isFirst = tokens[at - 1]?.endLine !== tokens[at]?.startLine;
    if (isFirst) start = at;
    others.push((others.at(-1) ?? 0) + (isFirst && NO_ROW.test(image) ? 1 : 0));
    if (startColumn === 1 && /^\w/.test(image)) isFlow = image === 'flow' ? true : image === 'model' ? false : null;
    if (isFlow === null || image !== '{' || !isHead(tokens, start, at)) continue;
    const block = blockFrom(tokens, closing, start, at);
    if (block !== null) blocks.push({ ...block, isFlow });
  }
  return blocks.filter(({ heads: [first], close, isFlow: ofFlow }) => {
    if (ofFlow || first === undefined) return ofFlow;
    return !IN_MODELS.test(tokens[first.start]?.image ?? '') || (others[close] ?? 0) > (others[first.open] ?? 0);
  });
}

/** Whether a `{` that ends its line opens a block of another notation, and no phase without its keyword. */
function isHead(tokens: readonly Token[], start: number, open: number): boolean {
  if (tokens[open]?.endLine === tokens[open + 1]?.startLine || !HEAD.test(tokens[start]?.image ?? '')) return false;
  return tokens[start + 1]?.image !== 'is';
}

function blockFrom(
  tokens: readonly Token[],
  closing: ReadonlyMap<number, number>,
  start: number,
  open: number,
): Omit<BraceBlock, 'isFlow'> | null {
  const heads = [{ start, open }];
  for (let close = closing.get(open); close !== undefined; ) {
    const next = branchAt(tokens, close);
    if (next === null) return { heads, close };
    heads.push({ start: close, open: next });
    close = closing.get(next);
  }
  return null;
}

/** The `{` of the next branch, `} else {`, on the line of a `}`; null if there is none. */
function branchAt(tokens: readonly Token[], close: number): number | null {
  if (!/^(?:and|catch|elif|else|elseif|elsif|finally|or)$/.test(tokens[close + 1]?.image ?? '')) return null;
  let at = close + 1;
  while (tokens[at]?.startLine === tokens[close]?.startLine && tokens[at]?.image !== '{') at++;
  return tokens[at]?.startLine === tokens[close]?.startLine ? at : null;
}
