import { type AstNode, AstUtils, type CstNode, interruptAndCheck, isReference, type LangiumDocument } from 'langium';
import type { CancellationToken } from 'vscode-languageserver';
import { ast, isLibraryUri } from '../../language/index.js';
import { comparePositions } from '../../timeline/types/ranges.js';
import type { ConferServices } from '../confer-lsp-services.js';
import type { TokenData } from './semantic-token-deltas.js';

/** The token type of a name by its meaning; undefined if the highlighting grammar already colors it correctly. */
export type TypeOf = (target: AstNode) => number | undefined;

const DECLARATION = 1;
const DEFAULT_LIBRARY = 2;
const PIECES_BETWEEN_CHECKS = 64;

/** A name and its place. */
interface PlacedToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: number;
  readonly modifiers: number;
}

/** The names of one part of a file, in source order. */
interface Piece {
  /** Their lines are relative to the line that the part begins on. */
  readonly tokens: readonly PlacedToken[];
  sent: Sent | undefined;
}

/** A piece as sent last: `lines` lines after the token before, from whose column the first one counts. */
interface Sent {
  readonly gap: number;
  readonly column: number;
  readonly data: readonly number[];
}

/** A node with all that is in it, or by itself. */
interface Part {
  readonly node: AstNode;
  readonly alone: boolean;
}

/** The names of files in pieces: one that was not read again, and refers to what it did, stays as it is. */
export class TokenPieces {
  private readonly names: ConferServices['references']['NameProvider'];
  private readonly links: ConferServices['shared']['workspace']['KeptLinks'];
  /** By what the versions of a file share between which only phases were parsed again. */
  private readonly piecesByLineage = new WeakMap<object, WeakMap<CstNode, Piece>>();

  constructor(
    services: ConferServices,
    private readonly typeOf: TypeOf,
  ) {
    this.names = services.references.NameProvider;
    this.links = services.shared.workspace.KeptLinks;
  }

  /**
   * The tokens of a whole file.
   * @throws OperationCancelled if the token is canceled
   */
  async all(document: LangiumDocument, token: CancellationToken): Promise<TokenData> {
    const data: (readonly number[])[] = [];
    let [made, line, column] = [0, 0, -1];
    for (const part of partsOf(document.parseResult.value)) {
      const node = part.node.$cstNode;
      if (node === undefined) continue;
      const start = node.range.start.line;
      const pieces = this.piecesOf(document);
      let piece = pieces.get(node);
      if (piece === undefined) {
        if (made++ % PIECES_BETWEEN_CHECKS === 0) await interruptAndCheck(token);
        piece = { tokens: this.tokensIn(part, document, start), sent: undefined };
        pieces.set(node, piece);
      }
      const [first] = piece.tokens;
      const last = piece.tokens.at(-1);
      if (first === undefined || last === undefined) continue;
      const gap = start + first.line - line;
      // What is read in another place than where it is written is out of order.
      if (gap < 0 || (gap === 0 && first.character <= column)) return [encoded(this.tokens(document, EVERYWHERE))];
      data.push(sentAs(piece, gap, gap > 0 ? 0 : Math.max(0, column)));
      [line, column] = [start + last.line, last.character];
    }
    return data;
  }

  /** The tokens on some lines of a file. */
  within(document: LangiumDocument, lines: Lines): number[] {
    return encoded(this.tokens(document, lines));
  }

  private piecesOf({ references }: LangiumDocument): WeakMap<CstNode, Piece> {
    const lineage = this.links.lineage(references);
    const pieceByNode = this.piecesByLineage.get(lineage) ?? new WeakMap<CstNode, Piece>();
    this.piecesByLineage.set(lineage, pieceByNode);
    return pieceByNode;
  }

  private tokens(document: LangiumDocument, { first, last }: Lines): PlacedToken[] {
    const parts = [...partsOf(document.parseResult.value)].filter(({ node: { $cstNode: node } }) => {
      return node !== undefined && node.range.start.line <= last && node.range.end.line >= first;
    });
    return parts
      .flatMap((part) => this.tokensIn(part, document, 0))
      .filter(({ line }) => line >= first && line <= last)
      .sort(comparePositions);
  }

  /** @param from the line that counts as the first */
  private tokensIn({ node, alone }: Part, { uri }: LangiumDocument, from: number): PlacedToken[] {
    const tokens: PlacedToken[] = [];
    const add = (name: CstNode, target: AstNode, modifiers: number) => {
      const type = this.typeOf(target);
      if (type === undefined) return;
      const { line, character } = name.range.start;
      tokens.push({ line: line - from, character, length: name.length, type, modifiers });
    };
    const library = isLibraryUri(uri) ? DEFAULT_LIBRARY : 0;
    const nodes = alone ? [node] : AstUtils.streamAst(node).toArray();
    // Nothing in a phase of a flow declares a name.
    for (const declared of ast.isFlowPhase(node) ? [node] : nodes) {
      const name = this.typeOf(declared) === undefined ? undefined : this.names.getNameNode(declared);
      if (name !== undefined) add(name, declared, DECLARATION | library);
    }
    for (const holder of nodes) {
      for (const { reference } of AstUtils.streamReferences(holder)) {
        if (!isReference(reference) || reference.$refNode === undefined || reference.ref === undefined) continue;
        const target = reference.$nodeDescription?.documentUri;
        add(reference.$refNode, reference.ref, target !== undefined && isLibraryUri(target) ? DEFAULT_LIBRARY : 0);
      }
    }
    return tokens.sort(comparePositions);
  }
}

/** Zero-based, both included. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

const EVERYWHERE: Lines = { first: 0, last: Number.POSITIVE_INFINITY };

/** A file's declarations, those of flows by their members. */
function* partsOf(root: AstNode): Generator<Part> {
  for (const declaration of ast.isConferFile(root) ? root.declarations : []) {
    yield { node: declaration, alone: ast.isFlow(declaration) };
    if (ast.isFlow(declaration)) for (const node of declaration.members) yield { node, alone: false };
  }
}

function sentAs(piece: Piece, gap: number, column: number): readonly number[] {
  if (piece.sent?.gap !== gap || piece.sent.column !== column) {
    const [first] = piece.tokens;
    piece.sent = { gap, column, data: encoded(piece.tokens, (first?.line ?? 0) - gap, column) };
  }
  return piece.sent.data;
}

/**
 * Five numbers for each token, its place relative to the one before.
 * @param line of the token before the first
 * @param column from which the first one counts, if it is on that line
 */
function encoded(tokens: readonly PlacedToken[], line = 0, column = 0): number[] {
  const data: number[] = [];
  let [lineBefore, characterBefore] = [line, column];
  for (const { line: own, character, length, type, modifiers } of tokens) {
    data.push(own - lineBefore, own === lineBefore ? character - characterBefore : character, length, type, modifiers);
    [lineBefore, characterBefore] = [own, character];
  }
  return data;
}
