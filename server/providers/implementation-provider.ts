import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import type { ImplementationProvider } from 'langium/lsp';
import type { ImplementationParams, LocationLink } from 'vscode-languageserver';
import { ast } from '../../language/index.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { declaredAt, linkTo, referrers } from './declared-at.js';

/** Leads from a declaration of a model to what flows make of it: a phase's phases, a role's participants, a model's flows. */
export class ConferImplementationProvider implements ImplementationProvider {
  constructor(private readonly services: ConferServices) {}

  getImplementation(document: LangiumDocument, { position }: ImplementationParams): LocationLink[] | undefined {
    const declared = declaredAt(document, position, this.services);
    if (declared === undefined) return undefined;
    const found = declared.nodes.flatMap((node) => this.implementations(node));
    return [...new Set(found)].map((node) => linkTo(node, declared.range)).filter((link) => link !== undefined);
  }

  private implementations(node: AstNode): AstNode[] {
    // A flow's phase leads to all phases that realize the same model phase.
    const target = ast.isFlowPhase(node) ? node.realizes?.phase?.ref : node;
    if (target === undefined) return [];
    return referrers(target, this.services).flatMap((referrer) => realizing(referrer, target));
  }
}

function realizing(referrer: AstNode, target: AstNode): AstNode[] {
  if (ast.isModelPhase(target)) {
    const realization = AstUtils.getContainerOfType(referrer, ast.isRealization);
    return realization?.phase?.ref === target && ast.isFlowPhase(realization.$container)
      ? [realization.$container]
      : [];
  }
  if (ast.isRole(target)) {
    if (ast.isParticipant(referrer)) return [referrer];
    return ast.isBinding(referrer) && referrer.participant?.ref !== undefined ? [referrer.participant.ref] : [];
  }
  return ast.isModel(target) && ast.isFlow(referrer) ? [referrer] : [];
}
