import { type DataPatch, patchData } from './data-patch.js';

/**
 * Client → server. A request of the protocol whose answer is as long as the document, answered with what differs from
 * the answer that the client has: the protocol itself knows that for semantic tokens alone.
 */
export const PatchedAnswerRequest = { method: 'confer/patchedAnswer' } as const;

export interface PatchedAnswerParams {
  readonly method: PatchedMethod;
  readonly params: AboutDocument;
  /** Names the answer that the client has, if any. */
  readonly base?: string;
}

/** The least that a request about a document says. */
export interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}

const methods = [
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/codeLens',
  'textDocument/inlayHint',
] as const;

/** A request that can be answered so. */
export type PatchedMethod = (typeof methods)[number];

/** All that would be answered to the request itself. */
export interface WholeAnswer {
  /** Names this answer while the server runs; another server uses other names. */
  readonly answer: string;
  readonly value: unknown;
}

/** What makes an answer that the client has to the one that would be answered. */
export interface AnswerPatch {
  /** The answer that the patch is for, and the one that it makes: the same where nothing is different. */
  readonly base: string;
  readonly answer: string;
  /** Absent where nothing is different. */
  readonly changes?: DataPatch;
}

/** Whether the answer to a request can be told by what is different. */
export function isPatchedMethod(method: string): method is PatchedMethod {
  return methods.some((known) => known === method);
}

/**
 * All of an answer. What does not change is the same object in both.
 * @param base the answer that was named in the request
 */
export function wholeAnswer(base: WholeAnswer | undefined, answered: WholeAnswer | AnswerPatch): WholeAnswer {
  if (!('base' in answered)) return answered;
  if (base?.answer !== answered.base) throw new Error('The patch is for another answer.');
  const { answer, changes } = answered;
  return { answer, value: changes === undefined ? base.value : patchData(base.value, changes) };
}
