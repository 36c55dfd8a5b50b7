import type { Finding } from '../../check/findings/finding.js';
import { TestWorkspace } from './workspace.js';

/**
 * What the check finds in files, the built-in library included.
 * @param files text by path; all of them are opened, and may import each other
 * @returns findings by the same paths, in source order
 */
export async function checkFiles(files: Record<string, string>): Promise<Map<string, Finding[]>> {
  const workspace = await TestWorkspace.create(files);
  const findings = new Map<string, Finding[]>();
  for (const path of Object.keys(files)) {
    const analysis = await workspace.services.analysis.AnalysisProvider.analyze(workspace.document(path));
    findings.set(path, [...analysis.findings]);
  }
  return findings;
}

/** What the check finds in one file that imports nothing. */
export async function checkText(text: string): Promise<Finding[]> {
  return (await checkFiles({ 'test.confer': text })).get('test.confer') ?? [];
}

/** A finding in one line, `error missing-message 12:3`, lines and columns as an editor counts them. */
export function brief(finding: Finding): string {
  const { line, character } = finding.range.start;
  return `${finding.severity} ${finding.code} ${line + 1}:${character + 1}`;
}
