import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { markdownOfFence } from './fence-addresses.js';

type FenceMiddleware = Required<
  Pick<Middleware, 'provideRenameEdits' | 'provideReferences' | 'provideImplementation' | 'provideWorkspaceSymbols'>
>;

/** Leads to the Markdown file wherever the server names a fence: no editor can open a fence by itself. */
export const fenceMiddleware: FenceMiddleware = {
  provideRenameEdits: async (document, position, name, token, next) => {
    const edit = await next(document, position, name, token);
    if (!edit?.entries().some(([uri]) => markdownOfFence(uri.toString()) !== undefined)) return edit;
    const mapped = new vscode.WorkspaceEdit();
    for (const [uri, edits] of edit.entries()) {
      const target = shownUri(uri);
      mapped.set(target, [...mapped.get(target), ...edits]);
    }
    return mapped;
  },
  provideReferences: async (document, position, options, token, next) =>
    (await next(document, position, options, token))?.map(shownLocation),
  provideImplementation: async (document, position, token, next) => {
    const found = await next(document, position, token);
    return Array.isArray(found) && found.every((place) => place instanceof vscode.Location)
      ? found.map(shownLocation)
      : found;
  },
  provideWorkspaceSymbols: async (query, token, next) => {
    const symbols = await next(query, token);
    for (const symbol of symbols ?? []) symbol.location = shownLocation(symbol.location);
    return symbols;
  },
};

/** A location as the editor can open it. */
export function shownLocation(location: vscode.Location): vscode.Location {
  const uri = shownUri(location.uri);
  return uri === location.uri ? location : new vscode.Location(uri, location.range);
}

function shownUri(uri: vscode.Uri): vscode.Uri {
  const markdown = markdownOfFence(uri.toString());
  return markdown === undefined ? uri : vscode.Uri.parse(markdown);
}
