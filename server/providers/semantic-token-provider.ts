import { type AstNode, AstUtils, type CstNode, interruptAndCheck, isReference, type LangiumDocument } from 'langium';
import type { SemanticTokenProvider } from 'langium/lsp';
import {
  CancellationToken,
  type Range,
  SemanticTokenModifiers,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensOptions,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  SemanticTokenTypes,
} from 'vscode-languageserver';
import {
  isAttribute,
  isCapture,
  isConferFile,
  isFact,
  isFactValue,
  isFlow,
  isFlowPhase,
  isLibraryUri,
  isMessage,
  isModel,
  isModelPhase,
  isParticipant,
  isProtocol,
  isRole,
  isState,
} from '../../language/index.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { SemanticTokenDeltas } from './semantic-token-deltas.js';

const types = [
  SemanticTokenTypes.namespace,
  SemanticTokenTypes.class,
  SemanticTokenTypes.type,
  SemanticTokenTypes.interface,
  SemanticTokenTypes.event,
  SemanticTokenTypes.method,
  SemanticTokenTypes.function,
  SemanticTokenTypes.property,
  SemanticTokenTypes.variable,
  SemanticTokenTypes.parameter,
  SemanticTokenTypes.enum,
  SemanticTokenTypes.enumMember,
] as const;

const modifiers = [SemanticTokenModifiers.declaration, SemanticTokenModifiers.defaultLibrary] as const;
const DECLARATION = 1;
const DEFAULT_LIBRARY = 2;
const NAMES_BETWEEN_CHECKS = 512;

/** A name and what it stands for. */
interface NameToken {
  readonly node: CstNode;
  readonly target: AstNode;
  readonly modifiers: number;
}

/** Colours names by what they mean, which their place in the text alone does not always tell. */
export class ConferSemanticTokenProvider implements SemanticTokenProvider {
  readonly tokenTypes = Object.fromEntries(types.map((type, index) => [type, index]));
  readonly tokenModifiers = Object.fromEntries(modifiers.map((modifier, index) => [modifier, 2 ** index]));
  readonly semanticTokensOptions: SemanticTokensOptions = {
    legend: { tokenTypes: [...types], tokenModifiers: [...modifiers] },
    full: { delta: true },
    range: true,
  };
  private readonly names: ConferServices['references']['NameProvider'];
  private readonly deltas = new SemanticTokenDeltas();

  constructor(services: ConferServices) {
    this.names = services.references.NameProvider;
    services.shared.workspace.TextDocuments.onDidClose(({ document }) => this.deltas.forget(document.uri));
  }

  async semanticHighlight(
    document: LangiumDocument,
    _params: SemanticTokensParams,
    token = CancellationToken.None,
  ): Promise<SemanticTokens> {
    return this.deltas.full(document.textDocument.uri, await this.tokens(document, undefined, token));
  }

  async semanticHighlightRange(
    document: LangiumDocument,
    { range }: SemanticTokensRangeParams,
    token = CancellationToken.None,
  ): Promise<SemanticTokens> {
    return { data: await this.tokens(document, range, token) };
  }

  async semanticHighlightDelta(
    document: LangiumDocument,
    { previousResultId }: SemanticTokensDeltaParams,
    token = CancellationToken.None,
  ): Promise<SemanticTokens | SemanticTokensDelta> {
    const data = await this.tokens(document, undefined, token);
    return this.deltas.since(document.textDocument.uri, previousResultId, data);
  }

  /** Five numbers for each token, its place relative to the one before. */
  private async tokens(
    document: LangiumDocument,
    range: Range | undefined,
    token: CancellationToken,
  ): Promise<number[]> {
    const found: { readonly line: number; readonly character: number; readonly values: readonly number[] }[] = [];
    let count = 0;
    for (const { node, target, modifiers } of this.namesIn(document)) {
      if (count++ % NAMES_BETWEEN_CHECKS === 0) await interruptAndCheck(token);
      const { line, character } = node.range.start;
      if (range !== undefined && (line < range.start.line || line > range.end.line)) continue;
      const type = typeOf(target);
      if (type !== undefined) found.push({ line, character, values: [node.length, types.indexOf(type), modifiers] });
    }
    found.sort((a, b) => a.line - b.line || a.character - b.character);
    const data: number[] = [];
    let [lineBefore, characterBefore] = [0, 0];
    for (const { line, character, values } of found) {
      data.push(line - lineBefore, line === lineBefore ? character - characterBefore : character, ...values);
      [lineBefore, characterBefore] = [line, character];
    }
    return data;
  }

  private *namesIn(document: LangiumDocument): Generator<NameToken> {
    const library = isLibraryUri(document.uri) ? DEFAULT_LIBRARY : 0;
    for (const target of declaredIn(document.parseResult.value)) {
      const node = typeOf(target) === undefined ? undefined : this.names.getNameNode(target);
      if (node !== undefined) yield { node, target, modifiers: DECLARATION | library };
    }
    for (const reference of document.references) {
      if (!isReference(reference) || reference.$refNode === undefined || reference.ref === undefined) continue;
      const uri = reference.$nodeDescription?.documentUri;
      const modifiers = uri !== undefined && isLibraryUri(uri) ? DEFAULT_LIBRARY : 0;
      yield { node: reference.$refNode, target: reference.ref, modifiers };
    }
  }
}

/** Everything that may declare a name. Nothing in a phase of a flow does: most of a file need not be walked. */
function* declaredIn(root: AstNode): Generator<AstNode> {
  for (const declaration of isConferFile(root) ? root.declarations : []) {
    if (!isFlow(declaration)) yield* AstUtils.streamAst(declaration);
    else {
      yield declaration;
      for (const member of declaration.members) {
        if (isFlowPhase(member)) yield member;
        else yield* AstUtils.streamAst(member);
      }
    }
  }
}

/** Undefined for what the grammar for highlighting colours rightly by itself. */
function typeOf(node: AstNode): (typeof types)[number] | undefined {
  if (isMessage(node)) {
    if (node.kind === 'event') return SemanticTokenTypes.event;
    return node.kind === 'request' ? SemanticTokenTypes.method : SemanticTokenTypes.function;
  }
  if (isParticipant(node)) return SemanticTokenTypes.variable;
  if (isFlowPhase(node) || isModelPhase(node)) return SemanticTokenTypes.type;
  if (isRole(node)) return SemanticTokenTypes.parameter;
  if (isState(node) || isFactValue(node)) return SemanticTokenTypes.enumMember;
  if (isProtocol(node)) return SemanticTokenTypes.interface;
  if (isAttribute(node)) return SemanticTokenTypes.property;
  if (isModel(node)) return SemanticTokenTypes.namespace;
  if (isFlow(node) || isCapture(node)) return SemanticTokenTypes.class;
  return isFact(node) ? SemanticTokenTypes.enum : undefined;
}
