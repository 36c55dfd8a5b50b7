import {
  type AstNode,
  Cancellation,
  DocumentState,
  type LangiumDocument,
  type LangiumDocumentFactory,
  TextDocument,
} from 'langium';
import type { DocumentAnalysis } from '../../check/index.js';
import { type AnalysisProvider, type ConferCoreServices, repairsOf } from '../../language/index.js';
import type { Position } from '../../timeline/types/timeline.js';
import type { CompletionContext, CompletionSite } from './completion-context.js';

/** The analysis of a file around the caret. */
export interface SpeculativeResult {
  readonly analysis: DocumentAnalysis;
  /** Maps a place of the analysis to the file as written. */
  readonly written: (position: Position) => Position;
}

/** A text and its analysis. */
interface CacheEntry {
  readonly uri: string;
  readonly text: string;
  readonly analysis: DocumentAnalysis;
  /** The tree that the places of the analysis refer to: it moves to another text when a phase is parsed again. */
  readonly root: AstNode;
}

/** Most files whose last readable text is kept; the one used longest ago goes first. */
const MAX_TEXTS = 8;

/**
 * Analyses a file without what is half written at the caret. While a word of a flow's member is missing, the parser
 * takes the next one for it, and what follows is lost: the analysis of that text knows less than the author has
 * written. Usually that text is what was there before the author began to write, and is already analyzed.
 */
export class SpeculativeAnalysis {
  private readonly factory: LangiumDocumentFactory;
  private readonly references: ConferCoreServices['references'];
  private readonly analysis: AnalysisProvider;
  /** The last text: while a word is typed, the text without it stays the same. */
  private last: CacheEntry | undefined;
  /** Per file the last text without a mistake, the latest file last. */
  private readonly readable = new Map<string, CacheEntry>();

  constructor(services: ConferCoreServices) {
    this.factory = services.shared.workspace.LangiumDocumentFactory;
    this.references = services.references;
    this.analysis = services.analysis.AnalysisProvider;
    const { DocumentBuilder } = services.shared.workspace;
    DocumentBuilder.onDocumentPhase(DocumentState.Validated, (document, token) => this.keep(document, token));
    // A change of another file may have changed the analysis of this one.
    DocumentBuilder.onUpdate((changed, deleted) => {
      const all = [...changed, ...deleted].map((uri) => uri.toString());
      for (const uri of this.readable.keys()) if (all.some((other) => other !== uri)) this.readable.delete(uri);
    });
  }

  /**
   * The analysis of the file around the caret.
   * @throws OperationCancelled if the token is canceled
   */
  async analyze(
    document: LangiumDocument,
    caret: CompletionContext,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<SpeculativeResult> {
    if (!isLossy(document, caret)) {
      return { analysis: await this.analysis.analyze(document, token), written: (position) => position };
    }
    const { textDocument } = document;
    const written = textDocument.getText();
    const rest = written.slice(caret.offset).replace(/^[\^\w\u00aa-\uffdc]+/, '');
    const entry =
      this.cached(document, written.slice(0, caret.fragmentStart), rest) ??
      (caret.sites.every(needsNoMember)
        ? this.cached(document, written.slice(0, caret.statementStart), rest)
        : undefined) ??
      (await this.anew(document, written.slice(0, caret.fragmentStart) + rest, token));
    return { analysis: entry.analysis, written: placesFrom(entry, textDocument) };
  }

  /** The analysis of a text, or of one that differs in the white space at the caret. */
  private cached(document: LangiumDocument, before: string, after: string): CacheEntry | undefined {
    const start = before.trimEnd();
    const end = after.trimStart();
    const uri = document.uri.toString();
    return [this.last, this.readable.get(uri)].find((entry) => {
      if (entry === undefined || entry.uri !== uri || entry.text.length < start.length + end.length) return false;
      if (entry.root.$cstNode?.root.fullText !== entry.text) return false;
      if (!entry.text.startsWith(start) || !entry.text.endsWith(end)) return false;
      return entry.text.slice(start.length, entry.text.length - end.length).trim() === '';
    });
  }

  private async anew(
    document: LangiumDocument,
    text: string,
    token: Cancellation.CancellationToken,
  ): Promise<CacheEntry> {
    const copy = this.factory.fromString(text, document.uri);
    copy.state = DocumentState.ComputedScopes;
    await this.references.Linker.link(copy, token);
    copy.state = DocumentState.Linked;
    const analysis = await this.analysis.analyze(copy, token);
    this.last = { uri: document.uri.toString(), text, analysis, root: copy.parseResult.value };
    return this.last;
  }

  private async keep(document: LangiumDocument, token: Cancellation.CancellationToken): Promise<void> {
    if (repairsOf(document).length > 0) return;
    const uri = document.uri.toString();
    this.readable.delete(uri);
    const analysis = await this.analysis.analyze(document, token);
    const root = document.parseResult.value;
    this.readable.set(uri, { uri, text: document.textDocument.getText(), analysis, root });
    const [oldest] = this.readable.keys();
    if (this.readable.size > MAX_TEXTS && oldest !== undefined) this.readable.delete(oldest);
  }
}

/** Places before the caret are the same in both texts, those after it are as far from the end. */
function placesFrom(entry: CacheEntry, textDocument: TextDocument): (position: Position) => Position {
  const written = textDocument.getText();
  const shorter = Math.min(entry.text.length, written.length);
  let same = 0;
  while (same < shorter && entry.text.charCodeAt(same) === written.charCodeAt(same)) same++;
  const analyzed = TextDocument.create(entry.uri, '', 0, entry.text);
  return (position) => {
    const offset = analyzed.offsetAt(position);
    return textDocument.positionAt(offset <= same ? offset : offset + written.length - entry.text.length);
  };
}

/** Whether a place can be completed without the member that it is in. */
function needsNoMember(site: CompletionSite): boolean {
  switch (site.kind) {
    case 'realized-phase':
    case 'new-phase-name':
    case 'state':
    case 'value':
    case 'role':
      return true;
    case 'target':
      return site.from === null;
    default:
      return false;
  }
}

function isLossy(document: LangiumDocument, caret: CompletionContext): boolean {
  if (caret.flow === null || caret.fragmentStart >= caret.offset) return false;
  // Inside the braces of a phase the parser finds its way again by itself.
  if (caret.phase !== null) return false;
  if (repairsOf(document).length > 0) return true;
  // A scenario's braces may hold nothing.
  if (caret.sites.every(({ kind }) => kind === 'scenario-phase')) return false;
  // Every word can be a name: without one at the caret, the next member's first word may have been read as it.
  return (
    caret.wordStart === caret.offset &&
    !/^[\^\w\u00aa-\uffdc]/.test(document.textDocument.getText().slice(caret.offset, caret.offset + 1))
  );
}
