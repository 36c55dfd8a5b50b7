import { expect } from 'vitest';
import { replacedLine } from './replaced-line.js';
import type { TestWorkspace } from './workspace.js';

/** A slip: the file, how a line begins, what is written for it (`$L` is the line), and a part of the message. */
export type SlipRemedy = readonly [text: string, begins: string, written: string, says: string];

/** Expects that a slip is one finding, in its lines, that names the remedy. The workspace has a file `slip.confer`. */
export async function expectRemedy(workspace: TestWorkspace, [text, begins, written, says]: SlipRemedy): Promise<void> {
  const { text: slip, at } = replacedLine(text, begins, written);
  const found = await workspace.problems('slip.confer', slip);
  expect(
    found.map(({ message }) => message),
    written,
  ).toEqual([expect.stringContaining(says)]);
  const line = found[0]?.range.start.line ?? -1;
  expect(line >= at && line < at + written.split('\n').length, written).toBe(true);
}
