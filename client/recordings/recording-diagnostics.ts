import * as vscode from 'vscode';
import type { ListedDeviation, ListedInteraction } from '../../runner/protocol/messages.js';
import type { Severity } from '../../timeline/types/timeline.js';
import { rulePageUri } from '../rule-pages.js';
import type { FollowedRecording } from './followed-recording.js';
import { isOpened, type RecordedLines } from './recorded-line.js';

/** Source of these diagnostics in the Problems view. */
const SOURCE = 'confer recording';
/** Most deviations marked in the files of a recording. */
const MAX_DIAGNOSTICS = 1_000;
/** A column after the end of every line: the editor cuts it. */
const LINE_END = 10_000;

/**
 * Marks deviations at the lines of the recordings; of files that no editor opens, those of one interaction at a time.
 */
export class RecordingDiagnostics implements vscode.Disposable {
  private readonly ofFiles = vscode.languages.createDiagnosticCollection(SOURCE);
  private readonly ofInteraction = vscode.languages.createDiagnosticCollection(SOURCE);

  constructor(private readonly lines: RecordedLines) {}

  /** Marks the deviations of a run that is over, up to a limit. */
  show(run: FollowedRecording): void {
    this.clear();
    const found = new Map<string, vscode.Diagnostic[]>();
    let left = MAX_DIAGNOSTICS;
    for (const { deviations, key } of run.interactions) {
      for (const deviation of deviations) {
        const file = run.files.get(deviation.place?.file ?? '');
        if (deviation.place === null || file === undefined || !isOpened(file) || left-- <= 0) continue;
        const own = found.get(file.uri.toString()) ?? [];
        found.set(file.uri.toString(), own);
        own.push(diagnostic(deviation, key, deviation.place.line - 1));
      }
    }
    for (const [uri, diagnostics] of found) this.ofFiles.set(vscode.Uri.parse(uri), diagnostics);
  }

  /** Marks the deviations of an interaction that is shown, if its file is too large for an editor. */
  async showInteraction(run: FollowedRecording, interaction: ListedInteraction): Promise<void> {
    this.ofInteraction.clear();
    const file = run.files.get(interaction.place.file);
    if (file === undefined || isOpened(file)) return;
    const uri = await this.lines.documentOf(run, interaction);
    const diagnostics = interaction.deviations.flatMap((deviation) => {
      const line = deviation.place === null ? undefined : this.lines.lineIn(uri, deviation.place);
      return line === undefined ? [] : [diagnostic(deviation, interaction.key, line)];
    });
    this.ofInteraction.set(uri, diagnostics);
  }

  clear(): void {
    this.ofFiles.clear();
    this.ofInteraction.clear();
  }

  dispose(): void {
    this.ofFiles.dispose();
    this.ofInteraction.dispose();
  }
}

function diagnostic({ code, severity, text }: ListedDeviation, key: string, line: number): vscode.Diagnostic {
  const range = new vscode.Range(line, 0, line, LINE_END);
  const made = new vscode.Diagnostic(range, `${key}: ${text}`, severities[severity]);
  made.source = SOURCE;
  made.code = { value: code, target: rulePageUri(code) };
  return made;
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};
