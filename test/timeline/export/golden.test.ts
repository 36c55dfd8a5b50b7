import { describe, expect, test } from 'vitest';
import { exportTimeline } from '../../../timeline/export/export-timeline.js';
import { renderText } from '../../../timeline/export/text.js';
import { type TextExportFormat, textExportFormats } from '../../../timeline/types/export-format.js';
import { allPaths, unanswered } from '../branching-timelines.js';
import { conforming, crowded, twoProblems } from '../sample-timelines.js';

const timelines = { conforming, 'two-problems': twoProblems, crowded, 'all-paths': allPaths, unanswered };
const extensions: Partial<Record<TextExportFormat, string>> = { markdown: 'md', mermaid: 'mmd', plantuml: 'puml' };

describe.each(Object.entries(timelines))('the timeline %s', (name, timeline) => {
  test.each(Object.entries(extensions))('an export as %s is as it was', async (format, extension) => {
    const written = exportTimeline(timeline, format as TextExportFormat, { theme: 'light' });
    await expect(written).toMatchFileSnapshot(`../fixtures/${name}.${extension}`);
  });

  test('every format ends in one line break', () => {
    for (const format of textExportFormats)
      expect(exportTimeline(timeline, format, { theme: 'dark' }), format).toMatch(/\S\n$/);
  });
});

test('two problems as a page', async () => {
  await expect(exportTimeline(twoProblems, 'html', { theme: 'light' })).toMatchFileSnapshot(
    '../fixtures/two-problems.html',
  );
});

test('text and JSON are those that the command has always written', () => {
  expect(exportTimeline(crowded, 'text', { theme: 'light' })).toBe(renderText(crowded));
  expect(JSON.parse(exportTimeline(crowded, 'json', { theme: 'light' }))).toEqual(crowded);
});

test('a flow with nothing in it is written too', () => {
  const empty = { ...conforming, participants: [], phases: [], events: [], states: [], path: [], protocols: [] };
  for (const format of textExportFormats)
    expect(exportTimeline(empty, format, { theme: 'light' }), format).toContain('EscalateChat');
});
