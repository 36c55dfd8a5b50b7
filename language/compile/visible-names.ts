import type { AstNode, LangiumDocument, Reference, ScopeProvider } from 'langium';
import * as ast from '../generated/ast.js';
import { type ImportResolver, importsOf } from '../workspace/import-resolver.js';

/** The names that a capture can use in one document. */
export interface VisibleNames {
  /** Names and titles of messages, each with the name. */
  readonly message: ReadonlyMap<string, string>;
  readonly protocol: ReadonlyMap<string, string>;
  /** Participants of flows and roles of models; null where an import cannot be read. */
  readonly participants: ReadonlySet<string> | null;
}

/** Gathers the names that a capture can use in a document. */
export function visibleNames(document: LangiumDocument, imports: ImportResolver, scopes: ScopeProvider): VisibleNames {
  const container = document.parseResult.value;
  const all = (type: string, property: string): AstNode[] => {
    const holder = { $type: type, $container: container } as AstNode;
    const scope = scopes.getScope({ reference: { $refText: '' } as Reference, container: holder, property });
    return [...scope.getAllElements().flatMap(({ node }) => (node === undefined ? [] : [node]))];
  };
  const complete = importsOf(container).every((path) => imports.resolveImport(document, path) !== undefined);
  const participants = new Set<string>();
  for (const model of all('Flow', 'models').filter(ast.isModel)) {
    for (const role of model.members.filter(ast.isRole)) participants.add(role.name);
  }
  for (const file of [document, ...imports.importedDocuments(document)]) {
    const root = file.parseResult.value;
    if (!ast.isConferFile(root)) continue;
    for (const flow of root.declarations.filter(ast.isFlow)) {
      for (const participant of flow.members.filter(ast.isParticipant)) participants.add(participant.name);
    }
  }
  return {
    message: titled(all('CaptureMessageEntry', 'message').filter(ast.isMessage)),
    protocol: titled(all('CaptureProtocolEntry', 'protocol').filter(ast.isProtocol)),
    participants: complete ? participants : null,
  };
}

/** Names and titles, each with the name; a name wins over another's title. */
function titled(nodes: readonly (AstNode & { name: string; title?: string })[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { name, title } of nodes) if (title !== undefined) names.set(title, name);
  for (const { name } of nodes) names.set(name, name);
  return names;
}
