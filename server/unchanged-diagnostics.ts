import type { Connection, Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { diffData } from './protocol/data-patch.js';

interface Published {
  readonly diagnostics: readonly Diagnostic[];
  readonly version: number | undefined;
}

/**
 * A connection that publishes no diagnostics that the client has. They are sent again where a version of the text was
 * passed over: what an editor marks moves with every edit, and it may have lost a mark in between.
 * @param versionOf the version of an open document; undefined for one that is not open
 */
export function withoutUnchangedDiagnostics(
  connection: Connection,
  versionOf: (uri: string) => number | undefined,
): Connection {
  const published = new Map<string, Published>();
  const sendDiagnostics = (params: PublishDiagnosticsParams): Promise<void> => {
    const { uri, diagnostics } = params;
    const version = versionOf(uri);
    const before = published.get(uri);
    const isNext = (version ?? 0) - (before?.version ?? version ?? 0) <= 1;
    published.set(uri, { diagnostics, version });
    if (before !== undefined && isNext && diffData(before.diagnostics, diagnostics) === undefined) {
      return Promise.resolve();
    }
    return connection.sendDiagnostics(params);
  };
  return Object.assign(Object.create(connection), { sendDiagnostics });
}
