import * as vscode from 'vscode';
import type { FindingReference, FixesParams, FixesResult, TimelineFix } from '../../server/protocol/fix-messages.js';
import { plainFindingText } from '../../timeline/types/finding-spans.js';
import { comparePositions } from '../../timeline/types/ranges.js';
import type { Position, Range } from '../../timeline/types/timeline.js';
import { editorRange } from '../editor-range.js';
import { isCancellation, type ServerRequests } from '../server-requests.js';

/** Limit on repeated requests for fixes because the text has changed meanwhile. */
const MAX_TRIES = 3;

/** The outcome of a fix that was asked for. */
export interface FixOutcome {
  /** A sentence for the user; undefined if the choice was dismissed. */
  readonly announcement: string | undefined;
  /** The range of the fixed text to show: the choice that is left to the author, otherwise the change. */
  readonly show?: { readonly uri: string; readonly range: Range };
}

/** What to request from the server, and how to announce it. */
export interface Offer {
  ask(): Promise<FixesResult>;
  /** The message if there is nothing to do. */
  readonly nothing: string;
  /** An entry of the list of fixes. */
  readonly placeHolder: string;
}

/**
 * Fixes a finding in the text: by the preferred fix, otherwise by the one that the user picks.
 * @param ask asks the server for the fixes of a finding
 * @throws if the server cannot be asked
 */
export function fixFinding(
  documentUri: string,
  finding: FindingReference,
  ask: (params: FixesParams) => Promise<FixesResult>,
): Promise<FixOutcome> {
  return takeOffered(documentUri, {
    ask: () => ask({ textDocument: { uri: documentUri }, finding }),
    nothing: vscode.l10n.t('No changes made: there is no safe fix, or the problem is already fixed.'),
    placeHolder: plainFindingText(finding.message),
  });
}

/**
 * Declares a path of a flow as a scenario; the user chooses its name.
 * @throws if the server cannot be asked
 */
export function saveScenario(
  documentUri: string,
  flow: string,
  path: readonly string[],
  requests: Pick<ServerRequests, 'saveScenario'>,
): Promise<FixOutcome> {
  const nothing = vscode.l10n.t('No changes made: the flow no longer has this path.');
  return takeOffered(documentUri, {
    ask: () => requests.saveScenario({ textDocument: { uri: documentUri }, flow, path }),
    nothing,
    placeHolder: '',
  });
}

/**
 * Makes the edits of what the server offers for a document, of several those that are preferred or picked. All of them
 * are one step of undo.
 * @throws if the server cannot be asked
 */
export async function takeOffered(documentUri: string, offer: Offer): Promise<FixOutcome> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(documentUri));
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const answer = await askFor(offer);
    if (answer === undefined || answer.version !== document.version) continue;
    if (answer.fixes.length === 0) return { announcement: offer.nothing };
    const fix = answer.fixes.find(({ preferred }) => preferred) ?? (await pick(offer, answer.fixes));
    if (fix === undefined) return { announcement: undefined };
    // While the user picks, the text may have changed, and its fixes with it.
    if (answer.version !== document.version) continue;
    if (await vscode.workspace.applyEdit(workspaceEdit(fix))) return outcomeOf(fix);
  }
  return { announcement: vscode.l10n.t('No changes made: the text kept changing. Try again.') };
}

async function askFor(offer: Offer): Promise<FixesResult | undefined> {
  try {
    return await offer.ask();
  } catch (error) {
    if (isCancellation(error)) return undefined;
    throw error;
  }
}

/** Lets the user pick a fix; also a single one that should not be applied unread. */
async function pick({ placeHolder }: Offer, fixes: readonly TimelineFix[]): Promise<TimelineFix | undefined> {
  const items = fixes.map((fix) => ({ label: fix.title, fix }));
  const hasFix = fixes.some(({ suppresses }) => !suppresses);
  const picked = await vscode.window.showQuickPick(items, {
    title: hasFix ? vscode.l10n.t('Select a Fix') : vscode.l10n.t('No Automatic Fix'),
    placeHolder,
  });
  return picked?.fix;
}

function workspaceEdit(fix: TimelineFix): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(fix.edits)) {
    const textEdits = edits.map(({ range, newText }) => new vscode.TextEdit(editorRange(range), newText));
    result.set(vscode.Uri.parse(uri), textEdits);
  }
  return result;
}

function outcomeOf({ title, edits, select }: TimelineFix): FixOutcome {
  if (select !== null) {
    return {
      announcement: vscode.l10n.t('Done: {0}. Replace the selected text in the editor as needed.', title),
      show: select,
    };
  }
  const announcement = vscode.l10n.t('Done: {0}.', title);
  const [uri, all = []] = Object.entries(edits)[0] ?? [];
  const first = all.toSorted((a, b) => comparePositions(a.range.start, b.range.start))[0];
  if (uri === undefined || first === undefined) return { announcement };
  const place = textStart(first);
  return { announcement, show: { uri, range: { start: place, end: place } } };
}

/** Position of the first word of an inserted text, in the text after the insertion. */
function textStart({ range: { start }, newText }: { readonly range: Range; readonly newText: string }): Position {
  const space = /^\s*/.exec(newText)?.[0] ?? '';
  const lastLine = space.slice(space.lastIndexOf('\n') + 1).length;
  const lines = space.split('\n').length - 1;
  return lines === 0
    ? { line: start.line, character: start.character + lastLine }
    : { line: start.line + lines, character: lastLine };
}
