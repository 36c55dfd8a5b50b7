import { type LangiumDocuments, type URI, UriUtils } from 'langium';
import type { Range } from '../../timeline/types/timeline.js';
import { Places } from '../ast/places.js';
import type { ConferSharedCoreServices } from '../confer-services.js';
import { isLibraryUri } from '../library/library.js';
import { type ImportResolver, importsOf } from './import-resolver.js';

/** A file, or a folder with all that is in it, that gets another address. */
export interface Renaming {
  readonly from: URI;
  readonly to: URI;
}

/** An import's path as it has to be written. */
export interface ImportEdit {
  /** The importing file before the renaming. */
  readonly uri: URI;
  readonly range: Range;
  /** With its quotes. */
  readonly newText: string;
}

/** Keeps imports leading to the same files when files move. */
export class ImportRenames {
  private readonly documents: LangiumDocuments;
  private readonly imports: ImportResolver;

  constructor(services: ConferSharedCoreServices) {
    this.documents = services.workspace.LangiumDocuments;
    this.imports = services.workspace.ImportResolver;
  }

  /** The edits that files need because these, themselves perhaps among them, are about to be renamed. */
  editsFor(renamings: readonly Renaming[]): ImportEdit[] {
    const edits: ImportEdit[] = [];
    for (const document of this.documents.all) {
      if (isLibraryUri(document.uri) || this.imports.writtenUris(document).length === 0) continue;
      const places = new Places(document.uri.toString());
      const folder = UriUtils.dirname(renamed(document.uri, renamings));
      for (const declaration of importsOf(document.parseResult.value)) {
        const target = this.imports.importUri(document, declaration);
        const written = declaration.path;
        if (target === undefined || written === undefined || isLibraryUri(target)) continue;
        const newTarget = renamed(target, renamings);
        if (UriUtils.resolvePath(folder, written).toString() === newTarget.toString()) continue;
        const { range } = places.property(declaration, 'path');
        edits.push({ uri: document.uri, range, newText: quotedPath(folder, newTarget, written) });
      }
    }
    return edits;
  }
}

/** The path of a file after the renamings. */
function renamed(uri: URI, renamings: readonly Renaming[]): URI {
  for (const { from, to } of renamings) {
    if (uri.scheme !== from.scheme || uri.authority !== from.authority) continue;
    if (uri.path === from.path) return to;
    if (uri.path.startsWith(`${from.path}/`)) return to.with({ path: to.path + uri.path.slice(from.path.length) });
  }
  return uri;
}

/** Written as the author wrote it: with `./` in front or without. */
function quotedPath(folder: URI, target: URI, written: string): string {
  const path = UriUtils.relative(folder, target);
  const dotted = written.startsWith('.') && !path.startsWith('../') ? `./${path}` : path;
  return `"${dotted.replace(/["\\]/g, '\\$&')}"`;
}
