import type { URI } from 'langium';
import { isVisibleEverywhere, libraryFile, libraryImportPath } from '../../language/index.js';

/** The imports of a new file that uses files of the library, with an empty line after them. */
export function libraryImports(uris: readonly URI[]): string {
  const paths = uris.flatMap((uri) => {
    const file = libraryFile(uri);
    return file === undefined || isVisibleEverywhere(file) ? [] : [libraryImportPath(file)];
  });
  return paths.length === 0 ? '' : `${[...new Set(paths)].map((path) => `import "${path}"`).join('\n')}\n\n`;
}
