import type { SemanticTokens, SemanticTokensDelta, SemanticTokensEdit } from 'vscode-languageserver';

interface Answer {
  readonly id: string;
  readonly data: number[];
}

/** The tokens that an editor has of each open file, so that it is told only what is different since. */
export class SemanticTokenDeltas {
  private readonly answers = new Map<string, Answer>();
  private count = 0;

  /** Tokens that are sent in full, and remembered. */
  full(uri: string, data: number[]): SemanticTokens & { readonly resultId: string } {
    const id = String(++this.count);
    this.answers.set(uri, { id, data });
    return { resultId: id, data };
  }

  /** What makes the answer with this id to the present tokens; all of them where the editor has another answer. */
  since(uri: string, id: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const known = this.answers.get(uri);
    const now = this.full(uri, data);
    if (known?.id !== id) return now;
    return { resultId: now.resultId, edits: editsBetween(known.data, data) };
  }

  forget(uri: string): void {
    this.answers.delete(uri);
  }
}

/** The one stretch that differs, if any. Places are relative: what is moved as a whole does not differ. */
function editsBetween(before: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === now[now.length - 1 - same]) same++;
  const deleteCount = before.length - same - start;
  const data = now.slice(start, now.length - same);
  return deleteCount + data.length === 0 ? [] : [{ start, deleteCount, data }];
}
