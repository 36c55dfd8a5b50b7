import { type Connection, ErrorCodes, type Message, type MessageStrategy, ResponseError } from 'vscode-languageserver';

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
      next(message);
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

/** The method of a request; undefined for a notification and an answer. */
function requestMethod(message: Message): string | undefined {
  const { id, method } = message as { id?: unknown; method?: unknown };
  return id !== undefined && typeof method === 'string' ? method : undefined;
}
