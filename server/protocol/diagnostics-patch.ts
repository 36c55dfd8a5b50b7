import { type DataPatch, patchData } from './data-patch.js';

/**
 * Server → client, if the client said `initializationOptions.diagnosticPatches: true`: in place of
 * `textDocument/publishDiagnostics`, what differs from the diagnostics that were published last for a file.
 */
export const PatchDiagnosticsNotification = { method: 'confer/patchDiagnostics' } as const;

/** The changes of the diagnostics of one file. */
export interface PatchDiagnosticsParams {
  readonly uri: string;
  readonly version?: number;
  /** Absent if the diagnostics are only published again. */
  readonly changes?: DataPatch;
}

/** All diagnostics of a file. @param published those that were published last for it */
export function wholeDiagnostics(published: readonly unknown[], changes: DataPatch | undefined): readonly unknown[] {
  return changes === undefined ? published : (patchData(published, changes) as readonly unknown[]);
}
