import type { BuildOptions, LangiumDocument, LangiumDocumentFactory, Stream, URI, WorkspaceFolder } from 'langium';
import { DefaultWorkspaceManager } from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import { conferenceText, libraryUri } from '../library/library.js';

/** Loads the built-in library and the files of the workspace, all of them validated. */
export class ConferWorkspaceManager extends DefaultWorkspaceManager {
  private readonly documentFactory: LangiumDocumentFactory;

  constructor(services: ConferSharedCoreServices) {
    super(services);
    this.documentFactory = services.workspace.LangiumDocumentFactory;
  }

  override initialBuildOptions: BuildOptions = { validation: true };

  protected override async loadAdditionalDocuments(
    _folders: WorkspaceFolder[],
    collector: (document: LangiumDocument) => void,
  ): Promise<void> {
    if (this.langiumDocuments.hasDocument(libraryUri)) return;
    collector(this.documentFactory.fromString(conferenceText, libraryUri));
  }

  /** A file that cannot be read (gone meanwhile, no permission) must not keep the others from being checked. */
  protected override async loadWorkspaceDocuments(
    uris: Stream<URI>,
    collector: (document: LangiumDocument) => void,
  ): Promise<void> {
    await Promise.all(
      uris.map(async (uri) => {
        try {
          collector(await this.langiumDocuments.getOrCreateDocument(uri));
        } catch {
          // Nothing to report on: the explorer shows that the file cannot be opened.
        }
      }),
    );
  }
}
