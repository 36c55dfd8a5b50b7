// Replaces `vscode-languageserver-protocol` in a bundle without a server: the few things that Langium's core takes from
// it, which are those of its transport, instead of every message of the protocol.
export { CancellationToken, CancellationTokenSource, Emitter, ResponseError } from 'vscode-jsonrpc/browser';

export const LSPErrorCodes = { RequestFailed: -32803, ServerCancelled: -32802 };
