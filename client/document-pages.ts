/** Paths of documents and their pictures under the extension's `docs` folder. */
const DOCUMENT_PATH = /^\/(?:[a-z0-9-]+\/)*[A-Za-z0-9][\w-]*\.(?:md|png|svg|webp)$/;

/**
 * The path under `docs` of a document, or of a picture in one, by its path in the library's file system; undefined for
 * anything else, so that nothing outside that folder can be read.
 */
export function documentPath(path: string): string | undefined {
  return DOCUMENT_PATH.test(path) ? path.slice(1) : undefined;
}
