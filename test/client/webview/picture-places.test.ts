import { describe, expect, test } from 'vitest';
import { heightOfLines, sourceAt } from '../../../client/webview/diagram/source-anchors.js';
import { bandInView, ViewPort } from '../../../client/webview/diagram/view-port.js';
import { mapMarks } from '../../../client/webview/panels/minimap-marks.js';
import { layout } from '../../../timeline/layout/layout.js';
import { conforming, many, twoProblems } from '../../timeline/sample-timelines.js';
import { at } from '../../timeline/timeline-parts.js';

const lines = (first: number, last: number) => ({
  start: { line: first, character: 0 },
  end: { line: last, character: 0 },
});

describe('places of the picture and of the source', () => {
  const boxes = layout(conforming, { width: 900 });

  test('what is at a height is a message or the name of a phase', () => {
    const [, accepts] = boxes.bands;
    const second = accepts?.events[1];
    if (accepts === undefined || second === undefined) throw new Error('No such band.');
    const written = conforming.events.find(({ id }) => id === second.id)?.range;
    expect(sourceAt(conforming, boxes, accepts.y + second.row.y + 2)).toEqual(written);
    expect(sourceAt(conforming, boxes, accepts.y + 2)).toEqual(conforming.phases[1]?.nameRange);
    expect(sourceAt(conforming, boxes, boxes.height + 100)).toBeNull();
  });

  test('lines lead to the first thing that begins in them, back to where they were', () => {
    for (const band of boxes.bands) {
      for (const { id, row } of band.events) {
        const line = conforming.events.find((event) => event.id === id)?.range?.start.line ?? -1;
        expect(heightOfLines(conforming, boxes, lines(line, line), 0)).toBe(band.y + row.y);
      }
    }
    expect(heightOfLines(conforming, boxes, lines(900, 950), 0)).toBeNull();
  });

  test('of a phase that is visited twice, the visit nearest to the view is meant', () => {
    const [first, second, ...rest] = many(60).phases;
    if (first === undefined || second === undefined) throw new Error('No phases.');
    const twice = { ...many(60), phases: [first, { ...second, range: at(500) }, ...rest], events: many(60).events };
    const again = {
      ...twice,
      phases: twice.phases.map((phase, index) => (index === 2 ? { ...phase, range: at(500) } : phase)),
    };
    const picture = layout(again, { width: 900 });
    const ys = picture.bands.map(({ y }) => y);
    expect(heightOfLines(again, picture, lines(500, 500), 0)).toBe(ys[1]);
    expect(heightOfLines(again, picture, lines(500, 500), picture.height)).toBe(ys[2]);
  });

  test('the band in view is the one under its beginning, at the end the last', () => {
    const [first, second, last] = boxes.bands;
    if (first === undefined || second === undefined || last === undefined) throw new Error('No bands.');
    expect(bandInView({ boxes, top: 0, height: 400 })).toBe(first.key);
    expect(bandInView({ boxes, top: second.y + 10, height: 100 })).toBe(second.key);
    expect(bandInView({ boxes, top: boxes.height - 60, height: 60 })).toBe(last.key);
  });
});

describe('the marks of the map', () => {
  test('every phase has one where there is room, and every problem', () => {
    const boxes = layout(twoProblems, { width: 900 });
    const { phases, problems, lines: drawn } = mapMarks(boxes, 600, null);
    expect(phases).toHaveLength(boxes.bands.length);
    const wrong = boxes.bands.flatMap(({ events }) => events.filter(({ severity }) => severity === 'error'));
    expect(problems).toHaveLength(wrong.length);
    for (const { y } of problems) expect(y).toBeLessThanOrEqual(600);
    expect(drawn).toEqual([]);
  });

  test('a wide one draws bars and arrows, one path for each kind', () => {
    const { lines: drawn } = mapMarks(layout(twoProblems, { width: 900 }), 600, 64);
    expect(drawn.map(({ kind }) => kind).sort()).toEqual(['line-0', 'line-1', 'pending', 'severity-error', 'state']);
  });

  test('neighbors of very many phases are one mark of the map', () => {
    const { phases } = mapMarks(layout(many(4000), { width: 900 }), 300, null);
    expect(phases.length).toBeLessThanOrEqual(100);
  });

  test('it is worth its room from three screens on, and once it is there from two', () => {
    const boxes = layout(conforming, { width: 900 });
    const viewPort = new ViewPort();
    const longIn = (screens: number): boolean => {
      viewPort.report({ boxes, top: 0, height: boxes.height / screens });
      return viewPort.long;
    };
    expect([2.5, 4, 2.5, 1.5, 2.5].map(longIn)).toEqual([false, true, true, false, false]);
  });
});
