import {
  type AstNode,
  Cancellation,
  type CstNode,
  DocumentState,
  EmptyFileSystem,
  isAstNode,
  isCompositeCstNode,
  isOperationCancelled,
  isReference,
  type LangiumDocument,
  TextDocument,
  URI,
} from 'langium';
import type { FlowAnalysis } from '../../check/flow-analysis.js';
import { buildTimeline } from '../../check/timeline/timeline-builder.js';
import { repairsOf } from '../../language/recovery/confer-lexer.js';
import { sharedParserModule } from '../../language/shared-parser.js';
import { createConferLspServices } from '../../server/confer-lsp-module.js';
import type { ConferServices } from '../../server/confer-lsp-services.js';
import type { PatchedMethod } from '../../server/protocol/answer-patch.js';

const uri = URI.parse('file:///workspace/open.confer');
const other = URI.parse('file:///workspace/other.confer');

/** A file that is open in an editor, with everything that a server answers about it. */
export class OpenFile {
  private version = 0;

  private constructor(
    private readonly services: ConferServices,
    private readonly texts: TextDocument,
  ) {}

  /** @param imported text of `other.confer` */
  static async open(text: string, imported = ''): Promise<OpenFile> {
    const services = createConferLspServices(EmptyFileSystem, sharedParserModule).Confer;
    const { workspace, lsp } = services.shared;
    void services.lsp.CompletionProvider;
    await lsp.LanguageServer.initialize({ processId: null, rootUri: null, workspaceFolders: null, capabilities: {} });
    await workspace.WorkspaceManager.initializeWorkspace([]);
    const texts = TextDocument.create(uri.toString(), 'confer', 0, text);
    workspace.TextDocuments.set(texts);
    workspace.TextDocuments.set(TextDocument.create(other.toString(), 'confer', 0, imported));
    await workspace.DocumentBuilder.update([other, uri], []);
    return new OpenFile(services, texts);
  }

  get document(): LangiumDocument {
    const document = this.services.shared.workspace.LangiumDocuments.getDocument(uri);
    if (document === undefined) throw new Error('The file is not open.');
    return document;
  }

  /** The analyses of the file's flows. */
  async flows(): Promise<readonly FlowAnalysis[]> {
    return (await this.services.analysis.AnalysisProvider.analyze(this.document)).flows;
  }

  /** Whether the parser could read the text without repair. */
  get isReadable(): boolean {
    const { parseResult } = this.document;
    const errors = parseResult.lexerErrors.length + parseResult.parserErrors.length;
    return errors + repairsOf({ parseResult }).length === 0;
  }

  /** Replaces the text, and sends the changed stretch as an editor does. */
  async write(text: string): Promise<void> {
    TextDocument.update(this.texts, [{ text }], ++this.version);
    await this.services.shared.workspace.DocumentBuilder.update([uri], []);
  }

  /** Replaces the text, and calls its build off when the file has been read, indexed, linked and so on, so many times. */
  async begin(text: string, phases: number): Promise<void> {
    TextDocument.update(this.texts, [{ text }], ++this.version);
    const { DocumentBuilder } = this.services.shared.workspace;
    const source = new Cancellation.CancellationTokenSource();
    let left = phases;
    const states = [
      DocumentState.Parsed,
      DocumentState.IndexedContent,
      DocumentState.ComputedScopes,
      DocumentState.Linked,
    ];
    const listeners = states.map((state) =>
      DocumentBuilder.onDocumentPhase(state, () => {
        if (left-- === 0) source.cancel();
      }),
    );
    try {
      await DocumentBuilder.update([uri], [], source.token);
    } catch (error) {
      if (!isOperationCancelled(error)) throw error;
    } finally {
      for (const listener of listeners) listener.dispose();
    }
  }

  /** Replaces the text of the file that this one may import, in the same update as its own where one is given. */
  async writeOther(imported: string, text?: string): Promise<void> {
    const { workspace } = this.services.shared;
    const texts = workspace.TextDocuments.get(other);
    if (texts === undefined) throw new Error('The other file is not open.');
    TextDocument.update(texts, [{ text: imported }], ++this.version);
    if (text !== undefined) TextDocument.update(this.texts, [{ text }], ++this.version);
    await workspace.DocumentBuilder.update(text === undefined ? [other] : [uri, other], []);
  }

  /** What is answered to the requests whose answers are as long as the file. @param offset of the caret */
  async longAnswers(offset: number): Promise<Record<PatchedMethod, unknown>> {
    const { document } = this;
    const { lsp } = this.services;
    const textDocument = { uri: uri.toString() };
    const range = { start: { line: 0, character: 0 }, end: document.textDocument.positionAt(Number.MAX_VALUE) };
    const at = { textDocument, position: document.textDocument.positionAt(offset) };
    return {
      'textDocument/documentSymbol': await lsp.DocumentSymbolProvider?.getSymbols(document, { textDocument }),
      'textDocument/foldingRange': await lsp.FoldingRangeProvider?.getFoldingRanges(document, { textDocument }),
      'textDocument/codeLens': await lsp.CodeLensProvider?.provideCodeLens(document, { textDocument }),
      'textDocument/inlayHint': await lsp.InlayHintProvider?.getInlayHints(document, { textDocument, range }),
      'textDocument/documentHighlight':
        (await lsp.DocumentHighlightProvider?.getDocumentHighlight(document, at)) ?? null,
    };
  }

  /** The tree, its links and everything that leaves the server, as plain text that can be compared. */
  async everything(offset: number): Promise<string[]> {
    const { document } = this;
    const { lsp, analysis } = this.services;
    const textDocument = { uri: uri.toString() };
    const position = document.textDocument.positionAt(offset);
    const at = { textDocument, position };
    const found = await analysis.AnalysisProvider.analyze(document);
    const long = await this.longAnswers(offset);
    const parts: Record<string, unknown> = {
      tree: treeOf(document.parseResult.value),
      words: wordsOf(document.parseResult.value.$cstNode),
      links: document.references.map((reference) => linkOf(reference)),
      findings: found.findings,
      suppressed: found.suppressed,
      diagnostics: document.diagnostics,
      timelines: found.flows.map((flow) => buildTimeline(found, flow)),
      symbols: long['textDocument/documentSymbol'],
      tokens: (await lsp.SemanticTokenProvider?.semanticHighlight(document, { textDocument }))?.data,
      folding: long['textDocument/foldingRange'],
      lenses: long['textDocument/codeLens'],
      hints: long['textDocument/inlayHint'],
      highlights: long['textDocument/documentHighlight'],
      completion: await lsp.CompletionProvider?.getCompletion(document, at),
      hover: await lsp.HoverProvider?.getHoverContent(document, at),
      definition: await lsp.DefinitionProvider?.getDefinition(document, at),
      uses: await lsp.ReferencesProvider?.findReferences(document, { ...at, context: { includeDeclaration: true } }),
    };
    return Object.entries(parts).map(([name, part]) => `${name} ${JSON.stringify(part, withMaps, 1)}`);
  }
}

/** Without what a finding was made of, which is no plain data. */
function withMaps(key: string, value: unknown): unknown {
  if (key === 'origin') return undefined;
  if (value instanceof Map || value instanceof Set) return [...value];
  return value;
}

/** A node with its place, what it holds in the order it holds it, and what it refers to. */
function treeOf(node: AstNode): unknown {
  const { $cstNode: written } = node;
  const properties = Object.entries(node)
    .filter(([name]) => !name.startsWith('$'))
    .map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) ? value.map(plainValue) : plainValue(value),
    ]);
  return {
    type: node.$type,
    path: `${node.$containerProperty}@${node.$containerIndex} of ${node.$container?.$type}`,
    place: [written?.offset, written?.end, written?.range, written?.astNode === node],
    properties,
  };
}

function plainValue(value: unknown): unknown {
  if (isAstNode(value)) return treeOf(value);
  return isReference(value) ? linkOf(value) : value;
}

function linkOf(reference: LangiumDocument['references'][number]): unknown {
  if (!isReference(reference)) return undefined;
  const { $refText: text, $refNode: node, $nodeDescription: described, ref, error } = reference;
  return [text, node?.offset, node?.range, described?.path, ref?.$type, ref?.$cstNode?.range, error?.message];
}

/** The concrete tree: every word and comment with its place. */
function wordsOf(node: CstNode | undefined): unknown {
  if (node === undefined) return undefined;
  const place = [node.offset, node.end, node.range, node.text, node.hidden, node.astNode.$type];
  return isCompositeCstNode(node) ? [...place, node.content.map(wordsOf)] : place;
}
