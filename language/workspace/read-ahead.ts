import type { FileSystemProvider, LangiumDocument, URI } from 'langium';

/** Reads the texts of files that are built next, while others are parsed and checked. */
export class ReadAhead {
  private readonly texts = new Map<string, Promise<string>>();

  /** @param files asked for only when something is read: the editor's are known late */
  constructor(private readonly files: () => FileSystemProvider) {}

  /** Begins to read files that no editor shows. */
  begin(documents: readonly LangiumDocument[]): void {
    for (const { uri } of documents) {
      const text = this.files().readFile(uri);
      // Reported to who takes the text.
      text.catch(() => undefined);
      this.texts.set(uri.toString(), text);
    }
  }

  /** The text of a file that was begun, once; undefined for all others. */
  take(uri: URI): Promise<string> | undefined {
    const key = uri.toString();
    const text = this.texts.get(key);
    this.texts.delete(key);
    return text;
  }

  /** Gives up what was not taken: a later build reads what the disk says then. */
  clear(): void {
    this.texts.clear();
  }
}
