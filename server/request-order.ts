import { type Connection, ErrorCodes, type Message, type MessageStrategy, ResponseError } from 'vscode-languageserver';
import { isReadableNotification, unreadableMember } from './message-shapes.js';

/** Methods that requests are given when they come before `initialize`, a second time, or after `shutdown`. */
const tooEarly = 'confer/$beforeInitialize';
const again = 'confer/$initializeAgain';
const tooLate = 'confer/$afterShutdown';
/** Method that a request is given whose parameters cannot be read. */
const unreadable = 'confer/$unreadable';

/**
 * Lets requests out of order, and those that cannot be read, be answered with an error, as the protocol asks for:
 * without it, they would wait for a workspace that never comes, or fail somewhere inside the server. Notifications that
 * are out of order are dropped. Where `initialized` is missing, it is made up.
 */
export class RequestOrder implements MessageStrategy {
  private isInitialized = false;
  /** Whether the client has said that it is initialized, or has gone on as if it had. */
  private isReady = false;
  /** Whether the client has asked the server to end. */
  isShutDown = false;

  handleMessage(message: Message, next: (message: Message) => void): void {
    const { id, method, params } = message as { id?: unknown; method?: unknown; params?: unknown };
    if (typeof method !== 'string') {
      next(message);
      return;
    }
    if (id === undefined) {
      const isInOrder = method === 'exit' || (this.isInitialized && !this.isShutDown);
      if (method === 'initialized' && this.isReady) return;
      if (!isInOrder || !isReadableNotification(method, params)) return;
      this.beReady(method, next);
      next(message);
      return;
    }
    const rejected = this.rejection(method);
    if (rejected === undefined && method !== 'initialize') this.beReady(method, next);
    this.isInitialized ||= method === 'initialize';
    this.isShutDown ||= method === 'shutdown' && rejected === undefined;
    if (rejected !== undefined) {
      next({ ...message, method: rejected } as Message);
      return;
    }
    const member = unreadableMember(method, params);
    next(member === undefined ? message : ({ ...message, method: unreadable, params: { method, member } } as Message));
  }

  /**
   * A client must send `initialized`, and the workspace is read when it comes. If a client forgets it, its
   * next message counts as `initialized`: otherwise no file that it opens would ever be checked, and its requests would
   * wait.
   */
  private beReady(method: string, next: (message: Message) => void): void {
    if (this.isReady || method === 'exit' || method === 'shutdown' || method.startsWith('$/')) return;
    this.isReady = true;
    if (method !== 'initialized') next({ jsonrpc: '2.0', method: 'initialized', params: {} } as Message);
  }

  private rejection(method: string): string | undefined {
    if (this.isShutDown) return tooLate;
    if (method === 'initialize') return this.isInitialized ? again : undefined;
    return this.isInitialized ? undefined : tooEarly;
  }
}

/** Answers the requests that `RequestOrder` sorts out. */
export function rejectOutOfOrder(connection: Connection): void {
  connection.onRequest(tooEarly, () => {
    throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The first request must be "initialize".');
  });
  connection.onRequest(again, () => {
    throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been initialized already.');
  });
  connection.onRequest(tooLate, () => {
    throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
  });
  connection.onRequest(unreadable, ({ method, member }: { method: string; member: string }) => {
    throw new ResponseError(ErrorCodes.InvalidParams, `"${member}" of "${method}" is missing or cannot be read.`);
  });
}
