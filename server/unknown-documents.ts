import { URI } from 'langium';
import { type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { isRecord } from '../timeline/types/json-guards.js';
import type { ConferSharedServices } from './confer-lsp-services.js';

type Handler = (params: unknown, ...rest: unknown[]) => unknown;

/** Members of a connection that hold further handlers of requests about documents. */
const groups: ReadonlySet<PropertyKey> = new Set([...['languages', 'callHierarchy', 'inlayHint', 'semanticTokens']]);
/** What registers a handler of one of the protocol's own requests: `onHover`, and `on` in a group. */
const registers = /^on(?:$|(?!Request$|Notification$|Did|Will)[A-Z])/;

/**
 * A connection on which the protocol's requests for a document that the server does not have, such as a closed one that
 * was never saved, are answered with null: editors show nothing then, and say nothing.
 * @param shared the services, asked for when a request comes
 */
export function withNullForUnknownDocuments(connection: Connection, shared: () => ConferSharedServices): Connection {
  return gated(connection, shared);
}

/**
 * Whether an address is that of a document that is built: of an open file, of the workspace or of the library. One that
 * was opened just now is waited for.
 */
export async function hasDocument(
  { ServiceRegistry, workspace }: ConferSharedServices,
  address: string,
): Promise<boolean> {
  const uri = URI.parse(address);
  // What was opened as Confer under another name, and is closed by now, is about to go.
  if (!ServiceRegistry.hasServices(uri)) return false;
  const { LangiumDocuments, LibraryDocuments, TextDocuments, WorkspaceLock, WorkspaceManager } = workspace;
  if (LangiumDocuments.hasDocument(uri)) return true;
  await WorkspaceManager.ready;
  // The lock is free when what was opened has become a document.
  if (TextDocuments.get(uri) !== undefined) await WorkspaceLock.read(() => undefined);
  return LangiumDocuments.hasDocument(uri) || LibraryDocuments.document(uri) !== undefined;
}

function gated<T extends object>(registrar: T, shared: () => ConferSharedServices): T {
  return new Proxy(registrar, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member === 'object' && member !== null && groups.has(key)) return gated(member, shared);
      if (typeof member !== 'function' || typeof key !== 'string' || !registers.test(key)) return member;
      return (handler: unknown, ...rest: unknown[]): unknown =>
        member.call(target, typeof handler === 'function' ? answering(handler as Handler, shared) : handler, ...rest);
    },
  });
}

function answering(handler: Handler, shared: () => ConferSharedServices): Handler {
  return async (params, ...rest) => {
    const address = addressIn(params);
    if (address === undefined) return handler(params, ...rest);
    if (!(await hasDocument(shared(), address))) return null;
    // It may go while the request waits.
    try {
      const answer = await handler(params, ...rest);
      if (!(answer instanceof ResponseError)) return answer;
      return isUnknown(answer) || !(await hasDocument(shared(), address)) ? null : answer;
    } catch (error) {
      if (await hasDocument(shared(), address)) throw error;
      return null;
    }
  };
}

/** Whether a document has gone while a request waited: the builder and the documents say so by this code alone. */
function isUnknown({ code }: ResponseError): boolean {
  return code === LSPErrorCodes.ServerCancelled;
}

/** The document that a request is about. */
function addressIn(params: unknown): string | undefined {
  const { textDocument, item } = isRecord(params) ? params : {};
  const about = textDocument ?? item;
  return isRecord(about) && typeof about.uri === 'string' ? about.uri : undefined;
}
