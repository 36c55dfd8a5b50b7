import * as vscode from 'vscode';
import type { RecordingInput } from '../../runner/protocol/messages.js';
import type { RunFile } from './followed-recording.js';
import type { RunnerHost } from './runner-host.js';

/** Files that only the editor can read are read whole, up to this size, in bytes. */
const MAX_READ_BYTES = 50 * 1024 * 1024;

/**
 * A recording for a worker: by its path where workers open files of the disk, otherwise with its bytes.
 * @throws if only the editor can read it and it is too large for that
 */
export async function recordingInput(
  { opensPaths }: RunnerHost,
  name: string,
  { uri, size }: RunFile,
  capture: string,
): Promise<RecordingInput> {
  if (opensPaths && uri.scheme === 'file') return { name, capture, path: uri.fsPath, bytes: null, size };
  if (size > MAX_READ_BYTES) {
    const [most, own] = [MAX_READ_BYTES, size].map((bytes) => Math.round(bytes / 1024 / 1024));
    throw new Error(
      vscode.l10n.t(
        '{0} is {1} MB. Here, recordings can be up to {2} MB. For larger ones, use VS Code on the desktop or `confer conform`.',
        name,
        own ?? 0,
        most ?? 0,
      ),
    );
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  return { name, capture, path: null, bytes, size: bytes.length };
}
