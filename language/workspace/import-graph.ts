import type { LangiumDocuments } from 'langium';
import type { ConferSharedCoreServices } from '../confer-services.js';
import type { ImportResolver } from './import-resolver.js';

/** Which file imports which. */
export class ImportGraph {
  private readonly documents: LangiumDocuments;
  private readonly imports: ImportResolver;

  constructor(services: ConferSharedCoreServices) {
    this.documents = services.workspace.LangiumDocuments;
    this.imports = services.workspace.ImportResolver;
  }

  /**
   * Every file that imports one of these, directly or through others: what they say may mean something else now.
   * @param changed addresses of files that changed, appeared or went
   * @returns addresses, without the given ones unless they import each other
   */
  dependentsOf(changed: ReadonlySet<string>): Set<string> {
    const importers = this.importers();
    const dependents = new Set<string>();
    const queue = [...changed];
    for (let uri = queue.pop(); uri !== undefined; uri = queue.pop()) {
      for (const importer of importers.get(uri) ?? []) {
        if (dependents.has(importer)) continue;
        dependents.add(importer);
        queue.push(importer);
      }
    }
    return dependents;
  }

  private importers(): Map<string, string[]> {
    const importers = new Map<string, string[]>();
    for (const document of this.documents.all) {
      for (const uri of this.imports.importUris(document)) {
        const key = uri.toString();
        const importersOfFile = importers.get(key);
        if (importersOfFile === undefined) importers.set(key, [document.uri.toString()]);
        else importersOfFile.push(document.uri.toString());
      }
    }
    return importers;
  }
}
