import * as vscode from 'vscode';
import type { FollowMessage, RecordingInput } from '../../runner/protocol/messages.js';
import type { TimelineResult } from '../../server/protocol/timeline-messages.js';
import { errorMessage } from '../../timeline/types/error-message.js';
import { commands } from '../contributions.js';
import type { PreviewManager } from '../preview/preview-manager.js';
import type { ServerRequests } from '../server-requests.js';
import { withSlowProgress } from '../views/slow-progress.js';
import { showStatusMessage } from '../views/status-message.js';
import { chooseCapture, chooseRecording, type GivenChoice, givenChoice } from './choose-recording.js';
import { FollowedRecording, type RunFile } from './followed-recording.js';
import { withRecordedModel, withRecording } from './frequencies.js';
import { FrequencyLenses } from './frequency-lenses.js';
import { RecordedLines } from './recorded-line.js';
import { type RecordingChoice, RememberedChoice, recordingName } from './recording-choice.js';
import { RecordingCoverage } from './recording-coverage.js';
import { RecordingDiagnostics } from './recording-diagnostics.js';
import { recordingInput } from './recording-input.js';
import { progressText } from './recording-texts.js';
import { interactionOf, placeOf, type RecordingGrouping, type RecordingNode } from './recording-tree.js';
import { RecordingView } from './recording-view.js';
import type { RunnerHost } from './runner-host.js';

/** Checks recordings against flows and models, and shows the results. */
export class Recordings implements vscode.Disposable {
  private readonly view = new RecordingView();
  private readonly lines = new RecordedLines();
  private readonly diagnostics = new RecordingDiagnostics(this.lines);
  private readonly lenses = new FrequencyLenses();
  private readonly coverage = new RecordingCoverage();
  private readonly remembered: RememberedChoice;
  private readonly subscriptions: vscode.Disposable;
  private run: FollowedRecording | undefined;

  constructor(
    private readonly host: RunnerHost,
    private readonly requests: ServerRequests,
    private readonly previews: Pick<PreviewManager, 'showRecorded'>,
    state: vscode.Memento,
  ) {
    this.remembered = new RememberedChoice(state);
    const on = vscode.commands.registerCommand;
    this.subscriptions = vscode.Disposable.from(
      this.view,
      this.lines,
      this.diagnostics,
      this.lenses,
      this.coverage,
      on(commands.runAgainstRecording, (target: unknown, second: unknown, logs: unknown) =>
        this.guarded(() => this.choose(givenChoice(target, second, logs))),
      ),
      on(commands.runRecordingAgain, () => this.guarded(() => this.again(''))),
      on(commands.clearRecording, () => {
        this.view.filterBy('');
        this.clear();
      }),
      on(commands.filterRecording, (text: unknown) => this.filter(text)),
      on(commands.searchRecording, () => this.guarded(() => this.search())),
      on(commands.showRecordingCoverage, () => this.guarded(() => this.showCoverage())),
      on(commands.groupRecordingByDeviation, () => this.group('deviation')),
      on(commands.groupRecordingByVerdict, () => this.group('verdict')),
      on(commands.showInteraction, (node: RecordingNode) => this.guarded(() => this.showTimeline(node))),
      on(commands.showRecordedLine, (node: RecordingNode) => this.guarded(() => this.showLine(node))),
    );
  }

  dispose(): void {
    this.clear();
    this.subscriptions.dispose();
  }

  private async choose(given: GivenChoice): Promise<void> {
    const chosen = await chooseRecording(given, this.remembered.last, this.requests);
    if (chosen !== undefined) await this.follow({ ...chosen, captures: this.remembered.last?.captures ?? {} }, '');
  }

  private async again(filter: string): Promise<void> {
    const last = this.run?.choice ?? this.remembered.last;
    if (last === undefined) await this.choose(givenChoice(undefined));
    else await this.follow(last, filter);
  }

  private clear(): void {
    const { run } = this;
    this.run = undefined;
    if (run !== undefined) {
      this.hideResults();
      run.dispose();
    }
    this.view.show(undefined);
  }

  /** Takes a run's results out of the editors. */
  private hideResults(): void {
    this.diagnostics.clear();
    this.lenses.show(undefined);
    this.coverage.clear();
    this.requests.decorateTimelines((result) => result);
  }

  private async group(grouping: RecordingGrouping): Promise<void> {
    this.view.group(grouping);
    await this.view.focus();
  }

  /** @param given the filter, if a lens gives it; otherwise the user is asked */
  private async filter(given: unknown): Promise<void> {
    const text = typeof given === 'string' ? given : await this.askForFilter();
    if (text === undefined) return;
    this.view.filterBy(text);
    await this.view.focus();
  }

  private askForFilter(): Thenable<string | undefined> {
    return vscode.window.showInputBox({
      title: vscode.l10n.t('Filter Recording'),
      prompt: vscode.l10n.t('Key, phase, message, or code. Use @deviates, @conforms, and so on to filter by verdict.'),
      value: this.view.filter,
    });
  }

  /** Reads the recording again, for interactions that the list has no room for. */
  private async search(): Promise<void> {
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Search the Whole Recording'),
      prompt: vscode.l10n.t('List interactions whose key contains this text'),
    });
    if (text === undefined) return;
    this.view.filterBy('');
    await this.again(text.trim());
  }

  private async follow(choice: RecordingChoice, filter: string): Promise<void> {
    const files = new Map<string, RunFile>();
    for (const uri of choice.recordings.map((address) => vscode.Uri.parse(address))) {
      files.set(recordingName(uri), { uri, size: (await vscode.workspace.fs.stat(uri)).size });
    }
    const { sources, candidates } = await this.requests.recordingSources({
      textDocument: { uri: choice.source },
      subject: choice.subject,
      recordings: [...files.keys()],
    });
    if (sources === null) throw new Error(vscode.l10n.t('The flow or model {0} no longer exists.', choice.subject));
    const captures: Record<string, string> = { ...choice.captures };
    const recordings: RecordingInput[] = [];
    for (const [index, [name, file]] of [...files].entries()) {
      const address = file.uri.toString();
      const own = candidates[index] ?? [];
      const lastCapture = own.find((capture) => capture.name === captures[address])?.name;
      const capture = lastCapture ?? (await chooseCapture(name, own));
      if (capture === undefined) return;
      captures[address] = capture;
      recordings.push(await recordingInput(this.host, name, file, capture));
    }
    const complete = { ...choice, captures };
    this.remembered.remember(complete);
    await this.start(complete, files, { type: 'follow', sources, recordings, filter });
  }

  private async start(
    choice: RecordingChoice,
    files: ReadonlyMap<string, RunFile>,
    message: FollowMessage,
  ): Promise<void> {
    const before = this.run?.summary === undefined ? undefined : this.run;
    if (before === undefined) this.clear();
    else this.hideResults();
    const run = new FollowedRecording(this.host, choice, files, message);
    this.run = run;
    this.view.show(run);
    await this.view.focus();
    const title = vscode.l10n.t('Following {0}', [...files.keys()].join(', '));
    await withSlowProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      run.over,
      (progress, token) => {
        let shown = 0;
        run.onDidProgress((at) => {
          const percent = at.totalBytes === 0 ? 100 : (at.bytes / at.totalBytes) * 100;
          progress.report({ message: progressText(at), increment: percent - shown });
          shown = percent;
        });
        token.onCancellationRequested(() => run.cancel());
      },
    );
    const { failure } = run;
    // The results of a whole run are kept in preference to those of one that was aborted.
    const isBack = this.run === run && failure !== undefined && before !== undefined;
    if (isBack) {
      this.run = before;
      run.dispose();
      this.view.show(before);
      if (failure === '') {
        showStatusMessage('info', vscode.l10n.t('The run was canceled. Showing the results of the previous run.'));
      }
    } else before?.dispose();
    if (this.run === run || isBack) this.tellResults(this.run ?? run);
    if (failure !== undefined && failure !== '') throw new Error(failure);
  }

  private tellResults(run: FollowedRecording): void {
    this.diagnostics.show(run);
    this.lenses.show(run);
    const { summary, choice } = run;
    const source = vscode.Uri.parse(choice.source);
    const isOfRun = ({ uri, timeline }: TimelineResult) =>
      timeline?.flow === choice.subject && vscode.Uri.parse(uri).toString() === source.toString();
    this.requests.decorateTimelines((result) => {
      if (summary === undefined) return result;
      return isOfRun(result) ? withRecording(result, summary) : withRecordedModel(result, choice.subject, summary);
    });
  }

  private async showTimeline(node: RecordingNode): Promise<void> {
    const { run } = this;
    const interaction = interactionOf(node);
    if (run === undefined || interaction === undefined) return;
    const timeline = await run.timeline(interaction);
    if (timeline === null) throw new Error(vscode.l10n.t('The run has ended. Run it again.'));
    await this.diagnostics.showInteraction(run, interaction);
    this.previews.showRecorded(vscode.Uri.parse(run.choice.source), {
      timeline,
      deviation: node.kind === 'deviation' ? node.number : null,
      open: async ({ file, line, offset }, focus, previewColumn) => {
        if (file === null) return;
        await this.guarded(() => this.lines.open(run, interaction, { file, line, offset }, { focus, previewColumn }));
      },
    });
  }

  private async showCoverage(): Promise<void> {
    if (this.run?.summary === undefined) await this.again('');
    const { run } = this;
    if (run?.summary === undefined) return;
    this.coverage.show([...run.files.keys()].join(', '), run.summary.models);
    await vscode.commands.executeCommand('workbench.view.testCoverage.focus');
  }

  private async showLine(node: RecordingNode): Promise<void> {
    const { run } = this;
    const [interaction, place] = [interactionOf(node), placeOf(node)];
    if (run === undefined || interaction === undefined || place === null) return;
    await this.diagnostics.showInteraction(run, interaction);
    await this.lines.open(run, interaction, place, { focus: true, previewColumn: undefined });
  }

  private async guarded(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const reason = errorMessage(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('Cannot follow the recording: {0}', reason));
    }
  }
}
