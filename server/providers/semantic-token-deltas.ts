import type { SemanticTokens, SemanticTokensDelta, SemanticTokensEdit } from 'vscode-languageserver';

/** Tokens in pieces, five numbers each, its place relative to the one before. A piece that stays is the same array. */
export type TokenData = readonly (readonly number[])[];

interface Answer {
  readonly id: string;
  readonly data: TokenData;
}

/** The tokens that an editor has of each open file, so that only later differences are sent. */
export class SemanticTokenDeltas {
  private readonly answers = new Map<string, Answer>();
  private count = 0;

  /** Tokens that are sent in full, and remembered. */
  full(uri: string, data: TokenData): SemanticTokens & { readonly resultId: string } {
    return { resultId: this.remember(uri, data), data: data.flat() };
  }

  /** The edits from the answer with this id to the present tokens; all tokens if the editor has another answer. */
  since(uri: string, id: string, data: TokenData): SemanticTokens | SemanticTokensDelta {
    const lastAnswer = this.answers.get(uri);
    if (lastAnswer?.id !== id) return this.full(uri, data);
    return { resultId: this.remember(uri, data), edits: editsBetween(lastAnswer.data, data) };
  }

  forget(uri: string): void {
    this.answers.delete(uri);
  }

  private remember(uri: string, data: TokenData): string {
    const id = String(++this.count);
    this.answers.set(uri, { id, data });
    return id;
  }
}

/** The one stretch that differs, if any. Places are relative: what is moved as a whole does not differ. */
function editsBetween(piecesBefore: TokenData, piecesNow: TokenData): SemanticTokensEdit[] {
  const pieces = sameAtEnds(piecesBefore, piecesNow);
  const skipped = piecesBefore.slice(0, pieces.start).reduce((sum, piece) => sum + piece.length, 0);
  const before = piecesBefore.slice(pieces.start, piecesBefore.length - pieces.end).flat();
  const now = piecesNow.slice(pieces.start, piecesNow.length - pieces.end).flat();
  const { start, end } = sameAtEnds(before, now);
  const deleteCount = before.length - end - start;
  const data = now.slice(start, now.length - end);
  return deleteCount + data.length === 0 ? [] : [{ start: skipped + start, deleteCount, data }];
}

/** How many items two lists share at their start, and how many of the others at their end. */
function sameAtEnds<T>(before: readonly T[], now: readonly T[]): { readonly start: number; readonly end: number } {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
  return { start, end };
}
