import type { Message, MessageStrategy } from 'vscode-languageclient';
import {
  PatchDiagnosticsNotification,
  type PatchDiagnosticsParams,
  wholeDiagnostics,
} from '../server/protocol/diagnostics-patch.js';
import { isRecord } from '../timeline/types/json-guards.js';

const PUBLISH_METHOD = 'textDocument/publishDiagnostics';

/**
 * Takes what differs from the diagnostics that were published last. The rest of the client sees the notifications of the
 * protocol, whole.
 */
export function diagnosticReplicas(): MessageStrategy {
  /** By file, if there are any. */
  const published = new Map<string, readonly unknown[]>();
  const note = (uri: string, diagnostics: readonly unknown[]) => {
    if (diagnostics.length === 0) published.delete(uri);
    else published.set(uri, diagnostics);
  };
  return {
    handleMessage: (message, next) => {
      const { method, params } = message as Message & { readonly method?: unknown; readonly params?: unknown };
      if (method === PUBLISH_METHOD && isPublished(params)) note(params.uri, params.diagnostics);
      if (method !== PatchDiagnosticsNotification.method || !isRecord(params)) return next(message);
      const { changes, ...rest } = params as unknown as PatchDiagnosticsParams;
      const diagnostics = wholeDiagnostics(published.get(rest.uri) ?? [], changes);
      note(rest.uri, diagnostics);
      return next({ ...message, method: PUBLISH_METHOD, params: { ...rest, diagnostics } } as Message);
    },
  };
}

function isPublished(params: unknown): params is { readonly uri: string; readonly diagnostics: readonly unknown[] } {
  return isRecord(params) && typeof params.uri === 'string' && Array.isArray(params.diagnostics);
}
