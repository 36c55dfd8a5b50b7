import { expect, test } from 'vitest';
import { exportTimeline } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { twoProblems } from '../sample-timelines.js';

const timeline: Timeline = {
  ...twoProblems,
  findings: twoProblems.findings.map((finding) => ({
    ...finding,
    message: 'Missing message. Add `a -> b : <M>` to `next`.',
    brief: 'Add `a -> b : <M>`',
  })),
};

test.each(['svg', 'text', 'mermaid', 'plantuml'] as const)(
  '%s, which has no code, shows none of its backticks',
  (format) => {
    const text = exportTimeline(timeline, format);
    expect(text).not.toContain('`');
    expect(text).toContain('Missing message. Add');
  },
);

test('HTML and Markdown show code as code, in which nothing else is read', () => {
  const html = exportTimeline(timeline, 'html');
  expect(html).toContain('Missing message. Add <code>a -> b : &lt;M></code> to <code>next</code>.');
  expect(html).not.toContain('`');
  expect(exportTimeline(timeline, 'markdown')).toContain('Missing message. Add `a -> b : <M>` to `next`.');
});

test('JSON is data and keeps the text as it is', () => {
  expect(JSON.parse(exportTimeline(timeline, 'json')).findings[0].message).toBe(timeline.findings[0]?.message);
});
