import {
  type AboutDocument,
  type AnswerPatch,
  type PatchedAnswerParams,
  type PatchedMethod,
  type WholeAnswer,
  wholeAnswer,
} from '../server/protocol/answer-patch.js';

/** The server's last answers to requests that can be answered by patches, kept up to date. */
export class AnswerReplicas {
  /** By document: the last answer to each request. */
  private readonly last = new Map<string, Map<PatchedMethod, WholeAnswer>>();

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
    const answers = this.last.get(uri) ?? new Map<PatchedMethod, WholeAnswer>();
    this.last.set(uri, answers);
    const base = answers.get(method);
    const answered = await send(base === undefined ? { method, params } : { method, params, base: base.answer });
    const whole = wholeAnswer(base, answered);
    answers.set(method, whole);
    return whole.value;
  }

  /** The document is closed: nobody asks for it again soon. */
  forget(uri: string): void {
    this.last.delete(uri);
  }
}
