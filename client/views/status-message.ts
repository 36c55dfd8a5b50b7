import * as vscode from 'vscode';

/** How long a message stays, in ms. */
const STAY_MS = 8000;

/** Shows a message in the status bar for a while; unlike a notification it covers nothing. */
export function showStatusMessage(icon: 'info' | 'pass' | 'warning' | 'error', text: string): void {
  vscode.window.setStatusBarMessage(`$(${icon}) ${text}`, STAY_MS);
}
