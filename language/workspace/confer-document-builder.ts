import type { BuildOptions, Disposable, LangiumDocument, URI } from 'langium';
import { Cancellation, DefaultDocumentBuilder, DocumentState, isOperationCancelled, OperationCancelled } from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import { isLibraryUri } from '../library/library.js';
import type { LibraryDocuments } from '../library/library-documents.js';
import type { KeptLinks } from '../reparse/kept-links.js';
import { type FilesAtRest, isAtRest } from './files-at-rest.js';
import type { ImportGraph } from './import-graph.js';
import type { ImportLoader } from './import-loader.js';
import type { ImportResolver } from './import-resolver.js';
import type { ReadAhead } from './read-ahead.js';

/** Files that are built together, from their text to their problems. Small: their trees are young when they go. */
const SLICE = 8;

/** Builds documents together with what they import, and again when something they import changes. */
export class ConferDocumentBuilder extends DefaultDocumentBuilder {
  private readonly loader: ImportLoader;
  private readonly graph: ImportGraph;
  private readonly library: LibraryDocuments;
  private readonly keptLinks: KeptLinks;
  private readonly imports: ImportResolver;
  private readonly atRest: FilesAtRest;
  private readonly readAhead: ReadAhead;
  /** Addresses of the files of this build whose slice has not begun. */
  private waiting: Set<string> = new Set();
  /** Files of this build that are checked, and of which listeners have not heard yet. */
  private readonly validated: Set<LangiumDocument> = new Set();
  private isLastSlice = true;
  private dependents: { readonly of: ReadonlySet<string>; readonly uris: ReadonlySet<string> } | undefined;

  constructor(services: ConferSharedCoreServices) {
    super(services);
    this.loader = services.workspace.ImportLoader;
    this.graph = services.workspace.ImportGraph;
    this.library = services.workspace.LibraryDocuments;
    this.keptLinks = services.workspace.KeptLinks;
    this.imports = services.workspace.ImportResolver;
    this.atRest = services.workspace.FilesAtRest;
    this.readAhead = services.workspace.ReadAhead;
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

  /** A document's links are kept while it is parsed again: usually few of them change. */
  override resetToState(document: LangiumDocument, state: DocumentState): void {
    const readsAgain = state < DocumentState.Parsed && document.state >= DocumentState.IndexedReferences;
    if (state < DocumentState.Linked) this.atRest.forget(document, 'links');
    if (readsAgain && !isAtRest(document) && this.textDocuments?.get(document.uri) !== undefined) {
      this.keptLinks.take(document);
    }
    super.resetToState(document, state);
  }

  /**
   * Builds the files in editors first, then the rest in slices: the results of a slice can be released before the next.
   */
  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    token: Cancellation.CancellationToken,
  ): Promise<void> {
    this.prepareBuild(documents, options);
    const slices = this.slices(documents);
    this.waiting = new Set(documents.map(({ uri }) => uri.toString()));
    try {
      for (const [index, slice] of slices.entries()) {
        for (const { uri } of slice) this.waiting.delete(uri.toString());
        this.isLastSlice = index === slices.length - 1;
        this.beginReading(slices[index + 1] ?? []);
        this.currentState = DocumentState.Changed;
        await this.buildSlice(slice, options, token);
      }
    } catch (error) {
      // A canceled build is completed by the next one; a failed one is not.
      if (!isOperationCancelled(error)) this.waiting.clear();
      throw error;
    } finally {
      this.readAhead.clear();
    }
  }

  /** Lets the disk work on the next slice while this one is parsed. */
  private beginReading(slice: readonly LangiumDocument[]): void {
    const isUnread = ({ uri, state }: LangiumDocument) =>
      state < DocumentState.Parsed && this.textDocuments?.get(uri) === undefined;
    this.readAhead.begin(slice.filter(isUnread));
  }

  /** The files that an editor shows, and the others in small parts; one part if there is no editor. */
  private slices(documents: readonly LangiumDocument[]): LangiumDocument[][] {
    const isShown = ({ uri }: LangiumDocument) => this.textDocuments?.get(uri) !== undefined;
    if (this.textDocuments === undefined || documents.length <= SLICE) return [[...documents]];
    const shown = documents.filter(isShown);
    const others = documents.filter((document) => !isShown(document));
    const slices = shown.length === 0 ? [] : [shown];
    for (let index = 0; index < others.length; index += SLICE) slices.push(others.slice(index, index + SLICE));
    return slices;
  }

  /**
   * Listeners hear of each state that a document reaches, even if the build is canceled right then, as Langium says
   * and does not do. The document is complete, so no later build would report them: its diagnostics would stay unsent,
   * and a request would wait for the next edit. A text that has changed since is built again anyway.
   */
  protected override notifyDocumentPhase(
    document: LangiumDocument,
    state: DocumentState,
    token: Cancellation.CancellationToken,
  ): Promise<void> {
    const willBeBuiltAgain = token.isCancellationRequested && isOutdated(document);
    return super.notifyDocumentPhase(document, state, willBeBuiltAgain ? token : Cancellation.CancellationToken.None);
  }

  /**
   * Listeners hear of all files but those an editor shows at the end, as if they were built together, and after the
   * next build of those that a cancellation kept from them.
   */
  protected override async notifyBuildPhase(
    documents: LangiumDocument[],
    state: DocumentState,
    token: Cancellation.CancellationToken,
  ): Promise<void> {
    if (state !== DocumentState.Validated) {
      if (this.isLastSlice) await super.notifyBuildPhase(documents, state, token);
      return;
    }
    for (const document of documents) this.validated.add(document);
    const isShown = documents.some(({ uri }) => this.textDocuments?.get(uri) !== undefined);
    if (!this.isLastSlice && !isShown) return;
    const validated = [...this.validated].filter(({ uri }) => this.langiumDocuments.hasDocument(uri));
    await super.notifyBuildPhase(validated, state, token);
    this.validated.clear();
  }

  private async buildSlice(
    documents: LangiumDocument[],
    options: BuildOptions,
    token: Cancellation.CancellationToken,
  ): Promise<void> {
    await this.runCancelable(documents, DocumentState.Parsed, token, (document) => this.parse(document, token));
    const present = documents.filter((document) => this.langiumDocuments.hasDocument(document.uri));
    const loaded = await this.loader.loadMissing(present, token);
    const building = [...present, ...loaded];
    for (const document of building) this.atRest.noteImports(this.imports.importUris(document));
    await super.buildDocuments([...building, ...this.staleImporters(loaded, present)], options, token);
    for (const document of building) this.atRest.rest(document, this.imports.writtenUris(document));
  }

  /**
   * Reads and parses; a file that is gone, or may not be read any more, is forgotten like a deleted one.
   * @throws what the parser throws again and again
   */
  private async parse(document: LangiumDocument, token: Cancellation.CancellationToken, tries = 3): Promise<void> {
    try {
      await this.langiumDocumentFactory.update(document, token);
    } catch (error) {
      if (isOperationCancelled(error)) throw error;
      // Closed and opened again meanwhile, or written a moment later than its folder said.
      if (await this.canBeRead(document.uri)) {
        if (tries > 1) return this.parse(document, token, tries - 1);
        throw error;
      }
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
      if (document === undefined || !(this.waiting.has(uri.toString()) || isOutdated(document))) break;
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

  /** Waits for the last slice: those before it have been in every state already. */
  protected override awaitBuilderState(state: DocumentState, token: Cancellation.CancellationToken): Promise<void> {
    // Between two slices the builder is in the state of the first.
    if (this.waiting.size > 0) this.currentState = DocumentState.Changed;
    return super.awaitBuilderState(state, token);
  }

  /** Waits until a document is parsed again, or gone. @throws OperationCancelled if the token is canceled */
  private async nextParse(uri: URI, token: Cancellation.CancellationToken): Promise<void> {
    const key = uri.toString();
    const waiting: Disposable[] = [];
    try {
      await new Promise<void>((resolve, reject) => {
        const mayMean = (other: URI) => other.toString() === key;
        waiting.push(
          this.onDocumentPhase(DocumentState.Parsed, (parsed) => {
            if (mayMean(parsed.uri)) resolve();
          }),
          this.onUpdate((_, deleted) => {
            if (deleted.some(mayMean)) resolve();
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
