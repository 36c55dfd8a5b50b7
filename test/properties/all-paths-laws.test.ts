import { describe, expect, test } from 'vitest';
import type { DocumentAnalysis } from '../../check/analysis.js';
import type { FlowAnalysis } from '../../check/flow-analysis.js';
import { unfold } from '../../check/paths/all-paths.js';
import { listPaths } from '../../check/paths/paths.js';
import { buildTimeline } from '../../check/timeline/timeline-builder.js';
import type { Timeline, TimelineFragment, TimelineState } from '../../timeline/types/timeline.js';
import { Checking, holds, timeLimit } from './checking.js';
import { randomSubject } from './random-text.js';
import { Writer } from './writing.js';

const writer = new Writer();
const checking = new Checking();

interface Drawn {
  readonly document: DocumentAnalysis;
  readonly analysis: FlowAnalysis;
  readonly all: Timeline;
}

/** Tries a property of the picture of all paths of random flows. */
function ofPictures(runs: number, property: (drawn: Drawn) => void): Promise<void> {
  return holds(runs, async (choices) => {
    const subject = randomSubject(choices);
    if (subject === undefined) return;
    const text = `${writer.model(subject.model)}${writer.flow(subject.flow, subject.model)}`;
    const { analysis: document } = await checking.check(text);
    const [analysis] = document.flows;
    if (analysis === undefined) throw new Error('The flow was not analyzed.');
    const all = buildTimeline(document, analysis, { kind: 'all' });
    try {
      property({ document, analysis, all });
    } catch (error) {
      const { phases, fragments, states } = all;
      const visits = phases.map(({ visit, parent, name }) => `${visit}<${parent} ${name}`);
      const context = `${text}${JSON.stringify({ visits, fragments, states }, null, 1)}`;
      throw new Error(`${error instanceof Error ? error.message : error}\n${context}`, { cause: error });
    }
  });
}

/** Visits by the one that they follow. */
function childrenOf({ phases }: Timeline): Map<number | null, number[]> {
  const children = new Map<number | null, number[]>();
  for (const { visit, parent } of phases) children.set(parent, [...(children.get(parent) ?? []), visit]);
  return children;
}

/** The last visit of what follows a visit, the visit included. */
function lastBelow(children: ReadonlyMap<number | null, readonly number[]>, visit: number): number {
  return Math.max(visit, ...(children.get(visit) ?? []).map((child) => lastBelow(children, child)));
}

/** The visits of the path that leads to one. */
function chainTo({ phases }: Timeline, visit: number): number[] {
  const chain: number[] = [];
  for (let at: number | null = visit; at !== null; at = phases[at]?.parent ?? null) chain.unshift(at);
  return chain;
}

/** Per party of a picture, the states it is in at an event. */
function statesAt({ events, states, participants }: Timeline, position: number): Record<string, string[]> {
  const places = new Map(events.map(({ id }, index) => [id, index]));
  const visit = events[position]?.visit ?? -1;
  const lasts = ({ fromEvent, toEvent, untilVisit }: TimelineState) => {
    const from = places.get(fromEvent) ?? Number.POSITIVE_INFINITY;
    const to = toEvent === null ? Number.POSITIVE_INFINITY : (places.get(toEvent) ?? -1);
    return from <= position && position < to && (untilVisit === null || visit <= untilVisit);
  };
  const parties = participants.filter(({ kind }) => kind === 'party').map(({ name }) => name);
  return Object.fromEntries(
    parties.map((party) => {
      const there = states.filter((state) => state.participant === party && lasts(state));
      return [party, there.map(({ state }) => state)];
    }),
  );
}

/** The visit at which a path continues in the picture; undefined if it ends there. */
function next(all: Timeline, after: number | null, phase: string): number | undefined {
  const fragment = all.fragments.find((candidate) => candidate.after === after);
  if (fragment === undefined)
    return childrenOf(all)
      .get(after)
      ?.find((child) => all.phases[child]?.name === phase);
  const operand = fragment.operands.find((candidate) => candidate.phase === phase);
  return operand?.visits?.[0] ?? operand?.continuesAtVisit ?? undefined;
}

describe('the picture of all paths', () => {
  test(
    'the picture of all paths has every reachable phase and configuration exactly once, and is the same every time',
    () => {
      return ofPictures(60, ({ document, analysis, all }) => {
        const { visits, truncated } = unfold(analysis);
        expect(truncated).toBe(false);
        expect(all.truncated).toBe(false);
        expect(new Set(visits.map(({ entered }) => entered)).size).toBe(visits.length);
        expect(visits.length).toBe(analysis.exploration.visits.length);
        expect(all.phases.map(({ visit }) => visit)).toEqual(visits.map((_, index) => index));
        expect(all.path).toEqual(all.phases.map(({ name }) => name));
        expect(buildTimeline(document, analysis, { kind: 'all' })).toEqual(all);
        expect(JSON.parse(JSON.stringify(all))).toEqual(all);
      });
    },
    timeLimit,
  );

  test(
    'the picture of all paths has nested operands whose visits are contiguous',
    () => {
      return ofPictures(80, ({ all }) => {
        const children = childrenOf(all);
        for (const { visit, parent } of all.phases) {
          if (parent !== null) expect(parent).toBeLessThan(visit);
        }
        const framed = new Map<number | null, TimelineFragment>(all.fragments.map((each) => [each.after, each]));
        expect(framed.size).toBe(all.fragments.length);
        for (const { after, operands } of all.fragments) {
          let expected = after === null ? 0 : after + 1;
          for (const { visits, continuesAtVisit, phase } of operands) {
            if (visits === null) {
              // Every operand that is left out has a name, except an end.
              expect(phase === null).toBe(continuesAtVisit === null);
              if (continuesAtVisit !== null) expect(all.phases[continuesAtVisit]?.name).toBe(phase);
              continue;
            }
            const [first, last] = visits;
            expect(first).toBe(expected);
            expect(all.phases[first]).toMatchObject({ parent: after, name: phase });
            expect(last).toBe(lastBelow(children, first));
            expect(continuesAtVisit).toBeNull();
            expected = last + 1;
          }
        }
        // A visit without a frame is followed by the next one only.
        for (const [parent, below] of children) {
          const operands = framed.get(parent)?.operands.flatMap(({ visits }) => (visits === null ? [] : [visits[0]]));
          expect(operands ?? [parent === null ? 0 : parent + 1]).toEqual(below);
        }
      });
    },
    timeLimit,
  );

  test(
    'the picture of all paths contains every listed path, to its end',
    () => {
      return ofPictures(80, ({ document, analysis, all }) => {
        for (const { phases, scenario } of listPaths(document, analysis).paths) {
          if (scenario !== null) continue;
          let at: number | null = null;
          for (const name of phases) {
            const visit: number | undefined = next(all, at, name);
            expect(visit, phases.join(' > ')).toBeDefined();
            at = visit ?? null;
          }
          const ends = all.phases[at ?? -1]?.outcomes.some(({ phase, possible }) => phase === null && possible);
          const implied = all.phases[at ?? -1]?.outcomes.length === 0;
          expect(ends || implied, phases.join(' > ')).toBe(true);
        }
      });
    },
    timeLimit,
  );

  test(
    'the picture of all paths shows at each visit the events, times and states of the path that leads there',
    () => {
      return ofPictures(60, ({ document, analysis, all }) => {
        for (const { visit } of all.phases) {
          const chain = chainTo(all, visit);
          const phases = chain.map((each) => all.phases[each]?.name ?? '');
          const single = buildTimeline(document, analysis, { kind: 'path', phases });
          const last = chain.length - 1;
          const plain = ({ events }: Timeline, of: number) =>
            events.filter((event) => event.visit === of).map(({ id: _, visit: __, row: ___, ...event }) => event);
          expect(plain(all, visit)).toEqual(plain(single, last));
          expect(all.phases[visit]?.findings).toEqual(single.phases[last]?.findings);
          expect(all.phases[visit]?.verdict).toEqual(single.phases[last]?.verdict);
          const sent = ({ events }: Timeline, of: number) =>
            events.flatMap((event, index) => (event.visit === of && event.status !== 'missing' ? [index] : []));
          const here = sent(all, visit).map((position) => statesAt(all, position));
          expect(here).toEqual(sent(single, last).map((position) => statesAt(single, position)));
        }
      });
    },
    timeLimit,
  );
});
