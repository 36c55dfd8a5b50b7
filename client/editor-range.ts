import * as vscode from 'vscode';
import type { Range } from '../timeline/types/timeline.js';

/** A range of the protocol as one of the editor. */
export function editorRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
