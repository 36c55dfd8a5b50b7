import type { AstNode, LangiumDocument } from 'langium';
import type { TypeDefinitionProvider } from 'langium/lsp';
import type { LocationLink, TypeDefinitionParams } from 'vscode-languageserver';
import { ast } from '../../language/index.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { declaredAt, linkTo } from './declared-at.js';

/** From what a flow declares to what the model says it is: a phase's phase, a participant's roles, a flow's models. */
export class ConferTypeDefinitionProvider implements TypeDefinitionProvider {
  constructor(private readonly services: ConferServices) {}

  getTypeDefinition(document: LangiumDocument, { position }: TypeDefinitionParams): LocationLink[] | undefined {
    const declared = declaredAt(document, position, this.services);
    if (declared === undefined) return undefined;
    const targets = declared.nodes.flatMap(typesOf);
    return targets.map((target) => linkTo(target, declared.range)).filter((link) => link !== undefined);
  }
}

function typesOf(node: AstNode): readonly AstNode[] {
  if (ast.isFlowPhase(node)) return [node.realizes?.phase?.ref].filter((phase) => phase !== undefined);
  if (ast.isParticipant(node)) return node.roles.map((role) => role.ref).filter((role) => role !== undefined);
  if (ast.isFlow(node)) return node.models.map((model) => model.ref).filter((model) => model !== undefined);
  return [];
}
