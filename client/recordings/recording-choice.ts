import * as vscode from 'vscode';

/** The last run in a workspace. URIs as strings. */
export interface RecordingChoice {
  /** The file that declares the flow or model. */
  readonly source: string;
  /** Name of the flow or model. */
  readonly subject: string;
  readonly recordings: readonly string[];
  /** Names of the captures that were chosen, by a recording's address. */
  readonly captures: Readonly<Record<string, string>>;
}

const KEY = 'confer.recording.choice';

/** The choice of the last run, kept over restarts of the window. */
export class RememberedChoice {
  constructor(private readonly state: vscode.Memento) {}

  get last(): RecordingChoice | undefined {
    const value = this.state.get<unknown>(KEY);
    return isChoice(value) ? value : undefined;
  }

  remember(choice: RecordingChoice): void {
    void this.state.update(KEY, choice);
  }
}

function isChoice(value: unknown): value is RecordingChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { source, subject, recordings, captures } = value as Record<string, unknown>;
  return (
    typeof source === 'string' &&
    typeof subject === 'string' &&
    Array.isArray(recordings) &&
    recordings.every((uri) => typeof uri === 'string') &&
    typeof captures === 'object' &&
    captures !== null &&
    Object.values(captures).every((name) => typeof name === 'string')
  );
}

/** Name of a recording, as results and messages give it: its path in the workspace, otherwise its whole path. */
export function recordingName(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
