import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type LangiumDocument, URI } from 'langium';
import type { ConferSharedCoreServices } from '../../language/index.js';
import { ToolError, type ToolHost } from '../../tools/index.js';
import { readText } from './node-file-system.js';

/** A folder whose Confer files the tools read, it and those below, links followed; nothing else. */
export class ToolFolder implements ToolHost {
  readonly folder: URI;

  /** @param root the folder's path, without links */
  private constructor(
    private readonly root: string,
    private readonly shared: ConferSharedCoreServices,
    readonly rulePage: ToolHost['rulePage'],
  ) {
    this.folder = addressOf(root);
  }

  static async open(
    folder: string,
    shared: ConferSharedCoreServices,
    rulePage: ToolHost['rulePage'],
  ): Promise<ToolFolder> {
    return new ToolFolder(await realpath(folder), shared, rulePage);
  }

  async read(name: string): Promise<{ readonly uri: URI; readonly text: string }> {
    const file = await realpath(path.resolve(this.root, name)).catch(() => undefined);
    if (file === undefined) throw new ToolError(`There is no file ${name}.`);
    const relative = path.relative(this.root, file);
    const isInside = !relative.startsWith('..') && !path.isAbsolute(relative);
    if (!isInside || !/\.confer$/i.test(file)) throw new ToolError(`${name} is not a Confer file in this folder.`);
    return { uri: addressOf(file), text: await readText(file) };
  }

  /** Forgets what it has read of a disk that has changed since; an agent edits between two calls. */
  async refresh(withModels: boolean): Promise<void> {
    const { DocumentBuilder, LangiumDocuments, ProjectConfigurations } = this.shared.workspace;
    const readDocuments = LangiumDocuments.all.toArray().filter(({ uri }) => uri.scheme === 'file');
    const hasOtherRules = await ProjectConfigurations.refresh();
    const isCurrent = await Promise.all(readDocuments.map(hasTextOfDisk));
    if (hasOtherRules || isCurrent.includes(false)) {
      await DocumentBuilder.update(
        [],
        readDocuments.map(({ uri }) => uri),
      );
    }
    if (withModels) await this.readAll();
  }

  /** Reads and links every Confer file of the folder, as the editor finds them. */
  private async readAll(): Promise<void> {
    const { DocumentBuilder, FolderSearch, LangiumDocuments } = this.shared.workspace;
    const { files } = await FolderSearch.search(this.folder);
    const documents: LangiumDocument[] = [];
    for (const uri of files) documents.push(await LangiumDocuments.getOrCreateDocument(uri));
    await DocumentBuilder.build(documents);
  }
}

async function hasTextOfDisk({ uri, textDocument }: LangiumDocument): Promise<boolean> {
  const text = await readText(uri.fsPath).catch(() => undefined);
  return text === textDocument.getText();
}

/** The address of a file or folder of the disk. */
function addressOf(file: string): URI {
  return URI.parse(pathToFileURL(file).href);
}
