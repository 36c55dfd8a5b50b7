import { expect, test } from 'vitest';
import { exportTimeline } from '../../timeline/export/export-timeline.js';
import { layout } from '../../timeline/layout/layout.js';
import { ordinal } from '../../timeline/text/ordinal.js';
import type { TextExportFormat } from '../../timeline/types/export-format.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { allPaths } from './branching-timelines.js';
import { conforming } from './sample-timelines.js';

/** The way that was declined comes to a phase that is drawn twice. */
const ambiguous: Timeline = {
  ...allPaths,
  phases: allPaths.phases.map((phase) => (phase.visit === 2 ? { ...phase, name: 'Invite' } : phase)),
  fragments: allPaths.fragments.map((fragment) => ({
    ...fragment,
    operands: fragment.operands.map((operand) =>
      operand.continuesAtVisit === null ? operand : { ...operand, continuesAtVisit: 2 },
    ),
  })),
};

test('if a phase is drawn more than once, a target says which one it continues with, and that one is numbered', () => {
  const { bands } = layout(ambiguous, { width: 900 });
  const continuations = bands.flatMap((band) => band.continuations);
  expect(continuations.map(({ title }) => title)).toContain('Continues with Invite (2nd): go there');
  const titles = bands.map(({ strip }) => strip.title.map(({ text }) => text).join(' '));
  expect(titles.filter((title) => title.includes('('))).toEqual(['Invite (1st)', 'Invite (2nd)']);
  expect(bands[2]?.strip.summary).toMatch(/^Phase Invite is .*, 2nd, conforms/);
});

test.each(['text', 'markdown', 'mermaid', 'plantuml', 'svg', 'html'] satisfies TextExportFormat[])(
  'a way says which visit it continues with in %s too',
  (format) => {
    const written = exportTimeline(ambiguous, format);
    expect(written).toMatch(/[Cc]ontinues with Invite \\?\(2nd\\?\)/);
    if (format !== 'svg') {
      expect(written).toMatch(/Invite \\?\(1st\\?\)/);
      expect(written.match(/Invite \\?\(2nd\\?\)(?! above)/g)).not.toBeNull();
    }
    expect(exportTimeline(allPaths, format)).not.toMatch(/1st|2nd/);
  },
);

test('on one path, rounds are counted as before', () => {
  const path = { ...conforming, phases: conforming.phases.map((phase) => ({ ...phase, name: 'Invite' })) };
  expect(exportTimeline(path, 'text')).not.toMatch(/1st|2nd/);
  expect(layout(path, { width: 900 }).bands[1]?.strip.title[0]?.text).toContain('(2 of 3)');
});

test('ordinals are written as people write them', () => {
  const numbers = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 112, 123];
  expect(numbers.map(ordinal).join(' ')).toBe('1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th 112th 123rd');
});
