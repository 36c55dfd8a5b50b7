import type { Token } from '../automaton.js';

/** The most tokens of a line before a brace in it that is looked at: of a line of braces, each would look at all. */
const MAX_LINE_TOKENS = 500;

/** Whether the list of a line is in braces, as in other notations. */
export function isAroundList(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !/^[{}]$/.test(token.image)) return false;
  const isOnLine = (index: number) => tokens[index]?.startLine === token.startLine;
  let start = at;
  while (at - start < MAX_LINE_TOKENS && isOnLine(start - 1)) start--;
  if (isAroundType(tokens, at)) return true;
  if (isOnLine(start - 1)) return false;
  if (!/^(?:states?|fact|enum|needs|next|party|start|system)$/.test(tokens[start]?.image ?? '')) return false;
  const braces: string[] = [];
  for (let index = start; isOnLine(index); index++) {
    if (/^[{}]$/.test(tokens[index]?.image ?? '')) braces.push(tokens[index]?.image ?? '');
  }
  return braces.join('') === '{}';
}

/** Whether the words of an attribute's type are in braces: `Reason: { expired, rejected }`. */
function isAroundType(tokens: readonly Token[], at: number): boolean {
  const isPart = (index: number) =>
    /^(?:[\w\u00aa-\uffdc]+|"[^"]*"|[,|])$/.test(tokens[index]?.image ?? '') &&
    tokens[index]?.startLine === tokens[at]?.startLine;
  const step = tokens[at]?.image === '{' ? 1 : -1;
  let end = at + step;
  while (isPart(end)) end += step;
  const [open, close] = step > 0 ? [at, end] : [end, at];
  const isWhole = tokens[open]?.image === '{' && tokens[close]?.image === '}' && close > open + 1;
  return isWhole && tokens[open - 1]?.image === ':' && tokens[open]?.startLine === tokens[close]?.startLine;
}

/** Whether the bindings of a phase are in braces: `is Leaves { Ann as caller } {`. */
export function isAroundBindings(tokens: readonly Token[], at: number): boolean {
  const image = tokens[at]?.image;
  const isBinding = (index: number) =>
    tokens[index]?.image === 'as' && tokens[index]?.startLine === tokens[at]?.startLine;
  if (!(image === '{' && isBinding(at + 2)) && !(image === '}' && isBinding(at - 2))) return false;
  let start = at;
  while (at - start < MAX_LINE_TOKENS && tokens[start - 1]?.startLine === tokens[at]?.startLine) start--;
  return tokens[start]?.image === 'phase';
}

/** Whether a whole row is in braces or parentheses, as in other notations. */
export function isAroundRow(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !/^[{}()]$/.test(token.image)) return false;
  const isOnLine = (index: number) => tokens[index]?.startLine === token.startLine;
  if (isOnLine(at - 1) && isOnLine(at + 1)) return false;
  let start = at;
  while (isOnLine(start - 1)) start--;
  let end = at;
  while (isOnLine(end + 1)) end++;
  const around = `${tokens[start]?.image}${tokens[end]?.image}`;
  if (!/^(?:\{\}|\(\))$/.test(around)) return false;
  const inner = tokens.slice(start + 1, end).map(({ image }) => image);
  return inner.includes('->') && inner.includes(':') && !inner.some((image) => /^[{}]$/.test(image));
}
