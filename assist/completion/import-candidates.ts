import type { AstNode, LangiumDocument, LangiumDocuments } from 'langium';
import {
  type FilesAtRest,
  fileNames,
  type ImportResolver,
  importsOf,
  isAtRest,
  isLibraryUri,
  isVisibleEverywhere,
  libraryFile,
  libraryImportPath,
  libraryUris,
} from '../../language/index.js';
import { importPath } from '../edits/import-path.js';
import { type Candidate, type CandidateKind, ranks, type SideEdit, verbatim } from './candidate.js';
import type { VisibleNames } from './visible-names.js';

type Importable = 'Message' | 'Model' | 'Protocol';

const icons: Record<Importable, CandidateKind> = { Message: 'message', Model: 'model', Protocol: 'protocol' };

/** Names of other files of the workspace, with the import that makes them visible. */
export class ImportCandidates {
  constructor(
    private readonly documents: LangiumDocuments,
    private readonly imports: ImportResolver,
    private readonly atRest: FilesAtRest,
  ) {}

  /** Paths that an import may name. */
  paths(document: LangiumDocument): Candidate[] {
    return [...this.workspacePaths(document), ...this.libraryPaths(document)];
  }

  /** Files of the library that are visible only if imported. */
  private libraryPaths(document: LangiumDocument): Candidate[] {
    const imported = new Set(this.imports.importUris(document).map((uri) => uri.toString()));
    return libraryUris().flatMap((uri): Candidate[] => {
      const file = libraryFile(uri);
      if (file === undefined || isVisibleEverywhere(file) || imported.has(uri.toString())) return [];
      const models = file.names.Model.map((name) => `\`${name}\``).join(', ');
      return [
        {
          label: libraryImportPath(file),
          kind: 'file',
          detail: 'file of the library',
          documentation: `Declares ${models}.`,
          rank: ranks.possible,
        },
      ];
    });
  }

  private workspacePaths(document: LangiumDocument): Candidate[] {
    return this.others(document).map((other) => ({
      label: importPath(document, other),
      kind: 'file',
      detail: 'file of the workspace',
      documentation: `Declares ${this.exported(other).join(', ') || 'nothing yet'}.`,
      rank: ranks.possible,
    }));
  }

  /** Messages, protocols or models that no import of the file leads to yet. */
  declared(
    document: LangiumDocument,
    kind: Importable,
    names: VisibleNames,
    namesToSkip: ReadonlySet<string>,
  ): Candidate[] {
    return this.elsewhere(document, kind, namesToSkip).map(({ name, node, path }) => ({
      label: name,
      kind: icons[kind],
      detail: `from ${path}`,
      documentation: `${names.describe(node)}\n\nAdds \`import "${path}"\`.`,
      snippet: verbatim(name),
      rank: ranks.elsewhere,
      sideEdits: [importEdit(document, path)],
    }));
  }

  /** Declarations of other files, with the path that an import would name. */
  elsewhere(
    document: LangiumDocument,
    kind: Importable,
    namesToSkip: ReadonlySet<string>,
  ): { readonly name: string; readonly node: AstNode; readonly path: string }[] {
    const others = this.others(document).filter((other) => !isAtRest(other));
    return others.flatMap((other) => {
      const path = importPath(document, other);
      return [...fileNames(other.parseResult.value)[kind].values()].flatMap(({ name, node }) =>
        namesToSkip.has(name) || node === undefined ? [] : [{ name, node, path }],
      );
    });
  }

  private others(document: LangiumDocument): LangiumDocument[] {
    const imported = new Set(this.imports.importedDocuments(document));
    return this.documents.all
      .filter((other) => other !== document && other.uri.toString() !== document.uri.toString())
      .filter((other) => !imported.has(other) && !isLibraryUri(other.uri) && other.uri.scheme === document.uri.scheme)
      .toArray();
  }

  private exported(document: LangiumDocument): string[] {
    return this.exportedNames(document)
      .slice(0, 8)
      .map((name) => `\`${name}\``);
  }

  private exportedNames(document: LangiumDocument): readonly string[] {
    const summary = this.atRest.summary(document);
    if (summary !== undefined) return summary.flows;
    const { Message, Model, Flow } = fileNames(document.parseResult.value);
    return [...Model.keys(), ...Flow.keys(), ...Message.keys()];
  }
}

/** The edit that adds an import below those there are. */
export function importEdit(document: LangiumDocument, path: string): SideEdit {
  const last = importsOf(document.parseResult.value).at(-1)?.$cstNode?.range.end;
  if (last !== undefined) return { range: { start: last, end: last }, text: `\nimport "${path}"` };
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, text: `import "${path}"\n\n` };
}
