import type { AstNode, AstNodeDescription, LangiumDocument, Reference, ScopeProvider } from 'langium';
import * as ast from '../generated/ast.js';
import { type ImportResolver, importsOf } from '../workspace/import-resolver.js';

/** The names that a capture can use in one document. */
export interface CaptureNames {
  /** Names of messages, and titles if they are known without reading the library, each with the name. */
  readonly message: ReadonlyMap<string, string>;
  readonly protocol: ReadonlyMap<string, string>;
  /** Participants of flows and roles of models; null if an import cannot be read. */
  readonly participants: () => ReadonlySet<string> | null;
  /** Phases of flows and models; null if an import cannot be read. */
  readonly phases: () => ReadonlySet<string> | null;
}

/** Gathers the names that a capture can use in a document. */
export function captureNames(document: LangiumDocument, imports: ImportResolver, scopes: ScopeProvider): CaptureNames {
  const container = document.parseResult.value;
  const all = (type: string, property: string): AstNodeDescription[] => {
    const holder = { $type: type, $container: container } as AstNode;
    return [
      ...scopes.getScope({ reference: { $refText: '' } as Reference, container: holder, property }).getAllElements(),
    ];
  };
  const files = [document, ...imports.importedDocuments(document)];
  const declarations = files.flatMap((file) => {
    const root = file.parseResult.value;
    return ast.isConferFile(root) ? root.declarations : [];
  });
  /** Names in flows and models. */
  const named = (
    inModel: typeof ast.isRole | typeof ast.isModelPhase,
    inFlow: typeof ast.isParticipant | typeof ast.isFlowPhase,
  ) => {
    if (!importsOf(container).every((path) => imports.resolveImport(document, path) !== undefined)) return null;
    const models = all('Flow', 'models').flatMap(({ node }) => (ast.isModel(node) ? node.members : []));
    const flows = declarations.filter(ast.isFlow).flatMap(({ members }) => members);
    return new Set(
      [...models.filter((member) => inModel(member)), ...flows.filter((member) => inFlow(member))].map(
        ({ name }) => name,
      ),
    );
  };
  return {
    message: titled(all('CaptureMessageEntry', 'message'), declarations.filter(ast.isMessage)),
    protocol: titled(all('CaptureProtocolEntry', 'protocol'), declarations.filter(ast.isProtocol)),
    participants: () => named(ast.isRole, ast.isParticipant),
    phases: () => named(ast.isModelPhase, ast.isFlowPhase),
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
