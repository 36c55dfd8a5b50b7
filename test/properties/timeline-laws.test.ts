import { describe, expect, test } from 'vitest';
import { listPaths } from '../../check/paths/paths.js';
import { buildTimeline } from '../../check/timeline/timeline-builder.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { Checking, holds, timeLimit } from './checking.js';
import type { Choices } from './choices.js';
import { randomSubject } from './random-text.js';
import { Writer } from './writing.js';

const writer = new Writer();
const checking = new Checking();

/** Paths per flow; the first ones differ enough. */
const MAX_PATHS = 6;

interface Drawn {
  readonly text: string;
  readonly timeline: Timeline;
}

/** The timelines of a random flow's paths, the shortest paths that show a missing message among them. */
async function drawn(choices: Choices): Promise<Drawn[]> {
  const subject = randomSubject(choices);
  if (subject === undefined) return [];
  const text = `${writer.model(subject.model)}${writer.flow(subject.flow, subject.model)}`;
  const { analysis: document } = await checking.check(text);
  const [analysis] = document.flows;
  if (analysis === undefined) throw new Error('The flow was not analyzed.');
  const paths = listPaths(document, analysis).paths.slice(0, MAX_PATHS);
  const selections = [
    { kind: 'default' as const },
    ...paths.map(({ phases }) => ({ kind: 'path' as const, phases })),
    ...analysis.findings
      .flatMap(({ code, witness }) => (code === 'missing-message' && witness !== undefined ? [witness()] : []))
      .map((phases) => ({ kind: 'path' as const, phases })),
  ];
  return selections.map((selection) => ({ text, timeline: buildTimeline(document, analysis, selection) }));
}

/** Tries a property of every timeline. */
function ofTimelines(runs: number, property: (timeline: Timeline) => void): Promise<void> {
  return holds(runs, async (choices) => {
    for (const { text, timeline } of await drawn(choices)) {
      try {
        property(timeline);
      } catch (error) {
        const { path, events, states } = timeline;
        const context = `${text}${path.join(' > ')}\n${JSON.stringify({ events, states }, null, 1)}`;
        throw new Error(`${error instanceof Error ? error.message : error}\n${context}`, { cause: error });
      }
    }
  });
}

describe('a timeline', () => {
  test(
    'a timeline is plain JSON',
    () => {
      return ofTimelines(25, (timeline) => {
        expect(structuredClone(timeline)).toEqual(timeline);
        expect(JSON.parse(JSON.stringify(timeline))).toEqual(timeline);
      });
    },
    timeLimit,
  );

  test(
    'a timeline has events of its visits only, in order, each with a place unless it is missing',
    () => {
      return ofTimelines(50, ({ events, phases, path, findings }) => {
        expect(phases.map(({ name }) => name)).toEqual(path);
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
        expect(events.map(({ visit }) => visit)).toEqual(events.map(({ visit }) => visit).sort((a, b) => a - b));
        for (const event of events) {
          expect(phases[event.visit]?.visit).toBe(event.visit);
          expect(event.range === null).toBe(event.status === 'missing');
          for (const finding of event.findings) expect(findings[finding]).toBeDefined();
        }
        for (const { findings: own } of phases) for (const finding of own) expect(findings[finding]).toBeDefined();
      });
    },
    timeLimit,
  );

  test(
    'a timeline shows as missing the messages that are reported missing',
    () => {
      return ofTimelines(80, ({ events, phases, findings }) => {
        const ghosts = new Set(events.flatMap((event) => (event.status === 'missing' ? event.findings : [])));
        for (const ghost of ghosts) expect(findings[ghost]?.code).toBe('missing-message');
        const texts = phases.flatMap((phase) =>
          phase.findings.filter((finding) => findings[finding]?.code === 'missing-message'),
        );
        expect([...ghosts].sort()).toEqual([...new Set(texts)].sort());
      });
    },
    timeLimit,
  );

  test(
    'a timeline shows every missing message on the path that its finding names',
    () => {
      return holds(80, async (choices) => {
        const subject = randomSubject(choices);
        if (subject === undefined) return;
        const text = `${writer.model(subject.model)}${writer.flow(subject.flow, subject.model)}`;
        const { analysis: document, findings } = await checking.check(text);
        const [analysis] = document.flows;
        for (const { id, code, message, witness } of findings) {
          if (code !== 'missing-message' || analysis === undefined) continue;
          const phases = witness?.() ?? [];
          expect(phases.length, message).toBeGreaterThan(0);
          const timeline = buildTimeline(document, analysis, { kind: 'path', phases });
          const last = timeline.events.filter(
            (event) => event.visit === phases.length - 1 && event.status === 'missing',
          );
          const shown = last.flatMap((event) => event.findings.map((finding) => timeline.findings[finding]));
          expect(
            shown.map((finding) => finding?.id),
            `${text}${message}`,
          ).toContain(id);
        }
      });
    },
    timeLimit,
  );

  test(
    'a timeline has every party in one state at a time, from event to event',
    () => {
      return ofTimelines(50, ({ events, states, participants }) => {
        const position = new Map(events.map(({ id }, index) => [id, index]));
        for (const { name, kind } of participants) {
          const own = states.filter(({ participant }) => participant === name);
          if (kind === 'system') expect(own).toEqual([]);
          for (const [index, { fromEvent, toEvent }] of own.entries()) {
            const from = position.get(fromEvent);
            expect(from).toBeDefined();
            const next = own[index + 1];
            // A state lasts until the next one begins, and the last one to the end.
            expect(toEvent).toBe(next === undefined ? null : next.fromEvent);
            if (toEvent === null) continue;
            expect(position.get(toEvent)).toBeGreaterThan(from ?? Number.POSITIVE_INFINITY);
          }
        }
      });
    },
    timeLimit,
  );
});
