import { tokensBeforeNames } from './keyword-neighbors.js';

/** A word, a sign or a literal of the text. */
export interface CaretToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is the first of its line. */
  readonly firstOfLine: boolean;
}

/** The kind of block that an opening brace belongs to. */
export type BlockKind =
  | 'file'
  | 'flow'
  | 'flow-phase'
  | 'scenario'
  | 'model'
  | 'model-phase'
  | 'message'
  | 'capture'
  | 'capture-entries'
  | 'other';

/** A block that is open at the caret. */
export interface OpenBlock {
  readonly kind: BlockKind;
  /** The name in its header; empty if there is none. */
  readonly name: string;
  /** Its contents up to the caret; a nested block that is closed is its `}` alone. */
  readonly tokens: CaretToken[];
}

/** The text before the caret. */
export interface CaretTokens {
  /** Open blocks, the file first; the tokens of each exclude the word at the caret. */
  readonly blocks: readonly OpenBlock[];
  /** Where the word at the caret begins; the caret if there is none. */
  readonly wordStart: number;
  /** Whether the caret, or the word at it, is the first on its line. */
  readonly firstOfLine: boolean;
  /** The comment or the string that the caret is in. */
  readonly within: CaretToken | null;
}

/** An expression of a capture, which may hold braces and quotes, counts as one token; unfinished, up to the text's end. */
const pattern =
  /"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*|\/(?![/*])(?:[^/\\[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n])*\])+(?:\/i?|$)|<->|->|\r\n|\r|\n|-?\d+(?:\.\d+)?(?:ms|s|m|h)?(?!\w)|[\^\w\u00aa-\uffdc]+|[{}():,|.]/g;
const word = /^[\^\w\u00aa-\uffdc]+$/;

/**
 * Reads the text up to the caret. The tree is of no use here: what is being written is not in it, or in the wrong
 * place. One pass, for text in any state.
 */
export function tokensBefore(text: string, caret: number): CaretTokens {
  const blocks: OpenBlock[] = [{ kind: 'file', name: '', tokens: [] }];
  let firstOfLine = true;
  let last: CaretToken | undefined;
  for (const { 0: found, index } of text.slice(0, caret).matchAll(pattern)) {
    const char = found.charAt(0);
    if (char === '\n' || char === '\r') {
      firstOfLine = true;
      continue;
    }
    const token = { text: found, start: index, end: index + found.length, firstOfLine };
    last = token;
    if (/^\/[/*]/.test(found)) {
      if (token.end === caret && !isClosedComment(found))
        return { blocks, wordStart: caret, firstOfLine, within: token };
      continue;
    }
    if (char === '"' && token.end === caret && !isClosedString(found)) {
      return { blocks, wordStart: index + 1, firstOfLine, within: token };
    }
    firstOfLine = false;
    place(token, blocks);
  }
  const block = blocks.at(-1);
  if (last?.end === caret && (word.test(last.text) || isLiteral(last)) && block?.tokens.at(-1) === last) {
    block.tokens.pop();
    return { blocks, wordStart: last.start, firstOfLine: last.firstOfLine, within: null };
  }
  return { blocks, wordStart: caret, firstOfLine, within: null };
}

/** Reads the text from an offset on, comments left out, as far as the caller consumes it. */
export function* tokensFrom(text: string, offset: number): Generator<CaretToken> {
  const reader = new RegExp(pattern);
  reader.lastIndex = offset;
  let firstOfLine = false;
  for (let match = reader.exec(text); match !== null; match = reader.exec(text)) {
    const [found] = match;
    if (/^[\r\n]/.test(found)) firstOfLine = true;
    else if (!/^\/[/*]/.test(found)) {
      yield { text: found, start: match.index, end: match.index + found.length, firstOfLine };
      firstOfLine = false;
    }
  }
}

/** Whether a token is a number or a duration. */
export function isLiteral({ text }: CaretToken): boolean {
  return /^-?\d/.test(text);
}

/** Whether a token is a word, which may be a name. */
export function isWord(token: CaretToken | undefined): token is CaretToken {
  return token !== undefined && word.test(token.text) && !isLiteral(token);
}

function isClosedComment(text: string): boolean {
  return text.startsWith('/*') && text.length >= 4 && text.endsWith('*/');
}

function isClosedString(text: string): boolean {
  return text.length > 1 && /[^\\](?:\\\\)*"$/.test(text);
}

function place(token: CaretToken, blocks: OpenBlock[]): void {
  const block = blocks.at(-1);
  if (block === undefined) return;
  if (token.text === '{') {
    const { header, outer } = opened(block, blocks);
    blocks.length = outer + 1;
    blocks.push({ ...header, tokens: [] });
  } else if (token.text === '}' && blocks.length > 1) {
    blocks.pop();
    blocks.at(-1)?.tokens.push(token);
  } else {
    block.tokens.push(token);
  }
}

interface Header {
  readonly kind: BlockKind;
  readonly name: string;
}

const headers: Partial<Record<BlockKind, Readonly<Record<string, BlockKind>>>> = {
  file: { flow: 'flow', model: 'model', event: 'message', request: 'message', message: 'message', capture: 'capture' },
  // Lists of recorded names; as declarations, they would end the capture.
  capture: { message: 'capture-entries', protocol: 'capture-entries' },
  flow: { phase: 'flow-phase', scenario: 'scenario' },
  model: { phase: 'model-phase' },
};

/**
 * The kind of block that the next brace opens, and the block around it: a line that begins a member of an outer one ends the others.
 */
function opened(block: OpenBlock, blocks: readonly OpenBlock[]): { header: Header; outer: number } {
  const last = blocks.length - 1;
  for (let outer = last - 1; outer >= 0; outer--) {
    const header = headerIn(block.tokens, blocks[outer]?.kind ?? 'other', 'begins a line');
    if (header !== undefined && headerIn(block.tokens, block.kind, 'begins a line') === undefined)
      return { header, outer };
  }
  const nested =
    block.kind === 'model-phase' ? { kind: block.kind, name: block.name } : ({ kind: 'other', name: '' } as const);
  return { header: headerIn(block.tokens, block.kind, 'anywhere') ?? nested, outer: last };
}

/** The last words that begin a block of a kind of block. */
function headerIn(
  tokens: readonly CaretToken[],
  within: BlockKind,
  place: 'begins a line' | 'anywhere',
): Header | undefined {
  const kinds = headers[within] ?? {};
  for (let index = tokens.length - 2; index >= 0; index--) {
    const token = tokens[index];
    const name = tokens[index + 1];
    if (token === undefined || token.text === '}') break;
    const kind = Object.hasOwn(kinds, token.text) ? kinds[token.text] : undefined;
    if (kind === undefined || !isWord(name)) continue;
    if (beginsLine(token, name) || (place === 'anywhere' && !isNameSite(tokens[index - 1]))) {
      return { kind, name: name.text.replace(/^\^/, '') };
    }
  }
  return undefined;
}

/**
 * Whether a word begins a line that continues with another: the line above it is then unfinished, and ends before it.
 */
export function beginsLine(token: CaretToken, next: CaretToken | undefined): boolean {
  return token.firstOfLine && isWord(next) && !next.firstOfLine;
}

/** Whether any word after this token is a name. */
export function isNameSite(before: CaretToken | undefined): boolean {
  return before !== undefined && tokensBeforeNames.has(before.text);
}
