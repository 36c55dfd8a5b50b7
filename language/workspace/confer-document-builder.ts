import type { BuildOptions, Disposable, LangiumDocument, URI } from 'langium';
import { Cancellation, DefaultDocumentBuilder, DocumentState, isOperationCancelled, OperationCancelled } from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import { isLibraryUri } from '../library/library.js';
import type { LibraryDocuments } from '../library/library-documents.js';
import type { KeptLinks } from '../reparse/kept-links.js';
import type { ImportGraph } from './import-graph.js';
import type { ImportLoader } from './import-loader.js';

/** Builds documents together with what they import, and again when something they import changes. */
export class ConferDocumentBuilder extends DefaultDocumentBuilder {
  private readonly loader: ImportLoader;
  private readonly graph: ImportGraph;
  private readonly library: LibraryDocuments;
  private readonly keptLinks: KeptLinks;
  private dependents: { readonly of: ReadonlySet<string>; readonly uris: ReadonlySet<string> } | undefined;

  constructor(services: ConferSharedCoreServices) {
    super(services);
    this.loader = services.workspace.ImportLoader;
    this.graph = services.workspace.ImportGraph;
    this.library = services.workspace.LibraryDocuments;
    this.keptLinks = services.workspace.KeptLinks;
  }

  override updateBuildOptions: BuildOptions = { validation: true };

  /**
   * Opening a file of the library in an editor, or closing it, changes nothing about it: its text is fixed, and
   * everything is linked to it. Only its findings depend on whether it is open.
   */
  override async update(changed: URI[], deleted: URI[], token?: Cancellation.CancellationToken): Promise<void> {
    const own = (uri: URI) => !isLibraryUri(uri);
    for (const uri of [...changed, ...deleted]) {
      const library = own(uri) ? undefined : this.library.document(uri);
      if (library !== undefined) this.resetToState(library, DocumentState.IndexedReferences);
    }
    await super.update(changed.filter(own), deleted.filter(own), token);
  }

  /** What a document was linked to is kept while it is read again: mostly little of it changes. */
  override resetToState(document: LangiumDocument, state: DocumentState): void {
    const readsAgain = state < DocumentState.Parsed && document.state >= DocumentState.IndexedReferences;
    if (readsAgain && this.textDocuments?.get(document.uri) !== undefined) this.keptLinks.take(document);
    super.resetToState(document, state);
  }

  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    token: Cancellation.CancellationToken,
  ): Promise<void> {
    this.prepareBuild(documents, options);
    await this.runCancelable(documents, DocumentState.Parsed, token, (document) => this.parse(document, token));
    const present = documents.filter((document) => this.langiumDocuments.hasDocument(document.uri));
    const loaded = await this.loader.loadMissing(present, token);
    const importers = this.staleImporters(loaded, present);
    await super.buildDocuments([...present, ...loaded, ...importers], options, token);
  }

  /** Reads and parses; a file that is gone, or may not be read any more, is forgotten like a deleted one. */
  private async parse(document: LangiumDocument, token: Cancellation.CancellationToken): Promise<void> {
    try {
      await this.langiumDocumentFactory.update(document, token);
    } catch (error) {
      if (isOperationCancelled(error) || (await this.canBeRead(document.uri))) throw error;
      this.langiumDocuments.deleteDocument(document.uri);
      this.cleanUpDeleted(document);
      await this.emitUpdate([], [document.uri]);
    }
  }

  /**
   * Waits until a document is in a state, as it is written now: while a change waits for its turn, what was built of
   * the text before it answers nothing.
   */
  protected override async awaitDocumentState(
    state: DocumentState,
    uri: URI,
    token: Cancellation.CancellationToken,
  ): Promise<URI> {
    for (;;) {
      const document = this.langiumDocuments.getDocument(uri);
      if (document === undefined || !isOutdated(document)) break;
      await this.nextParse(uri, token);
    }
    return this.untilDeleted(uri, token, (own) => super.awaitDocumentState(state, uri, own));
  }

  /** Calls a wait off when the document goes: nothing would end it otherwise. */
  private async untilDeleted<T>(
    uri: URI,
    token: Cancellation.CancellationToken,
    wait: (token: Cancellation.CancellationToken) => Promise<T>,
  ): Promise<T> {
    const source = new Cancellation.CancellationTokenSource();
    const listeners = [
      token.onCancellationRequested(() => source.cancel()),
      this.onUpdate((_, deleted) => {
        if (deleted.some((other) => other.toString() === uri.toString())) source.cancel();
      }),
    ];
    if (token.isCancellationRequested) source.cancel();
    try {
      return await wait(source.token);
    } finally {
      for (const listener of listeners) listener.dispose();
      source.dispose();
    }
  }

  /** Waits until a document is parsed again, or gone. @throws OperationCancelled where the token asks for it */
  private async nextParse(uri: URI, token: Cancellation.CancellationToken): Promise<void> {
    const key = uri.toString();
    const waiting: Disposable[] = [];
    try {
      await new Promise<void>((resolve, reject) => {
        const isMeant = (other: URI) => other.toString() === key;
        waiting.push(
          this.onDocumentPhase(DocumentState.Parsed, (parsed) => {
            if (isMeant(parsed.uri)) resolve();
          }),
          this.onUpdate((_, deleted) => {
            if (deleted.some(isMeant)) resolve();
          }),
          token.onCancellationRequested(() => reject(OperationCancelled)),
        );
        if (token.isCancellationRequested) reject(OperationCancelled);
      });
    } finally {
      for (const listener of waiting) listener.dispose();
    }
  }

  private async canBeRead(uri: URI): Promise<boolean> {
    if (this.textDocuments?.get(uri) !== undefined) return true;
    try {
      await this.fileSystemProvider.readFile(uri);
      return true;
    } catch {
      return false;
    }
  }

  protected override shouldRelink(document: LangiumDocument, changedUris: Set<string>): boolean {
    if (this.dependents?.of !== changedUris) {
      this.dependents = { of: changedUris, uris: this.graph.dependentsOf(changedUris) };
    }
    return this.dependents.uris.has(document.uri.toString());
  }

  /** A file that was missing when others imported it, and that exists now without a notification. */
  private staleImporters(loaded: readonly LangiumDocument[], building: readonly LangiumDocument[]): LangiumDocument[] {
    if (loaded.length === 0) return [];
    const dependents = this.graph.dependentsOf(new Set(loaded.map((document) => document.uri.toString())));
    const stale = this.langiumDocuments.all
      .filter((document) => dependents.has(document.uri.toString()))
      .filter((document) => !building.includes(document) && !loaded.includes(document))
      .toArray();
    for (const document of stale) this.resetToState(document, DocumentState.ComputedScopes);
    return stale;
  }
}

/** Whether the editor has another text than the one that was parsed. The library's never changes. */
function isOutdated({ uri, parseResult, textDocument }: LangiumDocument): boolean {
  const parsed = parseResult.value.$cstNode?.root.fullText;
  return parsed !== undefined && !isLibraryUri(uri) && parsed !== textDocument.getText();
}
