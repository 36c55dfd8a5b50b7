import * as vscode from 'vscode';
import type { CoveredModel } from '../../server/protocol/test-messages.js';
import { groupBy } from '../../timeline/types/group-by.js';
import type { Range } from '../../timeline/types/timeline.js';
import { editorRange } from '../editor-range.js';

/** A model as the editor counts it; branches can have the number of times that they were taken. */
export interface CountedModel extends Omit<CoveredModel, 'branches'> {
  readonly branches: readonly (Omit<CoveredModel['branches'][number], 'taken'> & {
    readonly taken: boolean | number;
  })[];
}

/** Files of models as the editor's covered files, with the details that it asks for later. */
export class CoveredFiles {
  private readonly details = new WeakMap<vscode.FileCoverage, vscode.FileCoverageDetail[]>();

  /** For a run profile: the details of a file that was added. */
  readonly load = async (_run: vscode.TestRun, file: vscode.FileCoverage): Promise<vscode.FileCoverageDetail[]> =>
    this.details.get(file) ?? [];

  /** Adds what is covered to a run; models of one file are one covered file. */
  add(run: vscode.TestRun, models: readonly CountedModel[]): void {
    for (const [uri, ofFile] of groupBy(models, (model) => model.uri)) {
      const details = ofFile.flatMap(detailsOf);
      const file = vscode.FileCoverage.fromDetails(vscode.Uri.parse(uri), details);
      this.details.set(file, details);
      run.addCoverage(file);
    }
  }
}

/** Rows with their branches; phases; and branches without a row, as rows of their own. */
function detailsOf({ phases, rows, branches }: CountedModel): vscode.FileCoverageDetail[] {
  const byLine = groupBy(branches, ({ range }) => range.start.line);
  const elsewhere = [...byLine.values()].map((group) => {
    const range = editorRange(group[0]?.range ?? NOWHERE);
    const branchCoverage = group.map(({ label, taken: isTaken }) => new vscode.BranchCoverage(isTaken, range, label));
    return new vscode.StatementCoverage(
      group.some((branch) => Boolean(branch.taken)),
      range,
      branchCoverage,
    );
  });
  return [
    ...phases.map(({ name, visits, range }) => new vscode.DeclarationCoverage(name, visits, editorRange(range))),
    ...rows.map(({ visits, range }) => new vscode.StatementCoverage(visits, editorRange(range))),
    ...elsewhere,
  ];
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
