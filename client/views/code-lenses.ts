import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import {
  RunRecordingCommand,
  ShowReferencesCommand,
  ShowTimelineCommand,
  TryCaptureCommand,
} from '../../server/protocol/client-commands.js';
import { isPosition, isRange, isRecord } from '../../timeline/types/json-guards.js';
import type { Position, Range } from '../../timeline/types/timeline.js';
import { editorRange } from '../editor-range.js';
import { shownLocation } from '../fences/fence-middleware.js';

/**
 * Code lenses come from the server as plain JSON. Gives their commands the objects that the editor's commands ask for;
 * a lens with any other command stays as it is.
 */
export const provideCodeLenses: NonNullable<Middleware['provideCodeLenses']> = async (document, token, next) => {
  const lenses = await next(document, token);
  for (const lens of lenses ?? []) {
    if (lens.command !== undefined) lens.command.arguments = convert(lens.command);
  }
  return lenses;
};

/** Commands of something that a document declares: its address and the name. */
const ofDocument: ReadonlySet<string> = new Set([ShowTimelineCommand, RunRecordingCommand, TryCaptureCommand]);

function convert({ command, arguments: given = [] }: vscode.Command): unknown[] {
  const [uri, second, places] = given as unknown[];
  if (typeof uri !== 'string') return given;
  if (ofDocument.has(command)) return [vscode.Uri.parse(uri), second];
  if (command !== ShowReferencesCommand || !isPosition(second) || !Array.isArray(places)) return given;
  const locations = places.filter(isLocation).map(({ uri, range }) => {
    return shownLocation(new vscode.Location(vscode.Uri.parse(uri), editorRange(range)));
  });
  return [vscode.Uri.parse(uri), position(second), locations];
}

interface Location {
  readonly uri: string;
  readonly range: Range;
}

function position({ line, character }: Position): vscode.Position {
  return new vscode.Position(line, character);
}

function isLocation(value: unknown): value is Location {
  return isRecord(value) && typeof value.uri === 'string' && isRange(value.range);
}
