import { URI } from 'langium';
import type { AnswerPatch, PatchedAnswerParams, PatchedMethod, WholeAnswer } from '../protocol/answer-patch.js';
import { diffData } from '../protocol/data-patch.js';
import { KnownAnswers } from './known-answers.js';

/** A client may ask once more before it has the answer, and names the same one as before then. */
const MAX_ANSWERS = 2;

/** The answers of all kinds that clients have. */
export class AnsweredRequests {
  private readonly known = new Map<PatchedMethod, KnownAnswers<unknown>>();

  /**
   * What is sent to a client.
   * @param value all that would be answered; what has not changed may be the same objects as before
   */
  answer({ method, params, base }: PatchedAnswerParams, value: unknown): WholeAnswer | AnswerPatch {
    const uri = addressOf(params.textDocument.uri);
    const known = this.known.get(method) ?? new KnownAnswers<unknown>(MAX_ANSWERS);
    this.known.set(method, known);
    const before = known.find(uri, base);
    if (base === undefined || before === undefined) {
      const answer = known.nextName();
      known.add(uri, answer, value);
      return { answer, value };
    }
    const changes = diffData(before, value);
    const answer = changes === undefined ? base : known.nextName();
    known.add(uri, answer, value);
    return changes === undefined ? { base, answer } : { base, answer, changes };
  }

  forget(uri: string): void {
    for (const known of this.known.values()) known.forget(addressOf(uri));
  }
}

function addressOf(uri: string): string {
  return URI.parse(uri).toString();
}
