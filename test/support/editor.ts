import { EmptyFileSystem, type LangiumDocument, URI } from 'langium';
import type { CompletionItem, CompletionList, Hover, Position, Range } from 'vscode-languageserver';
import { sharedParserModule } from '../../language/shared-parser.js';
import { createConferLspServices } from '../../server/confer-lsp-module.js';
import type { ConferServices } from '../../server/confer-lsp-services.js';
import { sharedModels } from './fixtures.js';

/** Marks the caret in a text. */
const mark = '¦';

/** The language server's services over files in memory, asked as an editor would ask. */
export class TestEditor {
  readonly services: ConferServices;
  private readonly carets = new Map<string, Position>();

  private constructor() {
    this.services = createConferLspServices(EmptyFileSystem, sharedParserModule).Confer;
  }

  /** @param files text by path; `¦` marks the caret */
  static async open(files: Record<string, string> | string): Promise<TestEditor> {
    const editor = new TestEditor();
    const { workspace, lsp } = editor.services.shared;
    lsp.LanguageServer.onInitialize(() => {});
    // Services are made when they are first asked for: this one listens to what the editor can do.
    void editor.services.lsp.CompletionProvider;
    await lsp.LanguageServer.initialize({
      processId: null,
      rootUri: null,
      workspaceFolders: null,
      capabilities: {
        textDocument: { completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } } },
      },
    });
    await workspace.WorkspaceManager.initializeWorkspace([]);
    await editor.build(typeof files === 'string' ? { 'test.confer': files } : files);
    return editor;
  }

  /** Puts another text in the place of a file's; `¦` marks the caret. */
  async rewrite(text: string, path = 'test.confer'): Promise<void> {
    const { LangiumDocuments, IndexManager } = this.services.shared.workspace;
    LangiumDocuments.deleteDocument(this.uri(path));
    IndexManager.remove(this.uri(path));
    await this.build({ [path]: text });
  }

  /** Builds the models that fixtures import, where their imports look for them. */
  async addSharedModels(): Promise<void> {
    const { workspace } = this.services.shared;
    const documents = [...sharedModels()].map(([path, text]) =>
      workspace.LangiumDocumentFactory.fromString(text, URI.parse(`file:///${path}`)),
    );
    for (const document of documents) workspace.LangiumDocuments.addDocument(document);
    await workspace.DocumentBuilder.build(documents, { validation: true });
  }

  private async build(files: Record<string, string>): Promise<void> {
    const { workspace } = this.services.shared;
    const documents = Object.entries(files).map(([path, text]) => {
      const uri = this.uri(path);
      const caret = text.indexOf(mark);
      const document = workspace.LangiumDocumentFactory.fromString(text.replace(mark, ''), uri);
      if (caret >= 0) this.carets.set(path, document.textDocument.positionAt(caret));
      workspace.LangiumDocuments.addDocument(document);
      return document;
    });
    await workspace.DocumentBuilder.build(documents, { validation: true });
  }

  uri(path = 'test.confer'): URI {
    return URI.parse(`file:///workspace/${path}`);
  }

  document(path = 'test.confer'): LangiumDocument {
    const document = this.services.shared.workspace.LangiumDocuments.getDocument(this.uri(path));
    if (document === undefined) throw new Error(`${path} is not open`);
    return document;
  }

  /** The position of the mark, or of a text. */
  at(path = 'test.confer', needle?: string): { textDocument: { uri: string }; position: Position } {
    const { textDocument } = this.document(path);
    const index = needle === undefined ? -1 : textDocument.getText().indexOf(needle);
    const position = needle === undefined ? this.carets.get(path) : textDocument.positionAt(index);
    if (position === undefined || (needle !== undefined && index < 0)) throw new Error(`no place in ${path}`);
    return { textDocument: { uri: this.uri(path).toString() }, position };
  }

  /** A place as `path text`. */
  textAt(uri: string, range: Range): string {
    const path = uri.replace('file:///workspace/', '');
    const document = this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
    return `${path} ${document?.textDocument.getText(range) ?? ''}`;
  }

  /** What is offered at the mark, the first first. */
  async completions(path = 'test.confer', trigger?: string): Promise<CompletionItem[]> {
    const context = trigger === undefined ? {} : { context: { triggerKind: 2 as const, triggerCharacter: trigger } };
    const list = await this.services.lsp.CompletionProvider?.getCompletion(this.document(path), {
      ...this.at(path),
      ...context,
    });
    return sorted(list);
  }

  /** What is offered at an offset, in any order. */
  async completionsAt(offset: number, path = 'test.confer'): Promise<CompletionItem[]> {
    const document = this.document(path);
    const list = await this.services.lsp.CompletionProvider?.getCompletion(document, {
      textDocument: { uri: document.uri.toString() },
      position: document.textDocument.positionAt(offset),
    });
    return list?.items ?? [];
  }

  /** The text after an item of the list at the mark is taken. */
  async accept(label: string, path = 'test.confer'): Promise<string> {
    const item = (await this.completions(path)).find((candidate) => candidate.label === label);
    if (item?.textEdit === undefined || !('range' in item.textEdit)) throw new Error(`"${label}" is not offered`);
    const { textDocument } = this.document(path);
    const edits = [item.textEdit, ...(item.additionalTextEdits ?? [])].map(({ range, newText }) => ({
      start: textDocument.offsetAt(range.start),
      end: textDocument.offsetAt(range.end),
      newText: newText.replaceAll('\t', '  '),
    }));
    let text = textDocument.getText();
    for (const { start, end, newText } of edits.sort((a, b) => b.start - a.start)) {
      text = text.slice(0, start) + newText + text.slice(end);
    }
    return text;
  }

  /** The hover text at the first occurrence of a text; empty if there is none. */
  async hover(needle: string, path = 'test.confer'): Promise<string> {
    return hoverText(
      await this.services.lsp.HoverProvider?.getHoverContent(this.document(path), this.at(path, needle)),
    );
  }
}

function sorted(list: CompletionList | undefined): CompletionItem[] {
  return [...(list?.items ?? [])].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

function hoverText(hover: Hover | undefined): string {
  return hover !== undefined && typeof hover.contents === 'object' && 'value' in hover.contents
    ? hover.contents.value
    : '';
}
