import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../../timeline/export/html.js';
import { renderMarkdown } from '../../../timeline/export/markdown.js';
import { renderPlantuml } from '../../../timeline/export/plantuml.js';
import { crowded } from '../sample-timelines.js';
import { hostileTimelines } from './hostile-names.js';

/** Fields of a row of a Markdown table: what is between bars that no backslash takes their meaning. */
function cells(row: string): string[] {
  return row.split(/(?<!\\)(?:\\\\)*\|/).slice(1, -1);
}

describe('Markdown with hostile names', () => {
  test('Markdown with hostile names has one row for every event, all rows with the same columns', () => {
    fc.assert(
      fc.property(hostileTimelines, (timeline) => {
        const tables = renderMarkdown(timeline)
          .split('\n\n')
          .filter((block) => block.startsWith('| '));
        const [phases, messages] = tables.map((table) => table.split('\n'));
        expect(tables).toHaveLength(2);
        expect(phases?.map((row) => cells(row).length)).toEqual(Array(2 + timeline.phases.length).fill(4));
        expect(messages?.map((row) => cells(row).length)).toEqual(Array(2 + timeline.events.length).fill(9));
      }),
    );
  });

  test('Markdown with hostile names has no mark-up, link or formula of its own', () => {
    fc.assert(
      fc.property(hostileTimelines, (timeline) => {
        // Something replaces a removed sign or code, in which nothing is read: the texts on its two sides are not joined.
        const own = renderMarkdown(timeline).replace(/\\[!-/:-@[-`{-~]|`[^`\n]+`/g, '·');
        // What is left of a list item's own emphasis, of headings, of tables.
        const rest = own.replace(/^\d+\. \*\*\w+\*\*|^\*\*Verdict: .*\*\*$|^#+ |^\|.*\|$|\|/gm, '');
        expect(rest).not.toMatch(/[`*_{}[\]<>#|~&$!@^=]|:\/\/|www\./i);
      }),
    );
  });
});

// PlantUML itself reads them in plantuml.test.ts, which takes its time. These lines are all that its manual gives for what is used here; a text
// may hold letters, digits, a few signs, numbered characters and line breaks, and no doubled sign.
const text = String.raw`(?:(?!([-._/])\1)[\p{Letter}\p{Mark}\p{Number} .,?():+_/“”→✗·-]|<U\+[0-9A-F]{4,6}>|\\n)+`;
const lineForms = ['@startuml', '@enduml', '', 'title TEXT', String.raw`(?:actor|participant) "TEXT" as p\d+`]
  .concat(['== TEXT ==', String.raw`p\d+ (?:->|-->|-->x) p\d+ : TEXT`, String.raw`note over p\d+(?:, p\d+)? : TEXT`])
  .map((form) => new RegExp(`^${form.replace('TEXT', text)}$`, 'u'));

describe('PlantUML with hostile names', () => {
  test('PlantUML with hostile names has only lines of the forms that it knows', () => {
    fc.assert(
      fc.property(hostileTimelines, (timeline) => {
        const lines = renderPlantuml(timeline).trimEnd().split('\n');
        expect(lines.filter((line) => !lineForms.some((form) => form.test(line)))).toEqual([]);
        expect(lines.filter((line) => line.startsWith('@'))).toEqual(['@startuml', '@enduml']);
        expect(lines.filter((line) => line.startsWith('== '))).toHaveLength(timeline.phases.length);
        // Three receivers of one event are two arrows more; who was left out has one of their own.
        expect(lines.filter((line) => /^p\d+ --?>/.test(line))).toHaveLength(crowdedArrows);
      }),
    );
  });
});

const crowdedArrows = crowded.events
  .filter((event) => event.sender !== null && event.receivers.length > 0)
  .reduce((sum, event) => sum + event.receivers.length + event.missingReceivers.length, 0);

describe('a page with hostile names', () => {
  test('a page with hostile names has only its own elements, and one row for every event', () => {
    fc.assert(
      fc.property(hostileTimelines, (timeline) => {
        const html = renderHtml(timeline);
        expect(html).not.toMatch(/<(script|b|img|iframe|br)\b/i);
        expect(html.match(/<th scope="row">\d+<\/th>/g)).toHaveLength(timeline.events.length);
        expect(html.match(/<style>/g)).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});
