import type { CancellationToken, Middleware } from 'vscode-languageclient';
import {
  type AboutDocument,
  type AnswerPatch,
  isPatchedMethod,
  type PatchedAnswerParams,
  PatchedAnswerRequest,
  type WholeAnswer,
} from '../server/protocol/answer-patch.js';
import { isRecord } from '../timeline/types/json-guards.js';
import { AnswerReplicas } from './answer-replicas.js';

type Send = (
  method: string,
  params: PatchedAnswerParams,
  token: CancellationToken | undefined,
) => Promise<WholeAnswer | AnswerPatch>;

/**
 * Requests long answers as differences from the last ones. The rest of the client sees the whole answers of the
 * protocol.
 */
export function patchedAnswers(): Pick<Middleware, 'sendRequest' | 'didClose'> {
  const replicas = new AnswerReplicas();
  return {
    sendRequest: async (type, param, token, next) => {
      const method = typeof type === 'string' ? type : type.method;
      if (!isPatchedMethod(method) || !isAboutDocument(param)) return next(type, param, token);
      // Its types are those of the request that is replaced.
      const send = next as unknown as Send;
      const whole = await replicas.ask(method, param, (params) => send(PatchedAnswerRequest.method, params, token));
      return whole as Awaited<ReturnType<typeof next>>;
    },
    didClose: (document, next) => {
      replicas.forget(document.uri.toString());
      return next(document);
    },
  };
}

function isAboutDocument(param: unknown): param is AboutDocument {
  return isRecord(param) && isRecord(param.textDocument) && typeof param.textDocument.uri === 'string';
}
