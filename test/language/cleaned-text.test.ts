import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { TestWorkspace } from '../support/workspace.js';

// What is removed from a text before it is read: only what does not belong to it, and no line of it.

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'pasted.confer': '' });
});

async function faults(text: string): Promise<Finding[]> {
  await workspace.write({ 'pasted.confer': text });
  const { findings } = await workspace.services.analysis.AnalysisProvider.analyze(workspace.document('pasted.confer'));
  return findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
}

const places = async (text: string) => (await faults(text)).map(({ code, range }) => `${range.start.line + 1} ${code}`);

const head = 'protocol P\nmessage M on P\nmessage N on P\n';
const flow = 'flow F {\n  party X\n  party Y\n\n  phase A {\n    X -> Y : M\n    Y -> X : N\n  }\n}\n';

const lineEnds = [
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
  ['\\r', '\r'],
] as const;

describe.each(lineEnds)('with lines that end in %s', (_, eol) => {
  const written = (lines: string) => lines.replaceAll('\n', eol);

  test('findings after the blank lines of a conflict keep their lines', async () => {
    const conflict = '<<<<<<< HEAD\n=======\n\n\n  party Z\n\n>>>>>>> main\n';
    expect(await places(written(`${head}${conflict}${flow.replace('X : N', 'X : O')}`))).toEqual([
      '4 syntax-error',
      '17 unknown-message',
    ]);
  });
});
