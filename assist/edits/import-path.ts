import { type LangiumDocument, UriUtils } from 'langium';

/** The path by which one file imports another: relative to it, with `/`, beginning with a dot. */
export function importPath(from: LangiumDocument, to: LangiumDocument): string {
  const path = UriUtils.relative(UriUtils.dirname(from.uri), to.uri);
  return path.startsWith('.') ? path : `./${path}`;
}
