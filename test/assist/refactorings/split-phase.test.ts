import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkText } from '../../support/check.js';
import { FaultyFile } from '../../support/faulty-file.js';
import { withoutExpectations } from '../../support/fixed-fixtures.js';
import { refactored, selectedBy } from '../../support/refactored-file.js';

/** A flow of the fixtures whose last phase is right on some paths only. */
function fixture(name: string): { vocabulary: string; flow: string } {
  const file = path.join(import.meta.dirname, `../../fixtures/configurations/${name}.confer`);
  const text = withoutExpectations(readFileSync(file, 'utf8'));
  const at = text.indexOf('\nflow ');
  return { vocabulary: text.slice(0, at), flow: text.slice(at) };
}

const split = (name: string) => `Split "${name}" by the paths that lead there`;

test('a phase with a message that belongs to some paths only is two phases, each with its own', async () => {
  const { vocabulary, flow } = fixture('condition-in-one-configuration-only');
  const after = (await refactored(vocabulary + flow, 'EventEmpty\n  }\n}'))[split('AnnLeaves')] ?? '';
  expect(after.slice(vocabulary.length)).toBe(
    `${flow
      .replace('next AnnLeaves', 'next AnnLeaves')
      .replace('start BenLeaves | AnnLeaves', 'start BenLeaves | AnnLeaves2')
      .replace(/\n}\n$/, '')}

  phase AnnLeaves2 is Leave(Ann as guest) {
    EventLeft
  }
}
`,
  );
  expect((await checkText(after)).filter(({ severity }) => severity !== 'information')).toEqual([]);
  expect(await selectedBy(split('AnnLeaves'), vocabulary + flow, 'EventEmpty\n  }\n}')).toBe('AnnLeaves2');
});

const rooms = `protocol Room
event EventLeft on Room
event EventEmpty on Room
model MeetingRoom {
  party guest initially inside
  system host
  system book
  states outside, inside
  channel host <-> guest, book on Room
  phase Leave {
    moves guest from inside to outside
    host -> guest : EventLeft
    when none inside { host -> book : EventEmpty }
  }
  phase Talk {
    needs guest inside
  }
}
`;
const talks = `flow Standup follows MeetingRoom {
  party Ann as guest initially inside
  party Ben initially inside
  system Host as host
  system Book as book
  start BenLeaves | AnnTalks
  phase BenLeaves is Leave(Ben as guest) { EventLeft next AnnTalks }
  phase AnnTalks is Talk next AnnLeaves
  phase AnnLeaves is Leave { EventLeft EventEmpty }
  scenario Both { BenLeaves, AnnTalks, AnnLeaves }
  scenario Ann { AnnTalks, AnnLeaves }
}
`;

test('the phases on the way that lead to both are split too; scenarios go the way they went', async () => {
  const after = (await refactored(rooms + talks, 'EventLeft EventEmpty'))[split('AnnLeaves')] ?? '';
  expect(after.slice(rooms.length)).toBe(`flow Standup follows MeetingRoom {
  party Ann as guest initially inside
  party Ben initially inside
  system Host as host
  system Book as book
  start BenLeaves | AnnTalks
  phase BenLeaves is Leave(Ben as guest) { EventLeft next AnnTalks2 }
  phase AnnTalks is Talk next AnnLeaves2

  phase AnnTalks2 is Talk next AnnLeaves
  phase AnnLeaves is Leave { EventLeft EventEmpty }

  phase AnnLeaves2 is Leave { EventLeft }
  scenario Both { BenLeaves, AnnTalks2, AnnLeaves }
  scenario Ann { AnnTalks, AnnLeaves2 }
}
`);
  expect((await checkText(after)).filter(({ severity }) => severity !== 'information')).toEqual([]);
});

describe('as a fix of what holds on some paths only', () => {
  test.each([
    ['condition-in-one-configuration-only', 'condition-not-met'],
    ['copy-right-in-one-and-wrong-in-the-other', 'unexpected-message'],
    ['memory-is-renewed', 'wrong-direction'],
    ['one-configuration-only', 'missing-message'],
  ])('a phase is split as a fix of what holds on some paths only: %s', async (name, code) => {
    const { vocabulary, flow } = fixture(name);
    const file = await FaultyFile.open(vocabulary + flow);
    const [fixed] = await file.fixes(code);
    const fix = fixed?.fixes.find(({ preferred }) => preferred);
    expect(fix?.title).toMatch(/^Split "\w+" by the paths that lead there$/);
    expect(fix?.renames).toBe(true);
    const left = await checkText(file.after(fix?.edits ?? []));
    expect(left.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });
});

test('nothing is offered for a phase that is right, or wrong, on all paths', async () => {
  const title = split('AnnLeaves');
  expect(
    await refactored(
      rooms + talks.replace(' EventEmpty }', ' }').replace('start BenLeaves | ', 'start '),
      'AnnLeaves is',
    ),
  ).not.toHaveProperty([title]);
  expect(await refactored(rooms + talks.replace('{ EventLeft EventEmpty }', ''), 'AnnLeaves is')).not.toHaveProperty([
    title,
  ]);
});
