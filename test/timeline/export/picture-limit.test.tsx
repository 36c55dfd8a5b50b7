import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { render } from '../../../cli/api/api.js';
import { FenceFigure } from '../../../client/markdown/fence-figure.js';
import { runExport } from '../../../client/webview/export/run-export.js';
import { exportTimeline, pictureRefusal } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { twoProblems } from '../sample-timelines.js';

const [phase] = twoProblems.phases;
const [event] = twoProblems.events;
if (phase === undefined || event === undefined) throw new Error('The sample has a phase and a message.');

const phases: Timeline = { ...twoProblems, phases: Array.from({ length: 5_001 }, (_, visit) => ({ ...phase, visit })) };
const messages: Timeline = {
  ...twoProblems,
  events: Array.from({ length: 50_001 }, (_, index) => ({ ...event, id: `e${index}` })),
};

const refusal =
  'The timeline is too large for an image: phases: 5,001, participants: 4 (at most 5,000 of each, and 500,000 ' +
  'multiplied). Choose a shorter path, hide participants, or write it as text or JSON.';

describe('a timeline that is too large for a picture', () => {
  test('a timeline that is too large for a picture is refused in one sentence wherever it is drawn', async () => {
    expect(pictureRefusal(phases)).toBe(refusal);
    for (const format of ['svg', 'html'] as const) {
      expect(() => exportTimeline(phases, format), format).toThrow(refusal);
      expect(() => render(phases, format), format).toThrow(refusal);
    }
    for (const format of ['svg', 'html', 'png'] as const) {
      const taken = { documentUri: 'file:///flow.confer', timeline: phases, look: {}, theme: 'light' } as const;
      const posted: unknown[] = [];
      expect(await runExport(taken, 'save', format, (message) => posted.push(message)), format).toBe(refusal);
      expect(posted).toEqual([]);
    }
    const props = { findings: [], stale: false, text: [], textOpen: false, room: 800, firstLine: 1 };
    expect(renderToString(<FenceFigure timelines={[phases]} {...props} />)).toContain(refusal);
  });

  test('a timeline that is too large for a picture can have too many messages', () => {
    expect(pictureRefusal(messages)).toMatch(/image: messages: 50,001 \(at most 50,000\)/);
    const key = `${phase.visit} ${phase.name}`;
    expect(pictureRefusal(messages, { folded: new Set([key]) })).toBeNull();
  });

  test('a timeline that is too large for a picture is drawn if hiding makes it small enough, but not if events are only dimmed', () => {
    const others = Array.from({ length: 5_000 }, (_, index) => ({ ...twoProblems.participants[0], name: `A${index}` }));
    const crowd = { ...twoProblems, participants: [...twoProblems.participants, ...others] } as Timeline;
    const filter = { participants: new Set(others.map(({ name }) => name)), protocols: new Set<string>() };
    expect(pictureRefusal(crowd)).toContain('participants: 5,004');
    expect(pictureRefusal(crowd, { filter })).toBeNull();
    expect(pictureRefusal(crowd, { filter, dim: true })).toContain('participants: 5,004');
  });

  test('a timeline that is too large for a picture can be written as text', () => {
    expect(exportTimeline(phases, 'json')).toContain('"visit": 5000');
  });
});
