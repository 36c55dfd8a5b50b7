import type { BuildOptions, LangiumDocument, Stream, URI } from 'langium';
import { DefaultWorkspaceManager } from 'langium';

/** Loads the files of the workspace, all of them validated. */
export class ConferWorkspaceManager extends DefaultWorkspaceManager {
  override initialBuildOptions: BuildOptions = { validation: true };

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
