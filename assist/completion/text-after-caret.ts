import { type CaretToken, isLiteral, isWord, tokensFrom } from './caret-tokens.js';
import type { CompletionSite } from './completion-context.js';
import { keywordsAfterNames } from './keyword-neighbors.js';

/** The text after the caret that belongs to the construct being completed. Offsets are UTF-16. */
export interface TextAfterCaret {
  /** End of the replaced text: usually the rest of the caret's word. */
  readonly end: number;
  /** Whether it must be replaced: next to the insertion, half of it could not be read. */
  readonly whole: boolean;
  /** The word or sign after it, if it belongs to the same step or member; empty if nothing does. */
  readonly next: string;
  /** The word that the caret is in, as a whole. */
  readonly word: string;
  /** Whether more of the same member follows on the line. */
  readonly continues: boolean;
  /** Names that follow in the same list. */
  readonly listed: readonly string[];
  /** Whether the receiver that the place is for is on the next line. */
  readonly receiverOnNextLine: boolean;
  /** Whether a block is opened next, or the block ends there. */
  readonly opensBlock: boolean;
  readonly closes: boolean;
}

/** These can only continue what is before them, even on the line above. */
const continuing = new Set(['->', '<->', ':', ',', '(', ')', '|', '.', ...keywordsAfterNames]);
continuing.delete('next');
/** A place is looked at no further than this: what follows is another member. */
const MAX_TOKENS = 64;

const nameSites = new Set<CompletionSite['kind']>([
  ...(['message', 'protocol', 'role', 'state', 'value', 'receiver', 'participant', 'target', 'model'] as const),
  ...(['scenario-phase', 'bound-participant', 'bound-role', 'realized-phase', 'replaced-phase', 'attribute'] as const),
]);

/**
 * Reads what follows the caret.
 * @param wordStart where the word at the caret begins
 */
export function textAfterCaret(
  text: string,
  offset: number,
  wordStart: number,
  sites: readonly CompletionSite[],
): TextAfterCaret {
  const kinds = new Set(sites.map(({ kind }) => kind));
  const wantsLiteral = kinds.has('duration') || kinds.has('attribute-value');
  const wordEnd = endOfWord(text, offset, wantsLiteral);
  const tokens = following(text, wordEnd);
  const word = text.slice(wordStart, wordEnd);
  const filled = wantsLiteral ? filledByLiteral(word, tokens) : filledByName(word, tokens, kinds);
  const rest = tokens.slice(filled);
  const wantsWord = kinds.has('words') || [...kinds].some((kind) => kind.endsWith('-member'));
  const last = tokens[filled - 1];
  const next = rest[0];
  const brace = next === undefined ? tokensFrom(text, last?.end ?? wordEnd).next().value?.text : undefined;
  return {
    end: last?.end ?? wordEnd,
    whole: wantsLiteral || filled > 0 || wantsWord,
    next: next !== undefined && (continuing.has(next.text) || isOperand(next, word)) ? next.text : '',
    word,
    continues: next?.firstOfLine === false,
    listed: listedIn(rest, kinds),
    receiverOnNextLine: word === '' && kinds.has('receiver') && isReceiverBelow(text, wordEnd),
    opensBlock: brace === '{',
    closes: brace === '}',
  };
}

/** The rest of the word at the caret; of a number with its point too. */
function endOfWord(text: string, offset: number, literal: boolean): number {
  const rest = literal ? /[\^\w\u00aa-\uffdc]*(?:\.\d+\w*)?/y : /[\^\w\u00aa-\uffdc]*/y;
  rest.lastIndex = offset;
  return offset + (rest.exec(text)?.[0].length ?? 0);
}

/** The text of the same step or member. */
function following(text: string, from: number): CaretToken[] {
  const tokens: CaretToken[] = [];
  for (const token of tokensFrom(text, from)) {
    if (token.text === '{' || token.text === '}' || tokens.length >= MAX_TOKENS) break;
    const before = tokens.at(-1)?.text ?? '';
    if (token.firstOfLine && !continuing.has(token.text) && !continuing.has(before)) break;
    tokens.push(token);
  }
  return tokens;
}

function isReceiverBelow(text: string, from: number): boolean {
  const tokens = tokensFrom(text, from);
  const first = tokens.next().value;
  const second = tokens.next().value?.text;
  return first?.firstOfLine === true && isWord(first) && (second === ':' || second === ',');
}

/** Whether what follows belongs to the keyword that the caret is in. */
function isOperand(next: CaretToken, word: string): boolean {
  return keywordsAfterNames.has(word) && !next.firstOfLine;
}

/** How many of the words that follow fill the place next to the word at the caret. */
function filledByName(word: string, tokens: readonly CaretToken[], kinds: ReadonlySet<CompletionSite['kind']>): number {
  if (![...kinds].some((kind) => nameSites.has(kind))) return 0;
  const own = word === '' && isNameIn(tokens, 0) ? 1 : 0;
  if (!kinds.has('receiver') || (own === 0 ? word : tokens[0]?.text) !== 'all' || !isNameIn(tokens, own)) return own;
  return tokens[own + 1]?.text === 'except' && isNameIn(tokens, own + 2) ? own + 3 : own + 1;
}

function isNameIn(tokens: readonly CaretToken[], index: number): boolean {
  const token = tokens[index];
  if (!isWord(token) || token.firstOfLine || keywordsAfterNames.has(token.text)) return false;
  // A word before an arrow is the next step's sender.
  return tokens[index + 1]?.text !== '->';
}

function filledByLiteral(word: string, [first]: readonly CaretToken[]): number {
  if (word !== '' || first === undefined || first.firstOfLine) return 0;
  return isLiteral(first) || first.text.startsWith('"') || /^(?:true|false)$/.test(first.text) ? 1 : 0;
}

/** Receivers, targets or attributes after the one at the caret. */
function listedIn(tokens: readonly CaretToken[], kinds: ReadonlySet<CompletionSite['kind']>): string[] {
  if (kinds.has('attribute')) {
    const end = tokens.findIndex(({ text }) => text === ')');
    return namesWhere(end < 0 ? tokens : tokens.slice(0, end), (_, next) => next === ':');
  }
  const separator = kinds.has('target') ? '|' : ',';
  const end = tokens.findIndex(({ text }) => text === ':' || text === ')');
  return namesWhere(end < 0 ? tokens : tokens.slice(0, end), (before) => before === separator);
}

function namesWhere(tokens: readonly CaretToken[], mayMean: (before: string, next: string) => boolean): string[] {
  return tokens
    .filter((_, index) => mayMean(tokens[index - 1]?.text ?? '', tokens[index + 1]?.text ?? ''))
    .filter(isWord)
    .map(({ text }) => text.replace(/^\^/, ''));
}
