import { type FileSystemNode, URI, UriUtils } from 'langium';
import { AsyncFileSystem } from '../../language/index.js';

/** The extension's message to the preview's page: the files that its fences see, and the page's own location. */
export interface PageFiles {
  /** Path of the Markdown file, from the root of its workspace folder, with `/`. */
  readonly page: string;
  /** Texts by path from the same root: Confer files and `confer.json`. */
  readonly files: Readonly<Record<string, string>>;
}

/** The root of the files in the page; no real file has such an address. */
export const PAGE_ROOT = URI.parse('fence:/');

export const NO_FILES: PageFiles = { page: 'page.md', files: {} };

/** Reads the files that the extension has put into the page; none if there are none that can be read. */
export function pageFilesIn(document: Document): PageFiles {
  const text = document.querySelector('confer-files')?.getAttribute('data-files');
  if (text === null || text === undefined) return NO_FILES;
  try {
    const { page, files } = JSON.parse(text) as Partial<PageFiles>;
    const usable = typeof page === 'string' && typeof files === 'object' && files !== null;
    return usable ? { page, files } : NO_FILES;
  } catch {
    return NO_FILES;
  }
}

/** Texts in memory, as files below `PAGE_ROOT`. */
export class PageFileSystem extends AsyncFileSystem {
  private readonly texts: ReadonlyMap<string, string>;

  constructor({ files }: PageFiles) {
    super();
    this.texts = new Map(Object.entries(files).map(([path, text]) => [UriUtils.joinPath(PAGE_ROOT, path).path, text]));
  }

  override async exists({ path }: URI): Promise<boolean> {
    return this.texts.has(path) || this.isFolder(path);
  }

  override async stat(uri: URI): Promise<FileSystemNode> {
    const isFile = this.texts.has(uri.path);
    const isDirectory = !isFile && this.isFolder(uri.path);
    if (!isFile && !isDirectory) throw new Error(`There is nothing at ${uri.path}.`);
    return { isFile, isDirectory, uri };
  }

  override async readFile({ path }: URI): Promise<string> {
    const text = this.texts.get(path);
    if (text === undefined) throw new Error(`There is no file ${path}.`);
    return text;
  }

  override async readDirectory(folder: URI): Promise<FileSystemNode[]> {
    const prefix = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
    const inside = [...this.texts.keys()].filter((path) => path.startsWith(prefix));
    const names = new Set(inside.map((path) => path.slice(prefix.length).split('/', 1)[0] ?? ''));
    return [...names].map((name) => {
      const isFile = this.texts.has(prefix + name);
      return { isFile, isDirectory: !isFile, uri: UriUtils.joinPath(folder, name) };
    });
  }

  override async readBinary(uri: URI): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.readFile(uri));
  }

  private isFolder(path: string): boolean {
    const prefix = path.endsWith('/') ? path : `${path}/`;
    return [...this.texts.keys()].some((other) => other.startsWith(prefix));
  }
}
