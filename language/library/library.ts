import { URI } from 'langium';
import { type LibraryFile, libraryFiles } from '../generated/library.js';

/** Scheme of the files that come with the language. */
export const libraryScheme = 'confer-library';

/** Folder of the library whose declarations every file sees without an import. */
const VISIBLE_FOLDER = 'genesys/';

/** Prefix of imports of a library file. */
export const libraryImportPrefix = 'confer:';

const filesByUri = new Map(libraryFiles.map((file) => [addressOf(file.path), file]));

/** Whether a file belongs to the built-in library, which is read-only. */
export function isLibraryUri(uri: URI): boolean {
  return uri.scheme === libraryScheme;
}

/** The address of a file of the library, e.g. of `genesys/conference.confer`. */
export function libraryUri(path: string): URI {
  return URI.parse(addressOf(path));
}

/** Addresses of all files of the library, in the order of their paths. */
export function libraryUris(): URI[] {
  return libraryFiles.map(({ path }) => libraryUri(path));
}

/**
 * Text of a file of the library.
 * @returns undefined if the library has no such file
 */
export function libraryText(uri: URI): string | undefined {
  return libraryFile(uri)?.text;
}

/**
 * The facts about a file of the library that are known without reading it.
 * @returns undefined if the library has no such file
 */
export function libraryFile(uri: URI): LibraryFile | undefined {
  return filesByUri.get(uri.toString());
}

/** Whether a file of the library is visible everywhere, without an import. */
export function isVisibleEverywhere({ path }: LibraryFile): boolean {
  return path.startsWith(VISIBLE_FOLDER);
}

/**
 * The file that `import "confer:xmpp/workgroup"` means.
 * @param path as written in the import
 * @returns undefined if it is no such path, or the library has no such file
 */
export function libraryImport(path: string): URI | undefined {
  if (!path.startsWith(libraryImportPrefix)) return undefined;
  const address = addressOf(`${path.slice(libraryImportPrefix.length)}.confer`);
  return filesByUri.has(address) ? URI.parse(address) : undefined;
}

/** How an import names a file of the library: `confer:xmpp/workgroup`. */
export function libraryImportPath({ path }: LibraryFile): string {
  return libraryImportPrefix + path.replace(/\.confer$/, '');
}

function addressOf(path: string): string {
  return `${libraryScheme}:/${path}`;
}
