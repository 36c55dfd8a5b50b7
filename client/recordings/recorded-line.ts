import * as vscode from 'vscode';
import type { ListedInteraction, RecordedLine, RecordedPlace } from '../../runner/protocol/messages.js';
import { recordingScheme } from '../contributions.js';
import { revealSource } from '../preview/source-reveal.js';
import type { FollowedRecording, RunFile } from './followed-recording.js';

/** Larger files are not handed to extensions by the editor, in bytes. */
const MAX_OPENED_BYTES = 50 * 1024 * 1024;

/** How a line of a recording is shown. */
export interface LineReveal {
  /** Whether the keyboard goes to the editor too. */
  readonly focus: boolean;
  /** The editor group of the timeline, which must stay to be seen. */
  readonly previewColumn: vscode.ViewColumn | undefined;
}

/** Whether a recording is opened in an editor; of one that is too large or packed, the lines of an interaction are. */
export function isOpened({ uri, size }: RunFile): boolean {
  return size <= MAX_OPENED_BYTES && !uri.path.toLowerCase().endsWith('.gz');
}

/** Opens recordings at a line. Of those that no editor opens, read-only documents hold the lines of an interaction. */
export class RecordedLines implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly documents = new Map<string, readonly RecordedLine[]>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(recordingScheme, this);

  /** Opens the line, or the lines of the interaction at that line. */
  async open(
    run: FollowedRecording,
    interaction: ListedInteraction,
    place: RecordedPlace,
    how: LineReveal,
  ): Promise<void> {
    const file = run.files.get(place.file);
    if (file === undefined) return;
    if (isOpened(file)) {
      await revealSource({ uri: file.uri, range: wholeLine(place.line - 1), ...how });
      return;
    }
    const uri = await this.documentOf(run, interaction);
    const at = this.lineIn(uri, place);
    if (at === undefined) throw new Error(vscode.l10n.t('{0} can no longer be read.', place.file));
    await revealSource({ uri, range: wholeLine(at), ...how });
  }

  /** The document with the lines of an interaction, made from the recordings. */
  async documentOf(run: FollowedRecording, interaction: ListedInteraction): Promise<vscode.Uri> {
    const name = `${interaction.key} in ${interaction.place.file.split(/[/\\]/).at(-1)}`.replaceAll('/', '_');
    const query = `${run.files.get(interaction.place.file)?.uri.toString() ?? ''}#${interaction.index}`;
    const uri = vscode.Uri.from({ scheme: recordingScheme, path: `/${name}`, query });
    this.documents.set(uri.toString(), await run.lines(interaction));
    return uri;
  }

  /** Zero-based line of such a document for a line of a recording; undefined if there is none. */
  lineIn(uri: vscode.Uri, { file, line }: RecordedPlace): number | undefined {
    const at = this.documents.get(uri.toString())?.findIndex((own) => own.file === file && own.line === line) ?? -1;
    return at < 0 ? undefined : at + HEAD_LINES;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const lines = this.documents.get(uri.toString()) ?? [];
    const files = [...new Set(lines.map(({ file }) => file))];
    const numbers = lines.map(({ file, line }) => (files.length > 1 ? `${file}:${line}` : `${line}`));
    const width = Math.max(0, ...numbers.map(({ length }) => length));
    const head = vscode.l10n.t('Showing the lines of one interaction: {0} is not opened as a whole.', files.join(', '));
    return [head, '', ...lines.map(({ text }, at) => `${numbers[at]?.padStart(width)} | ${text}`)].join('\n');
  }

  dispose(): void {
    this.registration.dispose();
  }
}

/** Lines above the recorded ones. */
const HEAD_LINES = 2;

function wholeLine(line: number): { start: vscode.Position; end: vscode.Position } {
  return { start: new vscode.Position(line, 0), end: new vscode.Position(line + 1, 0) };
}
