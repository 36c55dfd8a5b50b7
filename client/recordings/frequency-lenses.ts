import * as vscode from 'vscode';
import type { PhaseFrequency, RunSummary } from '../../runner/protocol/messages.js';
import { durationText } from '../../timeline/types/duration.js';
import { commands, languageId } from '../contributions.js';
import type { FollowedRecording } from './followed-recording.js';
import { interactionsOf, nextPhases } from './frequencies.js';
import { count, interactionCount } from './recording-texts.js';

/** Most outcomes of a phase that a lens shows. */
const MAX_WAYS = 3;

/**
 * Above each phase that a recording was followed through, how often it occurred and what came next. Of a recording
 * without interactions nothing is shown: that none occurred says nothing of a phase.
 */
export class FrequencyLenses implements vscode.Disposable, vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  private run: FollowedRecording | undefined;

  readonly onDidChangeCodeLenses = this.changed.event;

  /** Last, since the editor reads at once what there is to listen to. */
  private readonly registration = vscode.languages.registerCodeLensProvider({ language: languageId }, this);

  /** Shows the result of a run; undefined removes the lenses. */
  show(run: FollowedRecording | undefined): void {
    this.run = run;
    this.changed.fire();
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { run } = this;
    const summary = run?.summary;
    if (run === undefined || summary === undefined || !isSame(uri, run.choice.source)) return [];
    if (interactionsOf(summary) === 0) return [];
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    const subject = symbols?.find(({ name }) => name === run.choice.subject);
    return (subject?.children ?? []).flatMap(({ name, selectionRange }) => {
      const phase = summary.phases.find((own) => own.name === name);
      return phase === undefined ? [] : [lensOf(phase, summary, selectionRange)];
    });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

function lensOf(phase: PhaseFrequency, summary: RunSummary, range: vscode.Range): vscode.CodeLens {
  if (phase.times === 0) return new vscode.CodeLens(range, { title: vscode.l10n.t('Never recorded'), command: '' });
  const often = vscode.l10n.t('Recorded in {0}', interactionCount(phase.interactions));
  const deviating = phase.deviating === 0 ? [] : [vscode.l10n.t('{0} deviating', count(phase.deviating))];
  const ways = nextPhases(phase.name, summary).slice(0, MAX_WAYS);
  const next = ways.map(({ to, times, medianMs }) => {
    const percent = `${Math.round((times / phase.times) * 100)}%`;
    return medianMs === null ? `${to} ${percent}` : `${to} ${percent} ${approximateDuration(medianMs)}`;
  });
  const title = [often, ...deviating, ...(next.length === 0 ? [] : [`→ ${next.join(', ')}`])].join(' · ');
  const tooltip = vscode.l10n.t('List the interactions with this phase');
  return new vscode.CodeLens(range, { title, tooltip, command: commands.filterRecording, arguments: [phase.name] });
}

/** A measured time to two digits: more is not known. */
function approximateDuration(ms: number): string {
  return durationText(ms === 0 ? 0 : Number(ms.toPrecision(2)));
}

function isSame(uri: vscode.Uri, address: string): boolean {
  return uri.toString() === vscode.Uri.parse(address).toString();
}
