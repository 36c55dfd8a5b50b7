import { URI } from 'langium';
import {
  type AnswerPatch,
  keptAnswers,
  type PatchedAnswerParams,
  type PatchedMethod,
  type WholeAnswer,
} from '../protocol/answer-patch.js';
import { type DataPatch, diffData } from '../protocol/data-patch.js';
import { type KnownAnswer, KnownAnswers } from './known-answers.js';

/** Characters of a patch up to which the whole answer's length is not compared. */
const SHORT = 2_000;

/** The answers of all kinds that clients have. */
export class AnsweredRequests {
  private readonly answersByMethod = new Map<PatchedMethod, KnownAnswers<unknown>>();

  /**
   * The answer to send to a client.
   * @param value all that would be answered; what has not changed may be the same objects as before
   */
  answer({ method, params, bases }: PatchedAnswerParams, value: unknown): WholeAnswer | AnswerPatch {
    const uri = addressOf(params.textDocument.uri);
    const earlierAnswers = this.answersTo(method);
    const base = closest(
      bases.flatMap((name) => earlierAnswers.find(uri, name) ?? []),
      value,
    );
    const changes = base === undefined ? { value } : diffData(base.answer, value);
    const answer = base !== undefined && changes === undefined ? base.name : earlierAnswers.nextName();
    earlierAnswers.add(uri, answer, value);
    if (base === undefined || (changes !== undefined && !isShorter(changes, value))) return { answer, value };
    return changes === undefined ? { base: base.name, answer } : { base: base.name, answer, changes };
  }

  forget(uri: string): void {
    for (const earlierAnswers of this.answersByMethod.values()) earlierAnswers.forget(addressOf(uri));
  }

  private answersTo(method: PatchedMethod): KnownAnswers<unknown> {
    // A client may ask once more before it has the answer, and names the same ones as before then.
    const earlierAnswers = this.answersByMethod.get(method) ?? new KnownAnswers<unknown>(keptAnswers[method] + 1);
    this.answersByMethod.set(method, earlierAnswers);
    return earlierAnswers;
  }
}

/** The client's answer that most likely differs least: the latest one of about the same length. */
function closest(bases: readonly KnownAnswer<unknown>[], value: unknown): KnownAnswer<unknown> | undefined {
  const distance = ({ answer }: KnownAnswer<unknown>) => Math.abs(lengthOf(answer) - lengthOf(value));
  return bases.reduce<KnownAnswer<unknown> | undefined>(
    (best, base) => (best === undefined || distance(base) < distance(best) ? base : best),
    undefined,
  );
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function isShorter(changes: DataPatch, value: unknown): boolean {
  const { length } = JSON.stringify(changes);
  return length <= SHORT || length < JSON.stringify(value).length;
}

function addressOf(uri: string): string {
  return URI.parse(uri).toString();
}
