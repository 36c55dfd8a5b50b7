import * as vscode from 'vscode';
import type { ReadMessage, ReadResult } from '../../runner/protocol/messages.js';
import { errorMessage } from '../../timeline/types/error-message.js';
import { captureTrialScheme, commands } from '../contributions.js';
import type { ServerRequests } from '../server-requests.js';
import { chooseFiles } from './choose-recording.js';
import { recordingName } from './recording-choice.js';
import { recordingInput } from './recording-input.js';
import { count } from './recording-texts.js';
import type { Runner, RunnerHost } from './runner-host.js';

/** Tries a capture on a log: a read-only document says below each line how it is read. */
export class CaptureTrial implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly documents = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly subscriptions: vscode.Disposable;
  /** The log that each capture was tried on last. */
  private readonly last = new Map<string, vscode.Uri>();

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly host: RunnerHost,
    private readonly requests: ServerRequests,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(captureTrialScheme, this),
      vscode.commands.registerCommand(commands.tryCapture, (uri: unknown, capture: unknown) => {
        if (uri instanceof vscode.Uri && typeof capture === 'string') return this.guarded(uri, capture);
        return undefined;
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.documents.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async guarded(uri: vscode.Uri, capture: string): Promise<void> {
    try {
      await this.try(uri, capture);
    } catch (error) {
      const reason = errorMessage(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('Cannot read the log: {0}', reason));
    }
  }

  private async try(uri: vscode.Uri, capture: string): Promise<void> {
    const id = `${uri.toString()}#${capture}`;
    const { globs } = await this.requests.recordingSubjects();
    const last = this.last.get(id);
    const title = vscode.l10n.t('Try {0} on a Log', capture);
    const [log] = (await chooseFiles(globs, last === undefined ? [] : [last], title)) ?? [];
    if (log === undefined) return;
    this.last.set(id, log);
    const name = recordingName(log);
    const textDocument = { uri: uri.toString() };
    const { sources } = await this.requests.recordingSources({ textDocument, subject: null, recordings: [name] });
    if (sources === null) return;
    const { size } = await vscode.workspace.fs.stat(log);
    const recording = await recordingInput(this.host, name, { uri: log, size }, capture);
    const result = await this.read({ type: 'read', sources, recording });
    const address = vscode.Uri.from({
      scheme: captureTrialScheme,
      path: `/${capture} on ${name.split(/[/\\]/).at(-1) ?? ''}`,
      query: id,
    });
    this.documents.set(address.toString(), trialText(capture, name, result));
    this.changed.fire(address);
    await vscode.window.showTextDocument(address, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }

  private async read(message: ReadMessage): Promise<ReadResult> {
    let runner: Runner | undefined;
    try {
      return await new Promise<ReadResult>((resolve, reject) => {
        runner = this.host.start(
          (answer) => {
            if (answer.type === 'read') resolve(answer.result);
            else if (answer.type === 'failed') reject(new Error(answer.reason));
          },
          (reason) => reject(new Error(reason)),
        );
        runner.post(message);
      });
    } finally {
      runner?.end();
    }
  }
}

/** The lines of a log and, below each, how the capture reads it. */
function trialText(capture: string, log: string, { lines, explanations, counts, problems, isCut }: ReadResult): string {
  const { messages, noise, unreadable } = counts;
  const head = [
    vscode.l10n.t('How {0} reads {1}', capture, log),
    vscode.l10n.t('{0} messages, {1} noise, {2} unreadable', count(messages), count(noise), count(unreadable)),
    ...(isCut ? [vscode.l10n.t('Only the beginning of the log was read: {0} lines.', count(lines.length))] : []),
    ...problems,
    '',
  ];
  const width = String(lines.length).length;
  const margin = ' '.repeat(width);
  const text: string[] = [];
  let next = 0;
  for (const [index, line] of lines.entries()) {
    text.push(`${String(index + 1).padStart(width)} | ${line}`);
    for (let own = explanations[next]; own !== undefined && own.lastLine <= index + 1; own = explanations[next]) {
      text.push(`${margin} └ ${own.text}`);
      next += 1;
    }
  }
  return [...head, ...text].join('\n');
}
