import type { Connection, Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import { diffData } from './protocol/data-patch.js';
import { PatchDiagnosticsNotification, type PatchDiagnosticsParams } from './protocol/diagnostics-patch.js';

interface Published {
  readonly diagnostics: readonly Diagnostic[];
  readonly version: number | undefined;
}

/** Diagnostics of a file up to which all of them are sent. */
const FEW = 4;

/**
 * A connection that publishes no diagnostics that the client has. They are sent again if a version of the text was
 * skipped: an editor's marks move with every edit, and it may have lost one in between.
 * @param versionOf the version of an open document; undefined for one that is not open
 * @param takesPatches whether the client takes patches of the last ones
 */
export function withoutUnchangedDiagnostics(
  connection: Connection,
  versionOf: (uri: string) => number | undefined,
  takesPatches: () => boolean,
): Connection {
  const published = new Map<string, Published>();
  const sendDiagnostics = (params: PublishDiagnosticsParams): Promise<void> => {
    const { uri, diagnostics } = params;
    const version = versionOf(uri);
    const before = published.get(uri);
    const isNext = (version ?? 0) - (before?.version ?? version ?? 0) <= 1;
    published.set(uri, { diagnostics, version });
    if (before === undefined) return connection.sendDiagnostics(params);
    const changes = diffData(before.diagnostics, diagnostics);
    if (isNext && changes === undefined) return Promise.resolve();
    if (!takesPatches() || Math.min(before.diagnostics.length, diagnostics.length) <= FEW) {
      return connection.sendDiagnostics(params);
    }
    const { diagnostics: _, ...about } = params;
    const patch: PatchDiagnosticsParams = changes === undefined ? about : { ...about, changes };
    return connection.sendNotification(PatchDiagnosticsNotification.method, patch);
  };
  return Object.assign(Object.create(connection), { sendDiagnostics });
}
