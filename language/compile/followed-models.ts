import { type LangiumDocument, type LangiumDocuments, URI } from 'langium';
import { type Model, placeKey } from '../../check/index.js';
import type { ConferCoreServices } from '../confer-services.js';
import type { LibraryDocuments } from '../library/library-documents.js';
import type { Compiler } from './compiler.js';

/** Finds models as they are declared, one by one: a flow knows only their union. */
export class ModelLookup {
  private readonly compiler: Compiler;
  private readonly documents: LangiumDocuments;
  private readonly library: LibraryDocuments;

  constructor(services: ConferCoreServices) {
    this.compiler = services.analysis.Compiler;
    this.documents = services.shared.workspace.LangiumDocuments;
    this.library = services.shared.workspace.LibraryDocuments;
  }

  /** The models that flows follow, each once, in the order first followed. */
  followed(flows: readonly { readonly model: Model | null }[]): Model[] {
    const found = new Map<string, Model>();
    for (const { place } of flows.flatMap(({ model }) => model?.headers ?? [])) {
      const key = placeKey(place);
      const document = found.has(key) ? undefined : this.library.document(URI.parse(place.uri));
      const model = document === undefined ? undefined : this.declaredIn(document, key);
      if (model !== undefined) found.set(key, model);
    }
    return [...found.values()];
  }

  /** Every model of the library and of the documents that are known. */
  all(): Model[] {
    this.library.all();
    return this.documents.all.toArray().flatMap((document) => this.compiler.file(document).models);
  }

  private declaredIn(document: LangiumDocument, key: string): Model | undefined {
    return this.compiler
      .file(document)
      .models.find(({ headers: [header] }) => header !== undefined && placeKey(header.place) === key);
  }
}
