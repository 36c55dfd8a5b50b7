import { type AstNode, AstUtils, GrammarUtils, type LangiumDocument } from 'langium';
import type { Range } from 'vscode-languageserver';
import { ast, fileNames, isLibraryUri } from '../../language/index.js';
import type { ConferServices } from '../confer-lsp-services.js';

/** A name in a capture that no link leads from: a capture is for any flow or model that its file sees. */
export interface CaptureMention {
  readonly document: LangiumDocument;
  readonly range: Range;
}

/** The names in captures that mean one of these declarations, and nothing else that the capture's file sees. */
export function captureMentions(declarations: readonly AstNode[], services: ConferServices): CaptureMention[] {
  const [first] = declarations;
  const name = first !== undefined && 'name' in first ? first.name : undefined;
  if (first === undefined || typeof name !== 'string' || !isMentioned(first)) return [];
  const { LangiumDocuments, FilesAtRest, ImportResolver } = services.shared.workspace;
  // Files at rest declare no captures.
  return LangiumDocuments.all
    .filter((document) => FilesAtRest.summary(document) === undefined && !isLibraryUri(document.uri))
    .toArray()
    .flatMap((document) => {
      const mentions = mentionsIn(document, first, name);
      if (mentions.length === 0) return [];
      const visible = [document, ...ImportResolver.importedDocuments(document)];
      const meant = visible.flatMap(({ parseResult }) => namedAlike(parseResult.value, first, name));
      return meant.length > 0 && meant.every((node) => declarations.includes(node)) ? mentions : [];
    });
}

function isMentioned(node: AstNode): boolean {
  return (
    ast.isMessage(node) || isPhase(node) || ((ast.isParticipant(node) || ast.isRole(node)) && node.kind === 'system')
  );
}

function isPhase(node: AstNode): node is ast.FlowPhase | ast.ModelPhase {
  return ast.isFlowPhase(node) || ast.isModelPhase(node);
}

function mentionsIn(document: LangiumDocument, like: AstNode, name: string): CaptureMention[] {
  const captures = [...fileNames(document.parseResult.value).Capture.values()].map(({ node }) => node);
  const members = captures.filter(ast.isCapture).flatMap((capture) => capture.members);
  return members.flatMap((member) => {
    const property = mentioningProperty(member, like);
    const node = property === undefined ? undefined : GrammarUtils.findNodeForProperty(member.$cstNode, property);
    return node?.text.replace(/^\^/, '') === name ? [{ document, range: node.range }] : [];
  });
}

function mentioningProperty(member: ast.CaptureMember, like: AstNode): string | undefined {
  if (ast.isCaptureAddress(member)) return ast.isParticipant(like) || ast.isRole(like) ? 'role' : undefined;
  if (!ast.isCaptureAllow(member)) return undefined;
  if (ast.isMessage(like)) return 'message';
  return isPhase(like) ? 'phase' : undefined;
}

/** The declarations of a file that a capture may mean by a name, of the kinds that it does not tell apart. */
function namedAlike(root: AstNode, like: AstNode, name: string): AstNode[] {
  const isPlayer = (node: AstNode) => ast.isParticipant(node) || ast.isRole(node);
  const isAlike = [ast.isMessage, isPhase, isPlayer].find((isKind) => isKind(like)) ?? isPlayer;
  return AstUtils.streamAllContents(root)
    .filter((node) => isAlike(node) && 'name' in node && node.name === name)
    .toArray();
}
