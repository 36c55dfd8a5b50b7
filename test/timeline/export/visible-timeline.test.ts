import { describe, expect, test } from 'vitest';
import { exportTimeline } from '../../../timeline/export/export-timeline.js';
import type { ExportOptions } from '../../../timeline/export/formats.js';
import { visibleTimeline } from '../../../timeline/export/visible-timeline.js';
import { bandKey } from '../../../timeline/layout/band.js';
import { layout } from '../../../timeline/layout/layout.js';
import { LifeSpans } from '../../../timeline/layout/life-spans.js';
import { eventTimes } from '../../../timeline/text/event-times.js';
import { textExportFormats } from '../../../timeline/types/export-format.js';
import { allPaths, unanswered } from '../branching-timelines.js';
import { conforming, crowded, twoProblems } from '../sample-timelines.js';

const filter = (participants: readonly string[], protocols: readonly string[] = []) => ({
  participants: new Set(participants),
  protocols: new Set(protocols),
});

describe('a timeline of a flow with a syntax error', () => {
  test.each(textExportFormats)('as %s states the error, and does not claim that the flow conforms', (format) => {
    const written = exportTimeline({ ...conforming, syntaxError: 'last-valid' }, format);
    if (format === 'json') expect(JSON.parse(written).syntaxError).toBe('last-valid');
    else {
      expect(written.replaceAll(/<br\/>|\\n|\s+/g, ' ')).toContain(
        'The flow has a syntax error. Showing the last valid timeline.',
      );
      expect(written).toContain('not fully checked');
      expect(exportTimeline(conforming, format)).not.toContain('not fully checked');
    }
  });

  test('as a picture also names what is hidden, on a line of its own', () => {
    const hidden = filter(['Bob']);
    const svg = exportTimeline({ ...conforming, syntaxError: 'readable' }, 'svg', { filter: hidden });
    const lineOf = (text: string): number => Number(new RegExp(`y="(\\d+)">${text}`).exec(svg)?.[1]);
    expect(lineOf('Without Bob') - lineOf('The flow has a syntax error')).toBe(18);
  });
});

describe('a timeline as it is shown', () => {
  test('a timeline as it is shown is the timeline itself where nothing is left out, or only drawn faintly', () => {
    expect(visibleTimeline(conforming, {})).toBe(conforming);
    expect(visibleTimeline(conforming, { filter: filter(['Nobody']) })).toBe(conforming);
    expect(visibleTimeline(conforming, { filter: filter(['Bob']), dim: true })).toBe(conforming);
  });

  test('a timeline as it is shown is without the messages of folded phases, which say how many they are', () => {
    const shown = visibleTimeline(twoProblems, { folded: new Set(['1 Accepts']) });
    expect(new Set(shown.events.map(({ visit }) => visit))).toEqual(new Set([0, 2]));
    expect(shown.phases.map(({ hiddenMessages }) => hiddenMessages)).toEqual([undefined, 3, undefined]);
  });

  test('a timeline as it is shown is without hidden participants, and without messages that only they send or receive', () => {
    const shown = visibleTimeline(twoProblems, { filter: filter(['Bob'], ['Reporting']) });
    expect(shown.participants.map(({ name }) => name)).toEqual(['Alice', 'IxnServer', 'StatServer']);
    expect(shown.events.map(({ id }) => id)).toEqual(['0-Invite-0', '1-Accepts-2', '2-Leaves-2']);
    expect(shown.events[1]?.receivers).toEqual(['Alice']);
    expect(shown.states.map(({ participant }) => participant)).toEqual(['Alice']);
  });

  test.each(textExportFormats)(
    'a timeline as %s names the hidden participants and protocols, and the number of hidden messages',
    (format) => {
      const says = 'Without Bob, Reporting: 9 of 12 messages hidden';
      const plain = (text: string): string => text.replace(/<br\/>/g, ' ').replace(/#58;|<U\+003A>/g, ':');
      const written = (options: ExportOptions): string => plain(exportTimeline(twoProblems, format, options));
      expect(written({ filter: filter(['Bob'], ['Reporting']) })).toContain(says);
      expect(written({})).not.toContain('Without');
      const faint = written({ filter: filter(['Bob'], ['Reporting']), dim: true });
      const pictured = format === 'svg' || format === 'html';
      expect(faint.includes(says.replace('hidden', 'dimmed'))).toBe(pictured);
    },
  );

  test('a timeline as it is shown keeps the states that last: they change with the next message that is left', () => {
    const shown = visibleTimeline(twoProblems, { folded: new Set(['1 Accepts']) });
    const ids = new Set(shown.events.map(({ id }) => id));
    for (const { fromEvent, toEvent } of shown.states) {
      expect(ids).toContain(fromEvent);
      if (toEvent !== null) expect(ids).toContain(toEvent);
    }
    const last = shown.events.findIndex(({ id }) => id === '2-Leaves-0');
    expect(LifeSpans.of(shown).at('Bob', last, true)?.state).toBe('joined');
  });

  test('a timeline as text has the states that nothing is left of but what they lead to', () => {
    const lanes = (folded: ReadonlySet<string>) => {
      const lines = exportTimeline(conforming, 'text', { folded }).split('\n');
      return ['■ Invite', '■ Accepts', '■ Leaves'].map((head) =>
        lines[lines.findIndex((at) => at.startsWith(head)) - 1]?.trim(),
      );
    };
    const [, invited, joined] = lanes(new Set());
    expect(invited).toContain('┆');
    expect(lanes(new Set(['0 Invite', '1 Accepts'])).slice(1)).toEqual([invited, joined]);
    expect(lanes(new Set(['0 Invite', '1 Accepts', '2 Leaves'])).at(-1)).toMatch(/┃ +┃/);
  });
});

describe('times next to a folded phase', () => {
  const cases = Object.entries({ conforming, twoProblems, crowded, unanswered, allPaths }).flatMap(([name, timeline]) =>
    timeline.phases.flatMap((phase) =>
      [[], ['Bob']].map((hidden) => ({ name, key: bandKey(phase), hidden, timeline })),
    ),
  );

  test.each(cases)(
    'times next to a folded phase are those of the picture: $name without $key and $hidden',
    ({ timeline, key, hidden }) => {
      const wanted = { folded: new Set([key]), filter: filter(hidden) };
      const shown = visibleTimeline(timeline, wanted);
      const summary = (boxes: ReturnType<typeof layout>) =>
        boxes.bands.flatMap(({ events }) =>
          events.map(({ id, status, time }) => [id, status === 'missing' ? '' : time.text] as const),
        );
      const times = eventTimes(shown).map(({ text }, index) => [shown.events[index]?.id, text]);
      expect(times).toEqual(summary(layout(timeline, { width: 900, ...wanted })));
      const open = new Map(summary(layout(timeline, { width: 900, filter: filter(hidden) })));
      for (const [id, text] of times) expect(text).toBe(open.get(id ?? ''));
    },
  );

  test.each(['text', 'markdown', 'mermaid', 'plantuml', 'html', 'svg'] as const)(
    'times next to a folded phase are those of the picture in %s',
    (format) => {
      const text = exportTimeline(conforming, format, { folded: new Set(['1 Accepts']) });
      expect(text).toContain('+4 min');
      expect(text).not.toContain('+4 min 6');
    },
  );
});
