import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { propertyFactor } from '../support/property-factor.js';
import { Chance } from '../support/random-edits.js';
import { slipFiles, TIMEOUT_MS } from '../support/slip-files.js';
import { type BlockKind, indented, linesOf, placesOf, withLine, withoutLine } from '../support/slips.js';
import { TestWorkspace } from '../support/workspace.js';

// Slips of whole lines, each in every kind of block of files of several trades: one finding, at the line.

/** Members of blocks with the blocks that allow them. */
const members: readonly (readonly [line: string, ...homes: BlockKind[]])[] = [
  ['party Zed', 'model', 'flow'],
  ['system Zed "Zed"', 'model', 'flow'],
  ['start A', 'flow'],
  ['start A | B', 'flow'],
  ['Zed is blue', 'flow'],
  ['scenario Z { A, B }', 'flow'],
  ['phase Zed is P', 'flow'],
  ['next A', 'flow phase'],
  ['next A after 5s | end', 'flow phase'],
  ['A -> B : M', 'flow phase', 'model phase', 'rows'],
  ['A -> B, C : M on P', 'flow phase', 'model phase', 'rows'],
  ['optional A -> B : M', 'model phase', 'rows'],
  ['states za, pending zb', 'model'],
  ['fact zf: a, b', 'model'],
  ['channel a -> b on P', 'model'],
  ['anytime a -> b : M', 'model'],
  ['trigger a -> b : M', 'model phase'],
  ['trigger timeout', 'model phase'],
  ['needs a b', 'model phase'],
  ['moves a from b to c', 'model phase'],
  ['partial "why"', 'model phase'],
  ['source "x"', 'model', 'model phase'],
  ['protocol Zp', 'file'],
  ['event Ze on Zp', 'file'],
  ['import "x.confer"', 'file'],
];

/** Lines of Mermaid and PlantUML. */
const foreign = [
  ...['sequenceDiagram', 'stateDiagram-v2', 'graph TD', '@startuml', 'autonumber', 'skinparam shadowing false'],
  ...['participant Zed as Zoe', 'actor Zed', 'state Waiting', 'title Some words', '```mermaid'],
  ...['A->>B: Hello there', 'A-->>B: Hi', 'A --> B', '[*] --> A', 'A -> B: Some words'],
  ...['Note over A,B: some words', 'note left: x', 'activate A', 'deactivate A', '== Part =='],
  ...['loop Every minute', 'alt is well', 'else', 'opt maybe', 'if x then'],
];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

const problems = (text: string) => workspace.problems('slip.confer', text);

test('a word alone on its line in a scenario is one finding on that line', async () => {
  const head = 'protocol P\nmessage M on P\nflow F {\n  party X\n  party Y\n  start A\n';
  const phases = '  phase A { X -> Y : M next B }\n  phase B { Y -> X : M }\n';
  for (const word of ['par', 'alt', 'opt', 'loop', 'else', 'and', 'or', 'then', 'group', 'critical', 'start', 'next']) {
    for (const place of [0, 1, 2]) {
      const listed = ['    A,', '    B'].toSpliced(place, 0, `    ${word}`).join('\n');
      const found = await problems(`${head}${phases}  scenario S {\n${listed}\n  }\n}\n`);
      expect(found.map(shown), word).toEqual([
        expect.stringMatching(`^${place + 10} .*(?:[Rr]emove|alternatives are|Expected)`),
      ]);
    }
  }
});

test('the beginning of a word of the language is no line of another notation', async () => {
  for (const line of ['par', 'opt']) {
    const [finding] = await problems(`flow F {\n  ${line}\n}\n`);
    expect(finding?.message).toContain(`"${line}"`);
    expect(finding?.message).not.toContain('Mermaid');
  }
});

const shown = ({ code, range, message }: Finding) => `${range.start.line + 1} ${code} ${message}`;

/** The file with some lines moved before another one, or to its end. */
function withMoved(text: string, from: number, to: number, before: number): string {
  const lines = text.split('\n');
  const block = lines.slice(from, to);
  const rest = [...lines.slice(0, from), ...lines.slice(to)];
  rest.splice(before > from ? before - block.length : before, 0, ...block);
  return rest.join('\n');
}

/** Blocks of a kind that are written on several lines, by their first line and the one after their last. */
function blocksOf(text: string, kind: BlockKind): { readonly from: number; readonly to: number }[] {
  const lines = linesOf(text);
  return lines.flatMap(({ index, text: line, opens }) => {
    if (opens !== kind) return [];
    const indentation = /^ */.exec(line)?.[0] ?? '';
    const end = lines.find((other) => other.index > index && other.text.startsWith(`${indentation}}`));
    return end === undefined ? [] : [{ from: index, to: end.index + 1 }];
  });
}

/** The places of each kind of block in all files. */
const placesByKind = new Map<BlockKind, string[]>();
for (const [name, text] of Object.entries(slipFiles)) {
  for (const { index, block } of placesOf(text)) {
    placesByKind.set(block, [...(placesByKind.get(block) ?? []), `${name} ${index}`]);
  }
}

/**
 * Some of the lines to try at a place of a file: the places of a kind of block share them, so that every second line is
 * tried in one kind, and the others in the next. With `PROPERTY_FACTOR=32` each is tried in each place.
 */
function someOf<T>(lines: readonly T[], name: string, { index, block }: ReturnType<typeof placesOf>[number]): T[] {
  const places = placesByKind.get(block) ?? [];
  const parts = 2 * places.length;
  const turn = places.indexOf(`${name} ${index}`) + [...placesByKind.keys()].indexOf(block) * places.length;
  return lines.filter((_, line) => (line + turn) % parts < propertyFactor);
}

describe.each(Object.entries(slipFiles))('in %s', (name, text) => {
  test('there is no finding without a slip', async () => {
    expect((await problems(text)).map(shown)).toEqual([]);
  });

  test('a line in the wrong block is one finding that says where it belongs', { timeout: TIMEOUT_MS }, async () => {
    for (const place of placesOf(text)) {
      const { index, block } = place;
      const strange = members.filter(([, ...homes]) => !homes.includes(block));
      for (const [line, ...homes] of someOf(strange, name, place)) {
        const found = await problems(withLine(text, index, indented(line, block)));
        const what = `"${line}" in a ${block}, line ${index + 1}, not one of ${homes.join()}`;
        expect(
          found.map(({ code, range }) => `${range.start.line} ${code}`),
          what,
        ).toEqual([`${index} syntax-error`]);
        expect(found[0]?.message, what).toMatch(/It belongs .*\.$/);
      }
    }
  });

  test('a pasted line of another notation is one finding that says so', { timeout: TIMEOUT_MS }, async () => {
    for (const place of placesOf(text)) {
      const { index, block } = place;
      for (const line of someOf(foreign, name, place)) {
        const found = await problems(withLine(text, index, indented(line, block)));
        const what = `"${line}" in a ${block}, line ${index + 1}: ${found.map(shown).join('\n')}`;
        expect(found.length, what).toBeLessThan(2);
        for (const { code, range } of found) expect(`${range.start.line} ${code}`, what).toBe(`${index} syntax-error`);
      }
    }
  });

  test('a missing line that opens a block is one finding where its members begin', {
    timeout: TIMEOUT_MS,
  }, async () => {
    for (const { index } of linesOf(text).filter(({ opens }) => opens !== null)) {
      const found = (await problems(withoutLine(text, index))).filter(({ code }) => code === 'syntax-error');
      expect(found.map(shown), `line ${index + 1}`).toEqual([
        expect.stringMatching(`^${index + 1} .*Unexpected "[^"]*": the line that opens its block is missing`),
      ]);
    }
  });

  test('a missing line that closes a block is one finding near it', { timeout: TIMEOUT_MS }, async () => {
    for (const { index } of linesOf(text).filter(({ closes }) => closes)) {
      const found = await problems(withoutLine(text, index));
      expect(
        found.map(({ code }) => code),
        `line ${index + 1}`,
      ).toEqual(['syntax-error']);
      expect(found[0]?.message).toContain('"{"');
      expect(Math.abs((found[0]?.range.start.line ?? 0) - index), `line ${index + 1}`).toBeLessThan(4);
    }
  });

  test('a brace too many is one finding, at the brace that does not match the indentation', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const lines = text.split('\n');
    const seen = new Set<string>();
    for (const { index, text: line, opens, closes, block } of linesOf(text)) {
      const spaces = ' '.repeat(line.search(/\S/));
      const kind = `${block} ${opens} ${closes}`;
      if (seen.has(kind) && propertyFactor < 4) continue;
      seen.add(kind);
      const [deeper, same, after] = [`${line}\n${spaces}  }`, `${line}\n${spaces}}`, `${line} }`];
      const first = block === 'file' && closes;
      for (const written of opens !== null
        ? [deeper]
        : closes
          ? [deeper, ...(first ? [] : [same, after])]
          : [same, after]) {
        const found = await problems([...lines.slice(0, index), written, ...lines.slice(index + 1)].join('\n'));
        const at = index + written.split('\n').length - 1;
        expect(found.map(shown), written).toEqual([
          expect.stringMatching(`^${at + 1} syntax-error Un(?:expected|matched) ".*}"\\W.*[Rr]emove`),
        ]);
      }
    }
  });

  test('a phase of the model and one of the flow that are swapped are a finding each', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const lines = text.split('\n');
    const blocks = linesOf(text).flatMap(({ index, opens }) => {
      const end = lines.findIndex((line, at) => at > index && /^ {2}\}/.test(line));
      return opens === 'model phase' || opens === 'flow phase' ? [{ index, end, opens }] : [];
    });
    const ofModel = blocks.find(({ index, end, opens }) => opens === 'model phase' && end > index + 2);
    const ofFlow = blocks.find(({ index, opens }) => opens === 'flow phase' && index > (ofModel?.index ?? index));
    if (ofModel === undefined || ofFlow === undefined) return;
    const swapped = [
      ...lines.slice(0, ofModel.index),
      ...lines.slice(ofFlow.index, ofFlow.end + 1),
      ...lines.slice(ofModel.end + 1, ofFlow.index),
      ...lines.slice(ofModel.index, ofModel.end + 1),
      ...lines.slice(ofFlow.end + 1),
    ];
    const found = await problems(swapped.join('\n'));
    const moved = ofModel.end - ofModel.index - (ofFlow.end - ofFlow.index);
    expect(found.map(shown)).toEqual([
      expect.stringMatching(`^${ofModel.index + 1} .*It belongs in a flow`),
      expect.stringMatching(`^${ofFlow.index + 1 - moved} .*It belongs in a model`),
    ]);
  });

  test('a declaration of the file moved into another block is one finding', { timeout: TIMEOUT_MS }, async () => {
    const declared = linesOf(text).filter(({ text: line }) => /^ *(?:party|system|channel|fact|states) /.test(line));
    const chance = new Chance(7);
    for (const { index, text: line, block: home } of declared) {
      const without = withoutLine(text, index);
      const around = without.slice(0, without.split('\n', index).join('\n').length).split('\n}\n').length;
      const wrong = placesOf(without).filter(
        (place) =>
          place.block.startsWith(`${home} `) &&
          without.split('\n').slice(0, place.index).join('\n').split('\n}\n').length === around,
      );
      for (const place of wrong.length === 0 ? [] : [chance.of(wrong)]) {
        const found = await problems(withLine(without, place.index, indented(line, place.block)));
        const what = `"${line.trim()}" in line ${place.index + 1}`;
        expect(found.map(shown), what).toEqual([expect.stringMatching(`^${place.index + 1} syntax-error`)]);
      }
    }
  });

  test('a phase outside of its model or flow is one finding', { timeout: TIMEOUT_MS }, async () => {
    for (const [kind, home] of [
      ['model phase', 'model'],
      ['flow phase', 'flow'],
    ] as const) {
      const [phase] = blocksOf(text, kind);
      if (phase === undefined) continue;
      const around = blocksOf(text, home).findLast(({ from }) => from < phase.from);
      for (const before of [around?.from ?? 0, text.split('\n').length]) {
        const found = await problems(withMoved(text, phase.from, phase.to, before));
        expect(found.map(shown), `a ${kind} before line ${before + 1}`).toEqual([
          expect.stringMatching(/ syntax-error .* It belongs in a (?:model|flow), outside its phases/),
        ]);
      }
      const other = blocksOf(text, kind).find(({ from, to }) => from >= phase.to && to < (around?.to ?? 0));
      if (other === undefined) continue;
      const inside = await problems(withMoved(text, phase.from, phase.to, other.to - 1));
      expect(inside.map(shown), `a ${kind} within another`).toEqual([
        expect.stringMatching(`syntax-error .* It belongs in a ${home}, outside its phases`),
      ]);
    }
  });

  test('a model and a phase of a flow that are swapped are a finding each', { timeout: TIMEOUT_MS }, async () => {
    const [model] = blocksOf(text, 'model');
    const [phase] = blocksOf(text, 'flow phase');
    if (model === undefined || phase === undefined || phase.from < model.to) return;
    const lines = text.split('\n');
    const swapped = [
      ...lines.slice(0, model.from),
      ...lines.slice(phase.from, phase.to),
      ...lines.slice(model.to, phase.from),
      ...lines.slice(model.from, model.to),
      ...lines.slice(phase.to),
    ];
    const found = await problems(swapped.join('\n'));
    expect(found.map(shown)).toEqual([
      expect.stringMatching(`^${model.from + 1} syntax-error .*It belongs in a flow`),
      expect.stringMatching(' syntax-error Unexpected "model" in a flow. It belongs outside of models and flows'),
    ]);
  });

  test('attributes away from the head of their message are one finding', { timeout: TIMEOUT_MS }, async () => {
    const lines = text.split('\n');
    for (const { from } of blocksOf(text, 'message')) {
      const above = [...lines.slice(0, from), lines[from + 1], lines[from], ...lines.slice(from + 2)].join('\n');
      expect((await problems(above)).map(shown), `line ${from + 1}`).toEqual([
        expect.stringMatching(
          `^${from + 1} syntax-error .*It belongs in the braces of an event, a request, or a message`,
        ),
      ]);
      expect(await problems(withoutLine(text, from)), `no line ${from + 1}`).toHaveLength(1);
    }
    const bare = linesOf(text).filter(({ text: line }) => /^(?:event|request|message|protocol) [^{]*$/.test(line));
    for (const { index } of bare.slice(0, 2)) {
      const headless = withLine(text, index + 1, '  Zed: string\n  optional Zoe: integer\n}');
      expect(
        (await problems(headless)).map(({ code }) => code),
        `after line ${index + 1}`,
      ).toEqual(['syntax-error']);
    }
  });
});
