import {
  type AstNode,
  DocumentState,
  type LangiumDocument,
  type ParseResult,
  type ServiceRegistry,
  type TextDocumentProvider,
  type URI,
} from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import { isConferFile, isFlow } from '../generated/ast.js';
import { isLibraryUri } from '../library/library.js';
import { ConferLinker } from '../scoping/confer-linker.js';

type Links = LangiumDocument['references'];

/** The facts about a file at rest that are kept without its tree. */
export interface FileSummary {
  /** Where its imports lead, see `ImportResolver.importUri`. */
  readonly imports: readonly URI[];
  /** Names of its flows, in the order written. It declares nothing else. */
  readonly flows: readonly string[];
}

interface Resting extends FileSummary {
  /** Its list of links, emptied. The list is the version of what the file means (docs/architecture.md), so it stays. */
  readonly links: Links;
}

/** Most files that are read again and keep their trees for now. A request asks for few at a time. */
const MAX_AWAKE = 16;

/**
 * Lets go of the syntax trees of files that no editor shows, and reads them again when something asks for them. What was
 * compiled and found of them stays: the trees take several times as much. A file rests if it declares nothing but flows
 * and no other file imports it, and only in a process that has an editor: others read each file once.
 */
export class FilesAtRest {
  private readonly registry: () => ServiceRegistry;
  private readonly editor: () => TextDocumentProvider | undefined;
  private readonly resting = new WeakMap<LangiumDocument, Resting>();
  /** Addresses of all files that were imported at some time. */
  private readonly imported = new Set<string>();
  private readonly listeners: ((links: Links) => void)[] = [];
  /** Files that were at rest and were read again, the first one longest ago. */
  private awake: (FileSummary & { readonly document: LangiumDocument; readonly result: ParseResult })[] = [];

  constructor(services: ConferSharedCoreServices) {
    this.registry = () => services.ServiceRegistry;
    this.editor = () => services.workspace.TextDocuments;
  }

  /** Notes what a file imports: others refer to these files' trees, which stay from now on. */
  noteImports(uris: readonly URI[]): void {
    for (const uri of uris) this.imported.add(uri.toString());
  }

  /** Calls the listener with the list of links of each file that lets go of its tree. */
  onRest(listener: (links: Links) => void): void {
    this.listeners.push(listener);
  }

  /** The kept facts about a file at rest; undefined for all others. */
  summary(document: LangiumDocument): FileSummary | undefined {
    return this.resting.get(document);
  }

  /** A document's list of links, to remember by it what was made of them. Reads no file. */
  linksOf(document: LangiumDocument): Links {
    return this.resting.get(document)?.links ?? document.references;
  }

  /**
   * Lets go of the tree of a checked document, if it may rest.
   * @param imports where its imports lead
   */
  rest(document: LangiumDocument, imports: readonly URI[]): void {
    if (this.resting.has(document) || !this.mayRest(document)) return;
    const root = document.parseResult.value;
    if (!isConferFile(root) || !root.declarations.every(isFlow)) return;
    this.unload(document, { imports, flows: root.declarations.map(({ name }) => name) });
  }

  /** Drops the links of a document at rest, or its content too: it is about to be linked or parsed again. */
  forget(document: LangiumDocument, part: 'links' | 'text'): void {
    const resting = this.resting.get(document);
    if (resting === undefined) return;
    const links: Links = [];
    setPlain(document, 'references', links);
    this.resting.set(document, { ...resting, links });
    if (part === 'links') return;
    this.resting.delete(document);
    setPlain(document, 'parseResult', { value: { $type: 'INVALID' }, parserErrors: [], lexerErrors: [] });
  }

  private mayRest({ uri, state }: LangiumDocument): boolean {
    const editor = this.editor();
    if (editor === undefined || state !== DocumentState.Validated) return false;
    return editor.get(uri) === undefined && !isLibraryUri(uri) && !this.imported.has(uri.toString());
  }

  private unload(document: LangiumDocument, summary: FileSummary): void {
    const links = document.references;
    links.length = 0;
    this.linkerOf(document)?.forget(document);
    this.resting.set(document, { ...summary, links });
    for (const listener of this.listeners) listener(links);
    Object.defineProperty(document, 'references', {
      configurable: true,
      enumerable: true,
      get: () => this.reload(document).references,
      set: (value: Links) => setPlain(document, 'references', value),
    });
    Object.defineProperty(document, 'parseResult', {
      configurable: true,
      enumerable: true,
      get: () => this.reload(document).parseResult,
      set: (value: ParseResult) => {
        this.resting.delete(document);
        setPlain(document, 'parseResult', value);
      },
    });
  }

  /** Reads a document again, and links it if it was linked. */
  private reload(document: LangiumDocument): LangiumDocument {
    const resting = this.resting.get(document);
    if (resting === undefined) return document;
    const { parser } = this.registry().getServices(document.uri);
    const result = parser.LangiumParser.parse(document.textDocument.getText());
    (result.value as { $document?: LangiumDocument }).$document = document;
    this.resting.delete(document);
    setPlain(document, 'parseResult', result);
    const { state } = document;
    if (state < DocumentState.Linked) return document;
    setPlain(document, 'references', resting.links);
    this.linkerOf(document)?.linkNow(document);
    this.awake.push({ document, result, imports: resting.imports, flows: resting.flows });
    if (this.awake.length > MAX_AWAKE) this.restLongest();
    return document;
  }

  private restLongest(): void {
    const [longest, ...others] = this.awake;
    this.awake = others;
    if (longest === undefined) return;
    const { document, result, imports, flows } = longest;
    if (this.resting.has(document) || document.parseResult !== result || !this.mayRest(document)) return;
    this.unload(document, { imports, flows });
  }

  private linkerOf({ uri }: LangiumDocument): ConferLinker | undefined {
    const { Linker } = this.registry().getServices(uri).references;
    return Linker instanceof ConferLinker ? Linker : undefined;
  }
}

/** Whether a file's tree is gone for now. Such a file declares nothing that others can import by name. */
export function isAtRest(document: LangiumDocument): boolean {
  return Object.getOwnPropertyDescriptor(document, 'parseResult')?.get !== undefined;
}

function setPlain<K extends 'parseResult' | 'references'>(
  document: LangiumDocument<AstNode>,
  property: K,
  value: LangiumDocument[K],
): void {
  Object.defineProperty(document, property, { configurable: true, enumerable: true, writable: true, value });
}
