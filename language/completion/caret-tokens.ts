/** A word, a sign or a literal of the text. */
export interface CaretToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is the first of its line. */
  readonly firstOfLine: boolean;
}

/** What an opening brace belongs to. */
export type BlockKind = 'file' | 'flow' | 'flow-phase' | 'scenario' | 'model' | 'model-phase' | 'message' | 'other';

/** A block that is open at the caret. */
export interface OpenBlock {
  readonly kind: BlockKind;
  /** The name in its header; empty where there is none. */
  readonly name: string;
  /** What stands in it up to the caret; a nested block that is closed is its `}` alone. */
  readonly tokens: CaretToken[];
}

/** The text before the caret. */
export interface CaretTokens {
  /** Open blocks, the file first; what stands in a block is in its tokens, without the word at the caret. */
  readonly blocks: readonly OpenBlock[];
  /** Where the word at the caret begins; the caret where there is none. */
  readonly wordStart: number;
  /** Whether the caret, or the word at it, is the first on its line. */
  readonly firstOfLine: boolean;
  /** The comment or the string that the caret stands in. */
  readonly within: CaretToken | null;
}

const pattern =
  /"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*|<->|->|\r\n|\r|\n|-?\d+(?:\.\d+)?(?:ms|s|m|h)?(?!\w)|[\^\w\u00aa-\uffdc]+|[{}():,|.]/g;
const word = /^[\^\w\u00aa-\uffdc]+$/;

/**
 * Reads the text up to the caret. The tree is of no use here: what is being written is not in it, or in the wrong
 * place. One pass, whatever state the text is in.
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
    if (char === '/' && found.length > 1) {
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

/** Reads the text from an offset on, comments left out, as far as it is asked for. */
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
    const header = headerOf(block);
    blocks.push({ ...header, tokens: [] });
  } else if (token.text === '}' && blocks.length > 1) {
    blocks.pop();
    blocks.at(-1)?.tokens.push(token);
  } else {
    block.tokens.push(token);
  }
}

const headers: Partial<Record<BlockKind, Readonly<Record<string, BlockKind>>>> = {
  file: { flow: 'flow', model: 'model', event: 'message', request: 'message', message: 'message' },
  flow: { phase: 'flow-phase', scenario: 'scenario' },
  model: { phase: 'model-phase' },
};

/** What the brace that comes now opens: the last word that begins such a block decides. */
function headerOf(block: OpenBlock): { kind: BlockKind; name: string } {
  const kinds = headers[block.kind];
  if (kinds === undefined) return { kind: block.kind === 'model-phase' ? 'model-phase' : 'other', name: block.name };
  for (let index = block.tokens.length - 2; index >= 0; index--) {
    const token = block.tokens[index];
    const name = block.tokens[index + 1];
    if (token === undefined || token.text === '}') break;
    const kind = Object.hasOwn(kinds, token.text) ? kinds[token.text] : undefined;
    if (kind !== undefined && isWord(name) && !isNamePlace(block.tokens[index - 1])) {
      return { kind, name: name.text.replace(/^\^/, '') };
    }
  }
  return { kind: 'other', name: '' };
}

const beforeNames = new Set([
  ...['flow', 'model', 'phase', 'scenario', 'party', 'system', 'event', 'request', 'message', 'protocol'],
  ...['as', 'is', 'on', 'next', 'start', 'follows', 'initially', 'replaces', '|', ',', '->', ':', '.', '('],
]);

/** Whether a name follows this token, whatever word it is. */
export function isNamePlace(before: CaretToken | undefined): boolean {
  return before !== undefined && beforeNames.has(before.text);
}
