import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { habits, written } from '../support/habits.js';
import { TIMEOUT_MS } from '../support/slip-files.js';
import { fewOf } from '../support/slips.js';
import { spread } from '../support/spread.js';
import { trades } from '../support/trades.js';
import { TestWorkspace } from '../support/workspace.js';

// Lines as authors of other notations write them: one finding each, at the line, that names the remedy.

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

const shown = ({ code, range, message }: Finding) => `${range.start.line + 1} ${code} ${message}`;

/** What a slip is: something that cannot be read, or a name that means something else. */
const codes = ['syntax-error', 'unknown-fact', 'unknown-participant', 'unknown-phase', 'unknown-role'];

/** Says what to write or to do. */
const remedy =
  /Expected|Did you mean|[Rr]emove|[Ww]rite|written|begins with|stands? |quotes|belongs|names? |follows|[Mm]ove|in Confer|declared|starts with|ends |listed/;

describe.each(Object.entries(trades))('in %s', (name, text) => {
  // Each habit in some of the files, another one in others; all in each by PROPERTY_FACTOR=4.
  const place = Object.keys(trades).indexOf(name);
  const tried = fewOf(Object.entries(habits), place)
    .map(([habit, write], turn) => ({ habit, lines: spread(written(text, write), 1, turn) }))
    .filter(({ lines }) => lines.length > 0);

  test.each(tried)(
    'another habit, $habit, is one finding on its line that names the remedy',
    { timeout: TIMEOUT_MS },
    async ({ lines: slips }) => {
      for (const { index, line } of slips) {
        const lines = text.split('\n');
        const found = await workspace.problems(
          'slip.confer',
          [...lines.slice(0, index), line, ...lines.slice(index + 1)].join('\n'),
        );
        const what = `line ${index + 1}: ${line.trim()}\n${found.map(shown).join('\n')}`;
        expect(
          found.map(({ range }) => range.start.line),
          what,
        ).toEqual([index]);
        expect(codes, what).toContain(found[0]?.code);
        const [, refused = '', rest = found[0]?.message ?? ''] =
          /^Unexpected "([^"]+)"(.*)$/.exec(found[0]?.message ?? '') ?? [];
        expect(rest, what).toMatch(remedy);
        // No message offers what it just refused.
        const offered = /(?:Expected|Did you mean) .*/.exec(rest)?.[0] ?? '';
        expect(refused !== '' && offered.includes(`"${refused}"`), what).toBe(false);
      }
    },
  );
});
