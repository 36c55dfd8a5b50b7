import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { written } from '../support/habits.js';
import { replacedLine } from '../support/replaced-line.js';
import { TIMEOUT_MS } from '../support/slip-files.js';
import { fewOf } from '../support/slips.js';
import { trades } from '../support/trades.js';
import { unreadLines } from '../support/unread-lines.js';
import { TestWorkspace } from '../support/workspace.js';

// A line that cannot be read is one finding: nothing else is reported that rests on what the line may say.

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

/** The findings of a text, those for information included. */
async function findingsOf(text: string): Promise<readonly Finding[]> {
  await workspace.write({ 'slip.confer': text });
  return workspace.services.analysis.AnalysisProvider.findings(workspace.document('slip.confer'));
}

const shown = ({ code, message }: Finding) => `${code} ${message}`;

describe.each(Object.entries(trades))('in %s', (name, text) => {
  const place = Object.keys(trades).indexOf(name);
  const lines = text.split('\n');

  test.each(fewOf(Object.entries(unreadLines), place * 3))(
    'a line with %s has no other consequence',
    { timeout: TIMEOUT_MS },
    async (_, write) => {
      const before = new Set((await findingsOf(text)).map(shown));
      for (const { index, line } of written(text, write)) {
        const found = await findingsOf(lines.with(index, line).join('\n'));
        const others = found.filter((finding) => finding.range.start.line !== index && !before.has(shown(finding)));
        expect(others.map(shown), `line ${index + 1}: ${line.trim()}`).toEqual([]);
      }
    },
  );
});

test('a participant is not unused if the only line that names it cannot be read', async () => {
  const flow = (step: string) =>
    `protocol P\nmessage M on P\nflow F {\n  party A\n  party B\n  system C\n  phase One {\n    A -> B : M\n    ${step}\n  }\n}\n`;
  for (const step of ['B C M', 'B => %% C : M', 'B tells C about M', 'B -> C', 'repeat 3 B -> C : M', '%% B -> C']) {
    expect(
      (await findingsOf(flow(step))).map(({ code }) => code),
      step,
    ).toEqual(['syntax-error']);
  }
});

test.each([
  ['a device that signs in', 'phase Asks'],
  ['a device that signs in', 'phase Ask "'],
  ['a lift', 'phase Calls'],
  ['a door and its log', 'phase Enter '],
])('in %s, the missing line "%s …" has no other consequence', async (name, begins) => {
  const text = trades[name] ?? '';
  const before = new Set((await findingsOf(text)).map(shown));
  const found = await findingsOf(replacedLine(text, begins, '').text);
  expect(found.filter((finding) => !before.has(shown(finding))).map(({ code }) => code)).toEqual(['syntax-error']);
});
