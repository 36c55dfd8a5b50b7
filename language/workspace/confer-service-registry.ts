import { DefaultServiceRegistry, type LangiumCoreServices, type URI, UriUtils } from 'langium';

/** Knows Confer files by their ending in any case, as editors do, and open ones by what the editor says. */
export class ConferServiceRegistry extends DefaultServiceRegistry {
  /**
   * The services for a document. One that was opened as Confer under another name and is closed by now is a Confer
   * document still, until its turn comes to go.
   */
  override getServices(uri: URI): LangiumCoreServices {
    const [only] = this.all;
    return this.find(uri) ?? only ?? super.getServices(uri);
  }

  override hasServices(uri: URI): boolean {
    return this.find(uri) !== undefined;
  }

  private find(uri: URI): LangiumCoreServices | undefined {
    const opened = this.textDocuments?.get(uri)?.languageId;
    return (
      this.fileExtensionMap.get(UriUtils.extname(uri).toLowerCase()) ??
      (opened === undefined ? undefined : this.languageIdMap.get(opened))
    );
  }
}
