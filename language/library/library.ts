import { URI } from 'langium';
import { conferenceText } from '../generated/library.js';

/** Scheme of the files that come with the language. */
export const libraryScheme = 'confer-library';

/** The library's file. */
export const libraryUri = URI.parse(`${libraryScheme}:/conference.confer`);

export { conferenceText };

/** Whether a file belongs to the built-in library, which nobody can edit. */
export function isLibraryUri(uri: URI): boolean {
  return uri.scheme === libraryScheme;
}

/**
 * Text of a file of the library.
 * @returns undefined where the library has no such file
 */
export function libraryText(uri: URI): string | undefined {
  return uri.toString() === libraryUri.toString() ? conferenceText : undefined;
}
