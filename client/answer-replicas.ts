import {
  type AboutDocument,
  type AnswerPatch,
  keptAnswers,
  type PatchedAnswerParams,
  type PatchedMethod,
  type WholeAnswer,
  wholeAnswer,
} from '../server/protocol/answer-patch.js';

/** The server's last answers to requests that can be answered by patches, kept up to date. */
export class AnswerReplicas {
  /** By document: the last answers to each request, the very last one first. */
  private readonly last = new Map<string, Map<PatchedMethod, readonly WholeAnswer[]>>();

  /**
   * Asks for an answer.
   * @param send sends the request for a patch
   * @returns all that would be answered to the request itself; the caller must not change it
   */
  async ask(
    method: PatchedMethod,
    params: AboutDocument,
    send: (params: PatchedAnswerParams) => Promise<WholeAnswer | AnswerPatch>,
  ): Promise<unknown> {
    const { uri } = params.textDocument;
    const answers = this.last.get(uri) ?? new Map<PatchedMethod, readonly WholeAnswer[]>();
    this.last.set(uri, answers);
    const bases = answers.get(method) ?? [];
    const request = { method, params, bases: bases.map(({ answer }) => answer) };
    const whole = wholeAnswer(bases, await send(request)) ?? wholeAnswer([], await send({ ...request, bases: [] }));
    if (whole === undefined) throw new Error('A whole answer was asked for.');
    // Another one may have been answered meanwhile.
    const others = (answers.get(method) ?? []).filter(({ answer }) => answer !== whole.answer);
    answers.set(method, [whole, ...others].slice(0, keptAnswers[method]));
    return whole.value;
  }

  /** Drops the answers about a document that was closed. */
  forget(uri: string): void {
    this.last.delete(uri);
  }
}
