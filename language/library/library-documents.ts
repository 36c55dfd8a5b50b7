import {
  type AstNode,
  type AstNodeDescription,
  type DocumentSegment,
  DocumentState,
  type IndexManager,
  type LangiumDocument,
  type LangiumDocumentFactory,
  type LangiumDocuments,
  type ServiceRegistry,
  type URI,
} from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import { type LibraryFile, libraryFiles } from '../generated/library.js';
import { ConferLinker } from '../scoping/confer-linker.js';
import { type FileNames, fileNames } from '../scoping/declared-names.js';
import type { SymbolTable } from '../scoping/symbol-table.js';
import { isLibraryUri, isVisibleEverywhere, libraryText, libraryUri, libraryUris } from './library.js';

/** The built-in library: what it declares is known at once, and a file is read when a name of it is used. */
export class LibraryDocuments {
  private readonly documents: LangiumDocuments;
  private readonly factory: LangiumDocumentFactory;
  private readonly index: IndexManager;
  private readonly registry: () => ServiceRegistry;
  private readonly tables = new Map<keyof FileNames, SymbolTable>();

  constructor(services: ConferSharedCoreServices) {
    this.documents = services.workspace.LangiumDocuments;
    this.factory = services.workspace.LangiumDocumentFactory;
    this.index = services.workspace.IndexManager;
    this.registry = () => services.ServiceRegistry;
  }

  /** The declarations of a kind that every file sees without an import. */
  visible(kind: keyof FileNames): SymbolTable {
    let table = this.tables.get(kind);
    if (table === undefined) {
      table = this.tableOf(kind);
      this.tables.set(kind, table);
    }
    return table;
  }

  /**
   * A file of the library, linked; read now if no name of it was used before.
   * @returns undefined if the library has no such file
   */
  document(uri: URI): LangiumDocument | undefined {
    return this.documents.getDocument(uri) ?? this.load(uri);
  }

  /** All files of the library: reads those that were not used before. */
  all(): LangiumDocument[] {
    return libraryUris().flatMap((uri) => this.document(uri) ?? []);
  }

  private tableOf(kind: keyof FileNames): SymbolTable {
    const table = new Map<string, AstNodeDescription>();
    for (const file of libraryFiles.filter(isVisibleEverywhere)) {
      for (const name of file.names[kind]) {
        if (!table.has(name)) table.set(name, new LibraryDeclaration(this, kind, name, file));
      }
    }
    return table;
  }

  /** Parses and links at once: resolving a reference cannot wait for a build. */
  private load(uri: URI): LangiumDocument | undefined {
    const text = isLibraryUri(uri) ? libraryText(uri) : undefined;
    if (text === undefined) return undefined;
    const document = this.factory.fromString(text, uri);
    this.documents.addDocument(document);
    document.state = DocumentState.ComputedScopes;
    const linker = this.registry().getServices(uri).references.Linker;
    if (linker instanceof ConferLinker) linker.linkNow(document);
    document.state = DocumentState.IndexedReferences;
    // Both are done when they return: neither waits for anything.
    void this.index.updateContent(document);
    void this.index.updateReferences(document);
    return document;
  }
}

/** A declaration of the library that may not have been read yet. Its name is free; its node reads the file. */
class LibraryDeclaration implements AstNodeDescription {
  readonly documentUri: URI;
  /** The file's own description: looked up once, for every message of every file asks. The library never changes. */
  private found: AstNodeDescription | undefined;

  constructor(
    private readonly library: LibraryDocuments,
    readonly type: keyof FileNames,
    readonly name: string,
    file: LibraryFile,
  ) {
    this.documentUri = libraryUri(file.path);
  }

  get node(): AstNode {
    const { node } = this.declared;
    if (node === undefined) throw this.missing();
    return node;
  }

  get path(): string {
    return this.declared.path;
  }

  get nameSegment(): DocumentSegment {
    const { nameSegment } = this.declared;
    if (nameSegment === undefined) throw this.missing();
    return nameSegment;
  }

  get selectionSegment(): DocumentSegment {
    const { selectionSegment } = this.declared;
    if (selectionSegment === undefined) throw this.missing();
    return selectionSegment;
  }

  private get declared(): AstNodeDescription {
    this.found ??= this.find();
    return this.found;
  }

  private find(): AstNodeDescription {
    const root = this.library.document(this.documentUri)?.parseResult.value;
    const declared = root === undefined ? undefined : fileNames(root)[this.type].get(this.name);
    if (declared === undefined) throw this.missing();
    return declared;
  }

  /** The catalogue is generated from the files: this is a catalogue that is not current. */
  private missing(): Error {
    return new Error(`The library's ${this.documentUri.path} declares no ${this.name}.`);
  }
}
