import type { AstNode, LangiumDocument } from 'langium';
import type { SemanticTokenProvider } from 'langium/lsp';
import {
  CancellationToken,
  SemanticTokenModifiers,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensOptions,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  SemanticTokenTypes,
} from 'vscode-languageserver';
import { ast } from '../../language/index.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { SemanticTokenDeltas } from './semantic-token-deltas.js';
import { TokenPieces } from './token-pieces.js';

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
/** Colors names by what they mean, which their place in the text alone does not always show. */
export class ConferSemanticTokenProvider implements SemanticTokenProvider {
  readonly tokenTypes = Object.fromEntries(types.map((type, index) => [type, index]));
  readonly tokenModifiers = Object.fromEntries(modifiers.map((modifier, index) => [modifier, 2 ** index]));
  readonly semanticTokensOptions: SemanticTokensOptions = {
    legend: { tokenTypes: [...types], tokenModifiers: [...modifiers] },
    full: { delta: true },
    range: true,
  };
  private readonly pieces: TokenPieces;
  private readonly deltas = new SemanticTokenDeltas();

  constructor(services: ConferServices) {
    this.pieces = new TokenPieces(services, (target) => {
      const type = typeOf(target);
      return type === undefined ? undefined : types.indexOf(type);
    });
    services.shared.workspace.TextDocuments.onDidClose(({ document }) => this.deltas.forget(document.uri));
  }

  async semanticHighlight(
    document: LangiumDocument,
    _params: SemanticTokensParams,
    token = CancellationToken.None,
  ): Promise<SemanticTokens> {
    return this.deltas.full(document.textDocument.uri, await this.pieces.all(document, token));
  }

  semanticHighlightRange(document: LangiumDocument, { range }: SemanticTokensRangeParams): SemanticTokens {
    return { data: this.pieces.within(document, { first: range.start.line, last: range.end.line }) };
  }

  async semanticHighlightDelta(
    document: LangiumDocument,
    { previousResultId }: SemanticTokensDeltaParams,
    token = CancellationToken.None,
  ): Promise<SemanticTokens | SemanticTokensDelta> {
    const data = await this.pieces.all(document, token);
    return this.deltas.since(document.textDocument.uri, previousResultId, data);
  }
}

/** Undefined for what the grammar for highlighting colors rightly by itself. */
function typeOf(node: AstNode): (typeof types)[number] | undefined {
  if (ast.isMessage(node)) {
    if (node.kind === 'event') return SemanticTokenTypes.event;
    return node.kind === 'request' ? SemanticTokenTypes.method : SemanticTokenTypes.function;
  }
  if (ast.isParticipant(node)) return SemanticTokenTypes.variable;
  if (ast.isFlowPhase(node) || ast.isModelPhase(node)) return SemanticTokenTypes.type;
  if (ast.isRole(node)) return SemanticTokenTypes.parameter;
  if (ast.isState(node) || ast.isFactValue(node)) return SemanticTokenTypes.enumMember;
  if (ast.isProtocol(node)) return SemanticTokenTypes.interface;
  if (ast.isAttribute(node)) return SemanticTokenTypes.property;
  if (ast.isModel(node)) return SemanticTokenTypes.namespace;
  if (ast.isFlow(node) || ast.isCapture(node)) return SemanticTokenTypes.class;
  return ast.isFact(node) ? SemanticTokenTypes.enum : undefined;
}
