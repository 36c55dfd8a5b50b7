import type { AstNodeDescription, LangiumDocument, ScopeProvider } from 'langium';
import * as ast from '../generated/ast.js';
import { CaptureDeclarations } from '../scoping/capture-declarations.js';
import { type ImportResolver, importsOf } from '../workspace/import-resolver.js';

/** The names that a capture can use in one document. */
export interface CaptureNames {
  /** Names of messages, and titles if they are known without reading the library, each with the name. */
  readonly message: ReadonlyMap<string, string>;
  readonly protocol: ReadonlyMap<string, string>;
  /** Participants of flows and roles of models; null if an import or a name cannot be read. */
  readonly participants: () => ReadonlySet<string> | null;
  /** Phases of flows and models; null if an import or a name cannot be read. */
  readonly phases: () => ReadonlySet<string> | null;
}

/** Gathers the names that a capture can use in a document. */
export function captureNames(document: LangiumDocument, imports: ImportResolver, scopes: ScopeProvider): CaptureNames {
  const declarations = new CaptureDeclarations(document, imports, scopes);
  const named = (nodes: () => readonly { readonly name?: string }[]) => {
    const isComplete = importsOf(document.parseResult.value).every(
      (path) => imports.resolveImport(document, path) !== undefined,
    );
    if (!isComplete) return null;
    const found = nodes();
    const names = found.flatMap(({ name }) => name ?? []);
    // A name that cannot be read may be any.
    return names.length < found.length ? null : new Set(names);
  };
  const { own } = declarations;
  return {
    message: titled(declarations.visible('CaptureMessageEntry', 'message'), own.filter(ast.isMessage)),
    protocol: titled(declarations.visible('CaptureProtocolEntry', 'protocol'), own.filter(ast.isProtocol)),
    participants: () => named(() => declarations.players()),
    phases: () => named(() => declarations.phases()),
  };
}

/** Names and titles, each with the name; a name wins over another's title. */
function titled(
  names: readonly AstNodeDescription[],
  nodes: readonly { readonly name: string; readonly title?: string }[],
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, title } of nodes) if (title !== undefined) found.set(title, name);
  for (const { name } of names) found.set(name, name);
  return found;
}
