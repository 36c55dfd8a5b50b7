import type { BuildOptions, LangiumDocument, LangiumDocumentFactory, Stream, WorkspaceFolder } from 'langium';
import { DefaultWorkspaceManager, DocumentState, URI, UriUtils } from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import type { FolderSearch } from './folder-search.js';

/** Loads the files of the workspace, all of them validated. */
export class ConferWorkspaceManager extends DefaultWorkspaceManager {
  private readonly folderSearch: () => FolderSearch;
  private readonly factory: LangiumDocumentFactory;

  constructor(services: ConferSharedCoreServices) {
    super(services);
    this.folderSearch = () => services.workspace.FolderSearch;
    this.factory = services.workspace.LangiumDocumentFactory;
  }

  /** Called when a folder was not searched to its end. */
  reportIncomplete: (message: string) => void = () => {};

  override initialBuildOptions: BuildOptions = { validation: true };

  /**
   * Takes the workspace's folders as they are after a change.
   * @returns every Confer file of a folder that came, or whose files another folder that left had too
   */
  async changeFolders(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<URI[]> {
    const left = (this.folders ?? []).filter(({ uri }) => !removed.some((folder) => folder.uri === uri));
    this.folders = [...left.filter(({ uri }) => !added.some((folder) => folder.uri === uri)), ...added];
    const overlaps = ({ uri }: WorkspaceFolder) =>
      removed.some((folder) => UriUtils.contains(folder.uri, uri) || UriUtils.contains(uri, folder.uri));
    const searched = [...added, ...left.filter(overlaps)];
    return (await Promise.all(searched.map(({ uri }) => this.searchFolder(URI.parse(uri))))).flat();
  }

  /** Whether a file belongs to a folder of the workspace, as a search finds it. */
  async belongs(file: URI): Promise<boolean> {
    for (const { uri } of this.folders ?? []) {
      if (await this.folderSearch().finds(URI.parse(uri), file)) return true;
    }
    return false;
  }

  protected override async traverseFolder(folder: URI, uris: URI[]): Promise<void> {
    const { files, incomplete } = await this.folderSearch().search(folder);
    uris.push(...files);
    if (incomplete === undefined) return;
    this.reportIncomplete(`${folder.toString(true)} is only partly checked: it contains ${incomplete}.`);
  }

  /** The builder reads the files, slice by slice, and skips those that cannot be read. */
  protected override async loadWorkspaceDocuments(
    uris: Stream<URI>,
    collector: (document: LangiumDocument) => void,
  ): Promise<void> {
    for (const uri of uris) {
      const document = this.factory.fromModel({ $type: 'INVALID' }, uri);
      document.state = DocumentState.Changed;
      collector(document);
    }
  }
}
