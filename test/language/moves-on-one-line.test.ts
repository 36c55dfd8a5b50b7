import { expect, test } from 'vitest';
import { checkText } from '../support/check.js';

test.each([',', ' and'])(
  'several roles of one move (host%s guest) are one finding, which says to write a line for each',
  async (sign) => {
    const lines = ['party host', 'party guest', 'states a, b', `phase Swaps { moves host${sign} guest from a to b }`];
    const findings = await checkText(`model Visit {\n${lines.join('\n')}\n}\n`);
    const errors = findings.filter(({ code }) => code === 'syntax-error');
    expect(errors.map(({ message }) => message)).toEqual([
      `Unexpected "${sign.trim()}". A line moves one role: write a line for each, "moves role from state to state".`,
    ]);
  },
);

test.each([', guest from b to a', ', moves guest from b to a', ' and guest from b to a'])(
  'a second move on one line (%s) is one finding, which says to write it on a line of its own',
  async (further) => {
    const model = [
      'model Visit {',
      '  party host',
      '  party guest',
      '  states a, b',
      '  phase Swaps {',
      `    moves host from a to b${further}`,
      '    host -> guest : Hello',
      '  }',
      '}',
    ];
    const findings = await checkText(`protocol Door\nevent Hello on Door\n${model.join('\n')}\n`);
    expect(findings.map(({ code }) => code)).toEqual(['syntax-error']);
    expect(findings[0]?.message).toContain('A line moves one role: write each move on a line of its own');
  },
);
