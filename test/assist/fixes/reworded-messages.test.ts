import type { LangiumDocument } from 'langium';
import { expect, test } from 'vitest';
import type { DocumentAnalysis } from '../../../check/analysis.js';
import { buildTimeline } from '../../../check/timeline/timeline-builder.js';
import { FaultyFile } from '../../support/faulty-file.js';
import { type FixedFixture, readFixedFixtures } from '../../support/fixed-fixtures.js';

/** Makes every message that a file's analyses give, and every related text, other words. */
function rewordMessages({ workspace }: FaultyFile): void {
  const provider = workspace.services.analysis.AnalysisProvider;
  const analyze = provider.analyze.bind(provider);
  const reworded = new WeakMap<DocumentAnalysis, DocumentAnalysis>();
  provider.analyze = async (document: LangiumDocument, token) => {
    const analysis = await analyze(document, token);
    const earlierResult = reworded.get(analysis);
    if (earlierResult !== undefined) return earlierResult;
    const findings = analysis.findings.map((finding, index) => ({
      ...finding,
      message: `Words ${index} "of" another kind.`,
      brief: `Words ${index}`,
      related: finding.related.map((place) => ({ ...place, message: 'Other words.' })),
    }));
    const result = { ...analysis, findings };
    reworded.set(analysis, result);
    return result;
  };
}

/** The fixes of a file's findings with their edits, and its timelines but for the words of the findings. */
async function facts(file: FaultyFile): Promise<unknown> {
  const { AnalysisProvider } = file.workspace.services.analysis;
  const analysis = await AnalysisProvider.analyze(file.document);
  const { FixProvider } = file.workspace.services.fixes;
  const fixes = [];
  for (const finding of analysis.findings) {
    fixes.push([finding.id, finding.severity, await FixProvider.fixes(file.document, finding)]);
  }
  const timelines = analysis.flows.flatMap((flow) =>
    [buildTimeline(analysis, flow), buildTimeline(analysis, flow, { kind: 'all' })].map((timeline) => ({
      ...timeline,
      findings: timeline.findings.map(({ id }) => id),
    })),
  );
  return { fixes, timelines };
}

/** The first fixture of each rule. */
const fixtures = [
  ...new Map(readFixedFixtures().map((fixture): [string, FixedFixture] => [fixture.code, fixture])).values(),
];

test('other words for all messages change no fix, no trial and no event of a timeline', async () => {
  expect(fixtures.length).toBeGreaterThan(30);
  for (const { name, text: fault, beside } of fixtures) {
    const file = await FaultyFile.open(fault, beside);
    const reworded = await FaultyFile.open(fault, beside);
    rewordMessages(reworded);
    expect(await facts(reworded), name).toEqual(await facts(file));
  }
});
