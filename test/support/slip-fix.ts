import { TextDocument } from 'langium';
import { expect } from 'vitest';
import { replacedLine } from './replaced-line.js';
import type { TestWorkspace } from './workspace.js';

/** What the preferred fix leads to: the file without the slip, a file without a finding, or no fix. */
type Outcome = 'original' | 'clean' | 'none';

/** The file, the beginning of a line, its replacement ("$L" is the line), the marked words, the message, the fix. */
export type SlipFix = readonly [string, string, string, marked: string, says: string | RegExp, fix: Outcome];

/** Expects that a slip is one finding, and that its preferred fix removes it. The workspace has a file `slip.confer`. */
export async function expectFix(
  workspace: TestWorkspace,
  [text, begins, written, marked, says, fix]: SlipFix,
): Promise<void> {
  const problems = (file: string) => workspace.problems('slip.confer', file);
  const { text: slip, line } = replacedLine(text, begins, written);
  const found = await problems(slip);
  const document = workspace.document('slip.confer');
  const shown = (range: (typeof found)[number]['range']) => document.textDocument.getText(range);
  expect(
    found.map(({ code, range, message }) => [code, shown(range), message]),
    written,
  ).toEqual([
    [
      'syntax-error',
      marked.endsWith('…') ? line : marked,
      typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says),
    ],
  ]);
  const [finding] = found;
  if (finding === undefined) return;
  const fixes = await workspace.services.fixes.FixProvider.fixes(document, finding);
  const preferred = fixes.find((one) => one.preferred);
  const fixed = preferred === undefined ? null : TextDocument.applyEdits(document.textDocument, [...preferred.edits]);
  const same = (one: string) => one.replaceAll(/(?<=\S) +/g, ' ');
  const outcome = fixed === null ? 'none' : same(fixed) === same(text) ? 'original' : 'clean';
  expect(outcome, fixed ?? '').toBe(fix);
  if (fixed !== null) expect(await problems(fixed)).toEqual([]);
}
