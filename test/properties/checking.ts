import fc from 'fast-check';
import { expect } from 'vitest';
import type { DocumentAnalysis } from '../../check/analysis.js';
import type { Finding } from '../../check/findings/finding.js';
import { collectsFailures, propertyFactor, propertySeed } from '../support/property-factor.js';
import { TestWorkspace } from '../support/workspace.js';
import { Choices, sources } from './choices.js';
import { Unspecified } from './oracle-entering.js';

/** A file as checked. */
export interface Checked {
  readonly text: string;
  readonly lines: readonly string[];
  readonly analysis: DocumentAnalysis;
  readonly findings: readonly Finding[];
}

/** Checks one text after the other in one workspace, which is much faster than a workspace each. */
export class Checking {
  private workspace: TestWorkspace | undefined;

  /**
   * Checks a text, and that every range is inside it.
   * @param text of the file checked
   * @param others files it may import, by name
   */
  async check(text: string, others: Record<string, string> = {}): Promise<Checked> {
    const workspace = (this.workspace ??= await TestWorkspace.create());
    await workspace.write({ ...others, 'flow.confer': text });
    const analysis = await workspace.services.analysis.AnalysisProvider.analyze(await this.loaded(workspace));
    const checked = { text, lines: text.split('\n'), analysis, findings: analysis.findings };
    for (const finding of analysis.findings) expectInside(finding, checked.lines);
    return checked;
  }

  private async loaded(workspace: TestWorkspace) {
    const documents = workspace.shared.workspace.LangiumDocuments;
    if (!documents.hasDocument(workspace.uri('flow.confer'))) await workspace.load('flow.confer');
    return workspace.document('flow.confer');
  }
}

function expectInside({ code, range }: Finding, lines: readonly string[]): void {
  for (const { line, character } of [range.start, range.end]) {
    expect(line, `${code} is on a line of the file`).toBeLessThan(lines.length);
    expect(character, `${code} is inside its line`).toBeLessThanOrEqual(lines[line]?.length ?? -1);
  }
  const forward =
    range.start.line < range.end.line ||
    (range.start.line === range.end.line && range.start.character <= range.end.character);
  expect(forward, `${code} does not end before it starts`).toBe(true);
}

/** Whether a finding results from comparing a phase's steps with its model phase. */
export function isContent({ code, origin }: Finding): boolean {
  return origin?.kind === 'difference' || code === 'protocol-not-allowed';
}

/** Code, line and words of a finding, with the line's number as an editor counts. */
export function telling({ severity, code, range, message }: Finding): string {
  return `${severity} ${code} line ${range.start.line + 1}: ${message}`;
}

/** Time a property may take, its shrinking and a busy machine included, in ms. */
export const timeLimit = 240_000 * propertyFactor;

/**
 * Tries a property on random sources; a failure reports the seed and the smallest source that shows it.
 * A flow whose result the language does not specify passes: the oracle throws `Unspecified`.
 * `features.test.ts` limits how often that happens. A longer search prints how many sources it tried, because it may be
 * interrupted.
 */
export async function holds(runs: number, property: (choices: Choices) => Promise<void>): Promise<void> {
  const counts = { tried: 0, leftOpen: 0 };
  const failures: Error[] = [];
  await fc.assert(
    fc.asyncProperty(sources, async (source) => {
      counts.tried++;
      try {
        await property(new Choices(source));
      } catch (error) {
        if (error instanceof Unspecified) counts.leftOpen++;
        else if (collectsFailures && error instanceof Error) failures.push(error);
        else throw error;
      }
    }),
    {
      seed: propertySeed,
      numRuns: runs * propertyFactor,
      interruptAfterTimeLimit: 30_000 * propertyFactor,
      markInterruptAsFailure: false,
    },
  );
  if (propertyFactor > 1) console.info(`${counts.tried} tried, ${counts.leftOpen} of them left open by the language`);
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n\n'));
}
