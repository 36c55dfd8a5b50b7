import { type DataPatch, patchData } from './data-patch.js';

/**
 * Client → server. A request of the protocol whose answer is as long as the document, answered with what differs from
 * the answer that the client has: the protocol itself knows that for semantic tokens alone.
 */
export const PatchedAnswerRequest = { method: 'confer/patchedAnswer' } as const;

/** A request, and the answers to it that the client has. */
export interface PatchedAnswerParams {
  readonly method: PatchedMethod;
  readonly params: AboutDocument;
  /** Name the answers that the client has, the last one first. */
  readonly bases: readonly string[];
}

/** The least that a request about a document says. */
export interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}

/**
 * The requests that can be answered so, and how many answers to each a client keeps. Of most, each answer is like the one
 * before. What is highlighted depends on the word at the caret, and authors return to words.
 */
export const keptAnswers = {
  'textDocument/documentSymbol': 1,
  'textDocument/foldingRange': 1,
  'textDocument/codeLens': 1,
  'textDocument/inlayHint': 1,
  'textDocument/documentHighlight': 8,
} as const;

export type PatchedMethod = keyof typeof keptAnswers;

/** All that would be answered to the request itself. */
export interface WholeAnswer {
  /** Names this answer while the server runs; another server uses other names. */
  readonly answer: string;
  readonly value: unknown;
}

/** The patch from an answer that the client has to the present one. */
export interface AnswerPatch {
  /** The answer that the patch is for, and the one that it makes: the same if nothing is different. */
  readonly base: string;
  readonly answer: string;
  /** Absent if nothing is different. */
  readonly changes?: DataPatch;
}

/** Whether the answer to a request can be sent as a patch. */
export function isPatchedMethod(method: string): method is PatchedMethod {
  return Object.hasOwn(keptAnswers, method);
}

/**
 * All of an answer. What does not change is the same object in both.
 * @param bases the answers that were named in the request
 * @returns undefined if the patch is for another one: all of it has to be asked for
 */
export function wholeAnswer(
  bases: readonly WholeAnswer[],
  answered: WholeAnswer | AnswerPatch,
): WholeAnswer | undefined {
  if (!('base' in answered)) return answered;
  const base = bases.find(({ answer }) => answer === answered.base);
  if (base === undefined) return undefined;
  const { answer, changes } = answered;
  return { answer, value: changes === undefined ? base.value : patchData(base.value, changes) };
}
