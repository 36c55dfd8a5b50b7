import * as vscode from 'vscode';
import { isCounted, type RecordedModel } from '../../timeline/types/recorded-report.js';
import { type CountedModel, CoveredFiles } from '../views/covered-files.js';

/** Shows what a recording has of its models where the editor shows what flows cover: as the coverage of a test run. */
export class RecordingCoverage implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController(
    'confer.recording',
    vscode.l10n.t('Confer Recording'),
  );
  private readonly files = new CoveredFiles();
  private readonly profile: vscode.TestRunProfile;
  private isShown = false;

  constructor() {
    this.profile = this.controller.createRunProfile(
      vscode.l10n.t('Coverage by Recording'),
      vscode.TestRunProfileKind.Coverage,
      // There are no tests to run: a recording has been followed before its coverage is shown.
      () => undefined,
      false,
    );
    this.profile.loadDetailedCoverage = this.files.load;
  }

  /** Replaces the coverage that the editor shows. */
  show(name: string, models: readonly RecordedModel[]): void {
    const run = this.controller.createTestRun(new vscode.TestRunRequest([], [], this.profile), name, false);
    this.files.add(run, models.map(countedModel));
    run.end();
    this.isShown = true;
  }

  /** Takes the coverage out of the editors. */
  clear(): void {
    if (this.isShown) void vscode.commands.executeCommand('testing.coverage.close');
    this.isShown = false;
  }

  dispose(): void {
    this.controller.dispose();
  }
}

/** Counts the same as `confer coverage --recording`: not optional rows, nor rows on protocols that were not recorded. */
function countedModel({ uri, report: { phases, rows, outcomes } }: RecordedModel): CountedModel {
  return {
    uri,
    phases: phases.map(({ name, times, range }) => ({ name, visits: times, range })),
    rows: rows.filter(isCounted).map(({ times, range }) => ({ visits: times, range })),
    branches: outcomes.map(({ of, outcome, times, range }) => ({
      label: outcome,
      range: (phases.find(({ name }) => name === of) ?? { range }).range,
      taken: times,
    })),
  };
}
