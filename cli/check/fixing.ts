import { type Fix, FixProvider, MAX_WORK_PER_FILE, TrialBudget } from '../../assist/index.js';
import type { Finding } from '../../check/index.js';
import { counted } from '../../timeline/types/counted.js';
import { displayPath } from '../display-path.js';
import { fixFiles } from '../fix-files.js';
import type { Output } from '../output.js';
import type { CheckedFile, Project } from '../project.js';
import type { FixTitle, ReportedFile } from '../reporters/report.js';
import { rewriteText } from '../text-file.js';
import { unifiedDiff } from '../unified-diff.js';
import type { CheckOptions } from './check-options.js';

/** Findings of a file whose preferred fix is written out with its edits. */
const MAX_EDITS = 50;

/**
 * Fixes files and writes them, or prints what would be written.
 * @returns the files checked again, and whether a text is another one now
 */
export async function applyFixes(
  project: Project,
  checked: readonly CheckedFile[],
  { fixes, dryRun, stdin }: CheckOptions,
  output: Output,
): Promise<{ readonly files: readonly CheckedFile[]; readonly isChanged: boolean }> {
  const { files, fixed } = await fixFiles(project, new FixProvider(project.services), checked, fixes);
  if (dryRun) {
    for (const { file, before, after } of fixed) await output.print(unifiedDiff(displayPath(file.path), before, after));
  } else if (stdin !== undefined) {
    for (const { document } of files) await output.print(document.textDocument.getText());
  } else {
    for (const { file, after } of fixed) await rewriteText(file.realPath, after);
    if (fixed.length > 0) {
      output.printError(`confer: fixed ${counted(fixed.length, 'file')}.\n`);
    }
  }
  return { files, isChanged: fixed.length > 0 };
}

/** The titles of each finding's fixes. */
export async function fixTitles(
  project: Project,
  files: readonly ReportedFile[],
): Promise<ReadonlyMap<Finding, readonly FixTitle[]>> {
  const provider = new FixProvider(project.services);
  const all = new Map<Finding, readonly FixTitle[]>();
  for (const { document } of files) {
    for (const [finding, titles] of await provider.titles(document)) all.set(finding, titles);
  }
  return all;
}

/** The fix that each finding prefers, for the first findings of each file. */
export async function preferredFixes(
  project: Project,
  files: readonly ReportedFile[],
): Promise<ReadonlyMap<Finding, Fix>> {
  const provider = new FixProvider(project.services);
  const all = new Map<Finding, Fix>();
  for (const { document, findings } of files) {
    const budget = new TrialBudget(MAX_WORK_PER_FILE);
    for (const finding of findings.slice(0, MAX_EDITS)) {
      const [first] = await provider.fixes(document, finding, undefined, budget);
      if (first?.preferred === true) all.set(finding, first);
    }
  }
  return all;
}
