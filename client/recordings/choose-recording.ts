import * as vscode from 'vscode';
import type { CaptureSummary, RecordingSubject } from '../../server/protocol/recording-messages.js';
import { languageId } from '../contributions.js';
import { distinctTitle } from '../distinct-title.js';
import type { ServerRequests } from '../server-requests.js';
import { type RecordingChoice, recordingName } from './recording-choice.js';

/** Endings of files that are likely recordings, next to what captures name. */
const ENDINGS = ['log', 'jsonl', 'ndjson', 'csv', 'tsv', 'xes'].flatMap((ending) => [ending, `${ending}.gz`]);
const LIKELY = `**/*.{${ENDINGS.join()}}`;
/** Most files of the workspace that are offered. */
const MAX_OFFERED = 200;

/** The command's arguments; the user is asked for the rest. */
export interface GivenChoice {
  readonly source: vscode.Uri | undefined;
  readonly subject: string | undefined;
  readonly recordings: readonly vscode.Uri[];
}

/**
 * Reads what a menu, a lens or the palette gives.
 * @param target a log or a Confer file
 * @param second the name of a flow, or the selected files
 * @param logs the recordings
 */
export function givenChoice(target: unknown, second?: unknown, logs?: unknown): GivenChoice {
  const uris = urisIn(second);
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  const files = uris.length > 0 ? uris : uri === undefined ? [] : [uri];
  // From the palette, the file in front may be anything: it is taken if it looks like a log.
  const isChosen = (file: vscode.Uri) => target instanceof vscode.Uri || hasLikelyEnding(file);
  const editor = vscode.window.activeTextEditor?.document;
  return {
    source: files.find(isSource) ?? (editor?.languageId === languageId ? editor.uri : undefined),
    subject: typeof second === 'string' ? second : undefined,
    recordings: [...files.filter((file) => !isSource(file) && isChosen(file)), ...urisIn(logs)],
  };
}

function hasLikelyEnding({ path }: vscode.Uri): boolean {
  return ENDINGS.some((ending) => path.toLowerCase().endsWith(`.${ending}`));
}

function urisIn(value: unknown): vscode.Uri[] {
  return Array.isArray(value) ? value.filter((uri) => uri instanceof vscode.Uri) : [];
}

/** Whether a file is one of the language, by its name or as an editor has it: a new file has no name yet. */
function isSource(uri: vscode.Uri): boolean {
  if (uri.path.toLowerCase().endsWith('.confer')) return true;
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  return document?.languageId === languageId;
}

/**
 * Asks for what is not given: the flow or model, then the recordings.
 * @param last the choice of the last run, offered first
 * @returns undefined if the user calls it off
 */
export async function chooseRecording(
  given: GivenChoice,
  last: RecordingChoice | undefined,
  requests: ServerRequests,
): Promise<Omit<RecordingChoice, 'captures'> | undefined> {
  const { subjects, globs } = await requests.recordingSubjects();
  const subject = await chooseSubject(subjects, given, last);
  if (subject === undefined) return undefined;
  const before = last?.recordings.map((uri) => vscode.Uri.parse(uri)) ?? [];
  const title = vscode.l10n.t('Run Against Recording');
  const recordings = given.recordings.length > 0 ? given.recordings : await chooseFiles(globs, before, title);
  if (recordings === undefined || recordings.length === 0) return undefined;
  return { source: subject.uri, subject: subject.name, recordings: recordings.map(String) };
}

async function chooseSubject(
  subjects: readonly RecordingSubject[],
  { source, subject, recordings }: GivenChoice,
  last: RecordingChoice | undefined,
): Promise<RecordingSubject | undefined> {
  const address = source?.toString();
  const own = subjects.filter(({ uri }) => address !== undefined && vscode.Uri.parse(uri).toString() === address);
  const named = own.find(({ name }) => name === subject);
  if (named !== undefined) return named;
  const flows = own.filter(({ kind }) => kind === 'flow');
  const [only, another] = flows.length > 0 ? flows : own;
  if (only !== undefined && another === undefined) return only;
  const isLast = ({ uri, name }: RecordingSubject) => uri === last?.source && name === last.subject;
  const isBeside = ({ uri }: RecordingSubject) =>
    recordings.some((file) => folderOf(uri) === folderOf(file.toString()));
  const order = (candidate: RecordingSubject) =>
    isLast(candidate) ? 0 : own.includes(candidate) ? 1 : isBeside(candidate) ? 2 : 3;
  const items = [...subjects]
    .sort((a, b) => order(a) - order(b))
    .map((candidate) => ({
      label: `$(${candidate.kind === 'flow' ? 'symbol-event' : 'symbol-class'}) ${candidate.name}`,
      description: distinctTitle(candidate.name, candidate.title),
      detail: candidate.library
        ? vscode.l10n.t('Built-in library')
        : vscode.workspace.asRelativePath(vscode.Uri.parse(candidate.uri)),
      candidate,
    }));
  const picked = await vscode.window.showQuickPick(items, {
    title:
      recordings.length === 0
        ? vscode.l10n.t('Run Against Recording')
        : vscode.l10n.t('Run Against {0}', recordings.map(recordingName).join(', ')),
    placeHolder: vscode.l10n.t('Select the flow or model to follow'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.candidate;
}

function folderOf(address: string): string {
  const uri = vscode.Uri.parse(address);
  return vscode.Uri.joinPath(uri, '..').toString();
}

interface FileItem extends vscode.QuickPickItem {
  readonly files: readonly vscode.Uri[] | 'browse';
}

/**
 * Asks for recordings of the workspace or of the disk.
 * @param globs the captures' patterns of file names
 * @param lastChosen those that were chosen last
 * @returns undefined if the user calls it off
 */
export async function chooseFiles(
  globs: readonly string[],
  lastChosen: readonly vscode.Uri[],
  title: string,
): Promise<readonly vscode.Uri[] | undefined> {
  const items: FileItem[] = [];
  if (lastChosen.length > 0) {
    const label = `$(history) ${lastChosen.map(recordingName).join(', ')}`;
    items.push({ label, description: vscode.l10n.t('last run'), files: lastChosen });
  }
  const found = (await likelyRecordings(globs)).filter(
    (uri) => lastChosen.length !== 1 || String(uri) !== String(lastChosen[0]),
  );
  items.push(...found.map((uri): FileItem => ({ label: `$(file) ${recordingName(uri)}`, files: [uri] })));
  const browse: FileItem = { label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`, files: 'browse', alwaysShow: true };
  if (items.length === 0) return browseFiles();
  const picked = await vscode.window.showQuickPick([...items, browse], {
    title,
    placeHolder: vscode.l10n.t('Select a recording'),
  });
  if (picked === undefined) return undefined;
  return picked.files === 'browse' ? browseFiles() : picked.files;
}

async function browseFiles(): Promise<readonly vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title: vscode.l10n.t('Select one or more recordings'),
    openLabel: vscode.l10n.t('Run'),
    canSelectMany: true,
  });
}

/** Files of the workspace that a capture names, or that end as recordings do. */
async function likelyRecordings(globs: readonly string[]): Promise<vscode.Uri[]> {
  const patterns = [...globs.map((glob) => (glob.startsWith('**/') ? glob : `**/${glob}`)), LIKELY];
  const found = new Map<string, vscode.Uri>();
  for (const pattern of patterns) {
    for (const uri of await vscode.workspace.findFiles(pattern, undefined, MAX_OFFERED)) {
      if (found.size < MAX_OFFERED && !isSource(uri)) found.set(uri.toString(), uri);
    }
  }
  return [...found.values()];
}

/**
 * The capture that reads a recording: the only candidate, or the one that the user chooses.
 * @returns undefined if the user calls it off
 */
export async function chooseCapture(
  recording: string,
  candidates: readonly CaptureSummary[],
): Promise<string | undefined> {
  const [only, another] = candidates;
  if (another === undefined) return only?.name;
  const items = candidates.map(({ name, title, uri }) => ({
    label: name,
    description: distinctTitle(name, title),
    detail: uri.startsWith('confer-library:')
      ? vscode.l10n.t('Built-in library')
      : vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
    name,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Run Against Recording'),
    placeHolder: vscode.l10n.t('Select the capture that reads {0}', recording),
    matchOnDescription: true,
  });
  return picked?.name;
}
