import type { LangiumDocument, ParseResult } from 'langium';
import type { Range } from '../../timeline/types/timeline.js';
import { nearestNames } from '../compile/nearest-name.js';
import { type BraceReport, readBraces } from '../syntax/braces.js';
import { unreadableCharacter } from '../syntax/characters.js';
import { tooDeep, tooLong } from '../syntax/confer-lexer.js';
import { misplacedInPhases } from '../syntax/phase-mistakes.js';
import type { Finding, RelatedPlace } from './finding.js';

type ParserError = ParseResult['parserErrors'][number];

/** A mistake before it is known whether another on its line comes first. */
interface Mistake {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
}

/** More than this helps nobody: the file is something else than it says. */
const maxFindings = 100;

/**
 * What cannot be read in a document.
 * @returns one finding per mistake, the first of its line, in source order; empty where everything can be read
 */
export function syntaxFindings(document: LangiumDocument): Finding[] {
  const { lexerErrors, parserErrors } = document.parseResult;
  const misplaced = misplacedInPhases(document.parseResult.value);
  if (lexerErrors.length + parserErrors.length + misplaced.length === 0) return [];
  const text = document.textDocument.getText();
  const binary = text.indexOf('\0');
  if (binary >= 0) {
    const message = 'This file is not text: it holds a zero byte here. A Confer file is plain UTF-8 text.';
    return [toFinding(document, { offset: binary, length: 1, message })];
  }
  const reader = new MistakeReader(document, text);
  const mistakes: Mistake[] = [...misplaced];
  for (const error of lexerErrors.slice(0, 10 * maxFindings)) {
    const { offset, length, message } = error;
    const limit = message === tooLong || message === tooDeep;
    mistakes.push({ offset, ...(limit ? { length, message } : unreadableCharacter(text, offset, length)) });
  }
  // Where reading stopped before the end, that the file ends too early says nothing new.
  const cut = lexerErrors.some((error) => error.message === tooDeep || text.startsWith('/*', error.offset));
  for (const error of parserErrors.slice(0, 10 * maxFindings)) {
    if (!cut || !isAtEnd(error)) mistakes.push(reader.parserMistake(error));
  }
  return reader.firstOfEachLine(mistakes).map((mistake) => toFinding(document, mistake));
}

/**
 * Leaves out what else is found on lines that cannot be read: it rests on a misreading.
 * @param findings everything found, the syntax errors included
 */
export function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const lines = new Set<number>();
  for (const { code, range } of findings) if (code === 'syntax-error') lines.add(range.start.line);
  if (lines.size === 0) return [...findings];
  return findings.filter(({ code, range }) => code === 'syntax-error' || !lines.has(range.start.line));
}

class MistakeReader {
  private readonly braces: BraceReport;

  constructor(
    private readonly document: LangiumDocument,
    private readonly text: string,
  ) {
    this.braces = readBraces(text);
  }

  parserMistake(error: ParserError): Mistake {
    const expected = error.message;
    const { token } = error;
    if (isAtEnd(error)) return this.atEnd(expected);
    const offset = token.startOffset;
    const length = token.image.length;
    const found = token.image.length > 40 ? `${token.image.slice(0, 40)}…` : token.image;
    if (found === '}' && this.braces.unclosed === undefined && expected.startsWith('"flow"')) {
      return { offset, length, message: 'This "}" closes nothing: leave it out, or open the block it ends with "{".' };
    }
    const word = expected === '"is"' ? wordBefore(this.text, offset) : undefined;
    if (word !== undefined) {
      const meant = nearestNames(word.text, ['party', 'system', 'start', 'phase', 'scenario'])[0];
      const advice =
        meant === undefined
          ? 'a member of the flow is "party", "system", "start", "phase", "scenario", or a fact ("fact is value").'
          : `did you mean "${meant}"?`;
      return { offset: word.offset, length: word.text.length, message: `"${word.text}" cannot stand here: ${advice}` };
    }
    const meant = expected.startsWith('"flow"')
      ? nearestNames(found, ['flow', 'model', 'protocol', 'event', 'request', 'message', 'import'])[0]
      : undefined;
    const early = this.startsLine(offset) && !expected.includes('"}"');
    const wanted = early ? `the text before it is not complete, expected ${expected}.` : `expected ${expected}.`;
    return {
      offset,
      length,
      message: `"${found}" cannot stand here: ${meant === undefined ? wanted : `did you mean "${meant}"?`}`,
    };
  }

  /** The file ends too early: marked is its last word, for there is nothing to mark behind it. */
  private atEnd(expected: string): Mistake {
    const last = lastWord(this.text);
    const brace = this.braces.suspect?.brace ?? this.braces.unclosed;
    if (brace !== undefined && expected.endsWith('"}"')) {
      return {
        ...last,
        message: `The "{" of line ${brace.line + 1} is never closed: write "}" where its block ends.`,
        related: [this.opened(brace.offset)],
      };
    }
    return { ...last, message: `The file ends where it should go on: expected ${expected}.` };
  }

  /**
   * The first mistake of each line, with the brace named that is behind it where there is one. A line that is faulty
   * from its first word on only shows that the faulty line before it was not complete.
   */
  firstOfEachLine(mistakes: readonly Mistake[]): Mistake[] {
    const faulty = new Set<number>();
    const found: Mistake[] = [];
    for (const mistake of [...mistakes].sort((a, b) => a.offset - b.offset)) {
      const { line } = this.document.textDocument.positionAt(mistake.offset);
      if (faulty.has(line)) continue;
      faulty.add(line);
      const named = this.withBrace(mistake, line);
      if (named === mistake && this.startsLine(mistake.offset) && faulty.has(this.lineBefore(mistake.offset))) continue;
      found.push(named);
      if (found.length >= maxFindings) break;
    }
    return found;
  }

  private startsLine(offset: number): boolean {
    return /(^|[\r\n])[ \t]*$/.test(this.text.slice(Math.max(0, offset - 200), offset));
  }

  /** Line of the last word before a place, -1 where there is none. */
  private lineBefore(offset: number): number {
    const before = this.text.slice(0, offset).trimEnd();
    if (before === '') return -1;
    return this.document.textDocument.positionAt(before.length).line;
  }

  private withBrace(mistake: Mistake, line: number): Mistake {
    const { suspect } = this.braces;
    if (suspect === undefined || suspect.beforeLine !== line) return mistake;
    const start = this.document.textDocument.offsetAt({ line, character: 0 });
    const word = /\s*([\w^]+|\S)/y;
    word.lastIndex = start;
    const first = word.exec(this.text);
    const text = first?.[1] ?? '';
    return {
      offset: first === null ? mistake.offset : start + first[0].length - text.length,
      length: first === null ? mistake.length : text.length,
      message: `"${text}" cannot stand here: the "{" of line ${suspect.brace.line + 1} is not closed yet. Write "}" before this line.`,
      related: [this.opened(suspect.brace.offset)],
    };
  }

  private opened(offset: number): RelatedPlace {
    const range = rangeOf(this.document, offset, 1);
    return { uri: this.document.uri.toString(), range, message: 'The "{" that is not closed.' };
  }
}

function isAtEnd({ token }: ParserError): boolean {
  return Number.isNaN(token.startOffset) || token.startOffset < 0;
}

function toFinding(document: LangiumDocument, mistake: Mistake): Finding {
  return {
    code: 'syntax-error',
    severity: 'error',
    message: mistake.message,
    range: rangeOf(document, mistake.offset, mistake.length),
    related: mistake.related ?? [],
    data: {},
  };
}

function rangeOf(document: LangiumDocument, offset: number, length: number): Range {
  return {
    start: document.textDocument.positionAt(offset),
    end: document.textDocument.positionAt(offset + length),
  };
}

function wordBefore(text: string, offset: number): { offset: number; text: string } | undefined {
  const before = /([\w^]+)\s*$/.exec(text.slice(Math.max(0, offset - 200), offset));
  const word = before?.[1];
  return word === undefined ? undefined : { offset: offset - (before?.[0].length ?? 0), text: word };
}

function lastWord(text: string): { offset: number; length: number } {
  let last = { offset: 0, length: 0 };
  const words = /"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*|[\w^]+|->|\S/g;
  for (const match of text.matchAll(words)) {
    if (!/^\/[/*]/.test(match[0])) last = { offset: match.index, length: match[0].length };
  }
  return last;
}
