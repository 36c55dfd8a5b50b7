import { type Connection, ErrorCodes, type Message, type MessageStrategy, ResponseError } from 'vscode-languageserver';
import { isRecord } from '../timeline/types/json-guards.js';

/** Methods that requests are given when they come before `initialize`, or after `shutdown`. */
const tooEarly = 'confer/$beforeInitialize';
const tooLate = 'confer/$afterShutdown';

/**
 * Lets requests out of order be answered with an error, as the protocol asks for: without it, they would wait for a
 * workspace that never comes.
 */
export class RequestOrder implements MessageStrategy {
  private isInitialized = false;
  /** Whether the client has asked the server to end. */
  isShutDown = false;

  handleMessage(message: Message, next: (message: Message) => void): void {
    const method = requestMethod(message);
    if (method === undefined) {
      // A document without a text could never be built, and every request would wait for it.
      if (!isWithoutText(message)) next(message);
      return;
    }
    const rejected = this.isShutDown ? tooLate : this.isInitialized || method === 'initialize' ? undefined : tooEarly;
    this.isInitialized ||= method === 'initialize';
    this.isShutDown ||= method === 'shutdown' && rejected === undefined;
    next(rejected === undefined ? message : ({ ...message, method: rejected } as Message));
  }
}

/** Answers the requests that `RequestOrder` sorts out. */
export function rejectOutOfOrder(connection: Connection): void {
  connection.onRequest(tooEarly, () => {
    throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The first request must be "initialize".');
  });
  connection.onRequest(tooLate, () => {
    throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
  });
}

/** Whether a message opens or changes a document and says no text. */
function isWithoutText(message: Message): boolean {
  const { method, params } = message as { method?: unknown; params?: unknown };
  if (method !== 'textDocument/didOpen' && method !== 'textDocument/didChange') return false;
  const { textDocument, contentChanges } = isRecord(params) ? params : {};
  if (!isRecord(textDocument) || typeof textDocument.uri !== 'string') return true;
  if (method === 'textDocument/didOpen') return typeof textDocument.text !== 'string';
  return !Array.isArray(contentChanges) || !contentChanges.every(isTextChange);
}

function isTextChange(change: unknown): boolean {
  return isRecord(change) && typeof change.text === 'string';
}

/** The method of a request; undefined for a notification and an answer. */
function requestMethod(message: Message): string | undefined {
  const { id, method } = message as { id?: unknown; method?: unknown };
  return id !== undefined && typeof method === 'string' ? method : undefined;
}
