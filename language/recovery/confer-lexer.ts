import type {
  LangiumCoreServices,
  LangiumDocument,
  LexerResult,
  LexingReport,
  ParseResult,
  TokenizeOptions,
} from 'langium';
import { DefaultLexer } from 'langium';
import { automatonOf, type Token } from './automaton.js';
import { type ParserState, ParserStates } from './parser-state.js';
import {
  canRead,
  type MovedText,
  type Repair,
  type RepairedTokens,
  repairTokens,
  stateAfter,
} from './repair/token-repair.js';
import { CleanedText, type Slip } from './text/cleaned-text.js';
import { leftOverBraces } from './text/left-over-braces.js';
import { longLines, withoutEnds } from './text/long-lines.js';
import { lookAlikes, type UnlexedText } from './text/look-alikes.js';
import { mayHaveLetterBullets, pastedMarks } from './text/pasted-marks.js';
import { offsetsIn } from './text/stretches.js';
import { mayHaveTypedMembers } from './text/typed-members.js';
import { endOfString, outside, type UnclosedString } from './text/unclosed-strings.js';
import { endOf, MemberStarts, UNREADABLE, UNREADABLE_TYPE } from './token-stream.js';

type LexingError = LexerResult['errors'][number];

/** Limit on nested blocks: no model needs more, and the parser would run out of stack. */
const MAX_DEPTH = 60;

/** Messages for the places where the lexer stops; all others are in syntax-errors.ts. */
export const NOT_TEXT = 'This file is not text: it contains a null byte here. A Confer file is plain UTF-8 text.';
export const TOO_LONG = 'This line is too long: the rest of it is not read. Break it into several lines.';
export const TOO_LARGE = 'This file is too large to be read. Divide it into several files, and import them.';
export const TOO_DEEP = 'Blocks are nested too deeply here: the rest is not read. Close some of them first.';

const NOT_CLOSED = 'not closed';
const ownMessages: ReadonlySet<string> = new Set([TOO_LONG, TOO_DEEP, NOT_CLOSED]);

/** The lexer's report: how the tokens were repaired. */
interface RepairReport extends LexingReport {
  readonly repairs: readonly Repair[];
  readonly moved: readonly MovedText[];
  readonly slips: readonly Slip[];
}

/** How the words of a document were made readable: one repair for each mistake. */
export function repairsOf({ parseResult }: Pick<LangiumDocument, 'parseResult'>): readonly Repair[] {
  const report = parseResult.lexerReport;
  return report !== undefined && isRepairReport(report) ? report.repairs : [];
}

/** The lines of a document that are read in another block than the one they are in. */
export function movedTexts({ lexerReport }: Pick<ParseResult, 'lexerReport'>): readonly MovedText[] {
  return lexerReport !== undefined && isRepairReport(lexerReport) ? lexerReport.moved : [];
}

/** Characters of a text that are read as if they were others, or not there. */
export function slipsOf({ parseResult }: Pick<LangiumDocument, 'parseResult'>): readonly Slip[] {
  const report = parseResult.lexerReport;
  return report !== undefined && isRepairReport(report) ? report.slips : [];
}

function isRepairReport(report: LexingReport): report is RepairReport {
  return 'repairs' in report;
}

/**
 * A lexer whose tokens the grammar takes. It reads an unclosed string up to the end of its line, and an unclosed
 * comment up to the end of the file: their content is no code, and must not be reported as such. Where the words
 * of the text are wrong they are repaired, so that the parser sees the rest as if they were right.
 */
export class ConferLexer extends DefaultLexer {
  private readonly parserStates: ParserStates;
  private readonly members: MemberStarts;

  constructor(services: LangiumCoreServices) {
    super(services);
    const automaton = automatonOf(services.Grammar, this.definition);
    this.parserStates = new ParserStates(automaton);
    this.members = new MemberStarts(automaton);
  }

  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    const binary = text.indexOf('\0');
    if (binary >= 0) {
      return { tokens: [], hidden: [], errors: [{ ...errorAt(text, binary, 1), message: NOT_TEXT }] };
    }
    try {
      return this.readText(text, options);
    } catch (error) {
      // The engine's patterns fail on what is too long for them.
      if (!(error instanceof RangeError)) throw error;
      return { tokens: [], hidden: [], errors: [{ ...errorAt(text, 0, 1), message: TOO_LARGE }] };
    }
  }

  private readText(text: string, options?: TokenizeOptions): LexerResult {
    const result = this.read(text, options);
    if (options?.mode === 'partial') return result;
    const diagnostics = result.report?.diagnostics ?? [];
    const hasErrors = result.errors.length > 0;
    const isRead = !hasErrors && this.canRead(text, result);
    const cleaned = isRead && !mayHidePaste(text) ? null : this.cleaned(text, result);
    if (isRead && cleaned === null) {
      const report: RepairReport = { diagnostics, repairs: [], moved: [], slips: [] };
      return { ...result, report };
    }
    const read = cleaned === null ? result : this.read(cleaned.text, options);
    const source = cleaned?.text ?? text;
    withUnreadable(source, read);
    // Each text is tried once: without errors, what was not read as it is written needs repair.
    const isRight = (hasErrors || cleaned !== null) && this.canRead(source, read);
    const repaired = isRight ? { tokens: read.tokens, repairs: [], moved: [] } : this.repaired(source, read);
    const { tokens, repairs, moved } = cleaned?.place(read, repaired) ?? repaired;
    const report: RepairReport = { diagnostics, repairs, moved, slips: cleaned?.slips ?? [] };
    return { ...read, tokens, report };
  }

  private canRead(text: string, { tokens }: LexerResult): boolean {
    return canRead(text, tokens, this.parserStates, this.members);
  }

  private repaired(text: string, { tokens }: LexerResult): RepairedTokens {
    return repairTokens(text, tokens, this.parserStates, this.members, (pattern) => this.readSlashes(pattern));
  }

  /** The text without characters that people do not write as a part of it; null if it has none. */
  private cleaned(text: string, { tokens, hidden, errors }: LexerResult): CleanedText | null {
    const split = text.includes('\ufeff', 1) ? splitWords(text, [...tokens, ...hidden]) : [];
    const comments = hidden.map((comment) => ({ start: comment.startOffset, end: endOf(comment) }));
    for (const { offset } of errors) {
      if (text.startsWith('/*', offset)) comments.push({ start: offset, end: text.length });
    }
    const marks = pastedMarks(
      text,
      comments.filter(({ start, end }) => /[\r\n]/.test(text.slice(start, end))),
    );
    // What looks like a comment in a word may be of a string that is not closed where it was: `"a” at "https://…"`.
    const aside = comments.filter(({ start }) => start === 0 || /\s/.test(text.charAt(start - 1)));
    const isComment = offsetsIn(aside);
    marks.push(...leftOverBraces(text, tokens));
    const isMark = offsetsIn(marks.flatMap(({ reads }) => reads));
    const signs = lookAlikes(text, [...errors, ...split], (offset) => isComment(offset) || isMark(offset));
    return marks.length + signs.length === 0 ? null : new CleanedText(text, [...marks, ...signs]);
  }

  /**
   * The tokens that the grammar allows after a text, which need not be a whole file. Mistakes in it are repaired.
   * @param text the text before a caret
   */
  stateAfter(text: string): ParserState {
    const result = this.read(text);
    withUnreadable(text, result);
    return stateAfter(text, result.tokens, this.parserStates, this.members);
  }

  /**
   * Words that begin the members of a block.
   * @param rule the rule of the block, such as `Flow`
   */
  startersOf(rule: string): readonly string[] {
    const blocks = this.parserStates.blocks.filter((block) => block.rule === rule);
    const words = blocks.flatMap(({ state }) => state.expected.filter(({ kind }) => kind === 'word'));
    return [...new Set(words.map(({ text }) => text))];
  }

  /**
   * Words of the language in a block and its inner blocks.
   * @param rule the rule of the block, such as `Flow`
   */
  keywordsFrom(rule: string): readonly string[] {
    return this.parserStates.keywordsFrom(rule);
  }

  /** Reads an expression as words with slashes around them. */
  private readSlashes({ startOffset, startLine = 1, startColumn = 1, image }: Token): Token[] {
    const inner = image.replace(/^\/|\/i?$/g, ' ');
    const result = super.tokenize(inner);
    for (const slash of [0, image.lastIndexOf('/')]) {
      result.errors.push({ ...errorAt(inner, slash, 1), message: '' });
    }
    withUnreadable(image, result);
    return result.tokens.map((token) => ({
      ...token,
      startOffset: token.startOffset + startOffset,
      endOffset: (token.endOffset ?? token.startOffset) + startOffset,
      startLine,
      endLine: startLine,
      startColumn: (token.startColumn ?? 1) + startColumn - 1,
      endColumn: (token.endColumn ?? 1) + startColumn - 1,
    }));
  }

  private read(text: string, options?: TokenizeOptions): LexerResult {
    const long = longLines(text);
    const result = this.readUnclosed(long.length > 0 ? withoutEnds(text, long) : text, options);
    for (const { offset } of long) result.errors.push({ ...errorAt(text, offset, 1), message: TOO_LONG });
    limitDepth(text, result);
    return result;
  }

  private readUnclosed(text: string, options?: TokenizeOptions): LexerResult {
    const result = super.tokenize(text, options);
    const strings: UnclosedString[] = [];
    const errors: LexingError[] = [];
    for (const error of result.errors) {
      // A string's content is no mistake of its own.
      if (error.offset < (strings.at(-1)?.end ?? 0)) continue;
      // The junk that the lexer skipped, and what comes right after it.
      const junk = text.slice(error.offset, error.offset + error.length + 1);
      const comment = junk.indexOf('/*');
      const string = junk.slice(0, error.length).indexOf('"');
      if (comment >= 0 && (string < 0 || comment < string)) return this.withoutComment(text, error.offset + comment);
      if (string < 0) {
        errors.push(error);
        continue;
      }
      if (string > 0) errors.push({ ...error, length: string });
      const start = error.offset + string;
      const place = { line: error.line ?? 1, column: (error.column ?? 1) + string };
      errors.push({ offset: start, length: 1, ...place, message: NOT_CLOSED });
      strings.push({ start, end: endOfString(text, start), ...place });
    }
    return strings.length === 0 ? result : this.withStrings(text, { ...result, errors }, strings);
  }

  /** Reads the text again up to an unclosed comment. */
  private withoutComment(text: string, start: number): LexerResult {
    const result = this.readUnclosed(text.slice(0, start));
    result.errors.push({ ...errorAt(text, start, 2), message: NOT_CLOSED });
    return result;
  }

  /** Puts one string each in place of the words that the unclosed ones were read as. */
  private withStrings(text: string, result: LexerResult, strings: readonly UnclosedString[]): LexerResult {
    const type = this.definition.STRING;
    const tokenTypeIdx = type?.tokenTypeIdx;
    if (type === undefined || tokenTypeIdx === undefined) return result;
    const made = strings.map(({ start, end, line, column }): Token => {
      const image = text.slice(start, end);
      const offsets = { startOffset: start, endOffset: end - 1 };
      const columns = { startColumn: column, endColumn: column + image.length - 1 };
      return { image, ...offsets, startLine: line, endLine: line, ...columns, tokenType: type, tokenTypeIdx };
    });
    const tokens = outside(result.tokens, strings).concat(made);
    tokens.sort((one, other) => one.startOffset - other.startOffset);
    return { ...result, tokens, hidden: outside(result.hidden, strings) };
  }
}

/** Whether characters of a pasted text may be read as if they belonged to it: a bullet as a message, a mark as a space. */
function mayHidePaste(text: string): boolean {
  return text.includes('\ufeff', 1) || mayHaveLetterBullets(text) || mayHaveTypedMembers(text);
}

/** Byte order marks within words, which the lexer takes for white space. */
function splitWords(text: string, tokens: readonly Token[]): UnlexedText[] {
  // Those in strings and comments are a part of these.
  const isInside = offsetsIn(
    tokens
      .filter(({ image }) => image.includes('\ufeff'))
      .map((token) => ({ start: token.startOffset, end: endOf(token) })),
  );
  return [...text.matchAll(/(?<=\w)\ufeff(?=\w)/g)].flatMap(({ index }) =>
    isInside(index) ? [] : [{ offset: index, length: 1 }],
  );
}

/** Moves what the lexer could not read from its errors to the tokens: no place in the grammar takes it. */
function withUnreadable(text: string, result: LexerResult): void {
  const isWord = ({ offset, message }: LexingError) => !ownMessages.has(message) && text.charAt(offset) !== '"';
  const unreadable = result.errors.filter(isWord);
  if (unreadable.length === 0) return;
  result.errors = result.errors.filter((error) => !isWord(error));
  const tokens = unreadable.map(({ offset, length, line = 1, column = 1 }): Token => {
    const image = text.slice(offset, offset + length);
    const lines = image.split(/\r\n|\r|\n/).length - 1;
    return {
      image,
      startOffset: offset,
      endOffset: offset + length - 1,
      startLine: line,
      endLine: line + lines,
      startColumn: column,
      endColumn: column + length - 1,
      tokenType: UNREADABLE_TYPE,
      tokenTypeIdx: UNREADABLE,
    };
  });
  result.tokens = [...result.tokens, ...tokens].sort((a, b) => a.startOffset - b.startOffset);
}

function errorAt(text: string, offset: number, length: number): LexingError & { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (const lineEnd of text.slice(0, offset).matchAll(/\r\n|\r|\n/g)) {
    line++;
    lineStart = lineEnd.index + lineEnd[0].length;
  }
  return { offset, length, line, column: offset - lineStart + 1, message: '' };
}

function limitDepth(text: string, result: LexerResult): void {
  let depth = 0;
  for (let index = 0; index < result.tokens.length; index++) {
    const token = result.tokens[index];
    if (token === undefined) return;
    if (token.image === '}') depth--;
    else if (token.image === '{' && ++depth > MAX_DEPTH) {
      result.tokens.length = index;
      result.errors.push({ ...errorAt(text, token.startOffset, 1), message: TOO_DEEP });
      return;
    }
  }
}
