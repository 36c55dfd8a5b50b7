import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LangiumDocument } from 'langium';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Finding } from '../../check/findings/finding.js';
import { listPaths } from '../../check/paths/paths.js';
import { buildTimeline } from '../../check/timeline/timeline-builder.js';
import type { Position } from '../../timeline/types/timeline.js';
import { propertyFactor } from '../support/property-factor.js';
import { Chance, randomEdit } from '../support/random-edits.js';
import { talkModel } from '../support/talk-model.js';
import { TestWorkspace } from '../support/workspace.js';

vi.setConfig({ testTimeout: 300_000 * propertyFactor });

const example = (name: string) => readFileSync(path.join(import.meta.dirname, '../../examples', name), 'utf8');
const conversation = example('escalate-chat.confer');

/** Whatever is written to the console is an error that was swallowed. */
let logged: unknown[] = [];
beforeEach(() => {
  logged = [];
  for (const method of ['error', 'warn', 'log'] as const) {
    vi.spyOn(console, method).mockImplementation((...args) => {
      logged.push(args);
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(logged).toEqual([]);
});

/** Checks and draws a document; every place has to be in its file. */
async function examine(workspace: TestWorkspace, file: string): Promise<readonly Finding[]> {
  const document = workspace.document(file);
  const analysis = await workspace.services.analysis.AnalysisProvider.analyze(document);
  for (const { range, related, message } of analysis.findings) {
    expect(message).not.toBe('');
    expectInside(document, range);
    for (const place of related) {
      const other = workspace.shared.workspace.LangiumDocuments.all.find(({ uri }) => uri.toString() === place.uri);
      expect(other).toBeDefined();
      if (other !== undefined) expectInside(other, place.range);
    }
  }
  for (const flow of analysis.flows) {
    listPaths(analysis, flow);
    const timeline = buildTimeline(analysis, flow);
    for (const { range } of [...timeline.events, ...timeline.phases]) if (range !== null) expectInside(document, range);
  }
  return analysis.findings;
}

function expectInside({ textDocument }: LangiumDocument, range: { start: Position; end: Position }): void {
  const [start, end] = [range.start, range.end].map((position) => {
    const offset = textDocument.offsetAt(position);
    // A place that is not in the text comes back as another one.
    const { line, character } = textDocument.positionAt(offset);
    return line === position.line && character === position.character ? offset : Number.NaN;
  });
  // There are thousands of places: only of a wrong one it is worth saying more.
  if (!((start ?? Number.NaN) <= (end ?? Number.NaN))) expect.fail(`${JSON.stringify(range)} is not in the file`);
}

/** Findings without the address of their file. */
function plain(findings: readonly Finding[], file: string): string {
  const summary = findings.map(({ origin: _origin, ...finding }) => finding);
  return JSON.stringify(summary, null, 1).replaceAll(file, 'FILE');
}

/**
 * Edits that each of the random tests makes: `PROPERTY_FACTOR=25` takes minutes, and finds what is rarer. That an edited
 * file is read as a new one is the subject of `reparse-laws.test.ts`; here no text may be an exception or have a place
 * outside of it.
 */
const edits = 20 * propertyFactor;

describe('a text that is being written', () => {
  test('a text cut at every thirty-seventh byte is checked without an exception', async () => {
    const workspace = await TestWorkspace.create();
    const bytes = new TextEncoder().encode(conversation);
    for (let length = 0; length <= bytes.length; length += 37) {
      await workspace.write({ 'cut.confer': new TextDecoder().decode(bytes.slice(0, length)) });
      await examine(workspace, 'cut.confer');
    }
  });

  test('a text edited at random has the findings that it would have afresh', async () => {
    const chance = new Chance(1);
    const workspace = await TestWorkspace.create();
    let text = conversation;
    for (let step = 0; step < edits; step++) {
      // Mistakes pile up until nothing is left to be checked: begin again now and then.
      text = step % 10 === 0 ? conversation : randomEdit(text, chance);
      await workspace.write({ 'edited.confer': text });
      const edited = await examine(workspace, 'edited.confer');
      const fresh = `fresh${step}.confer`;
      await workspace.write({ [fresh]: text });
      expect(plain(edited, 'edited.confer')).toBe(plain(await examine(workspace, fresh), fresh));
      await workspace.remove(fresh);
    }
  });

  test('two files edited at random, one of which imports the other, have the findings that they would have afresh', async () => {
    const chance = new Chance(4);
    const files = { 'model.confer': talkModel, 'flow.confer': ownFlow };
    const workspace = await TestWorkspace.create(files);
    expect((await examine(workspace, 'flow.confer')).filter(({ severity }) => severity === 'error')).toEqual([]);
    for (let step = 0; step < edits / 2; step++) {
      const name = chance.of(['model.confer', 'flow.confer'] as const);
      if (step % 10 === 0) Object.assign(files, { 'model.confer': talkModel, 'flow.confer': ownFlow });
      else files[name] = randomEdit(files[name], chance);
      await workspace.write(step % 10 === 0 ? files : { [name]: files[name] });
      const fresh = await TestWorkspace.create(files, { ownParser: true });
      for (const file of ['model.confer', 'flow.confer']) {
        expect(plain(await examine(workspace, file), file)).toBe(plain(await examine(fresh, file), file));
      }
    }
  });
});

describe('a text that is none', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \t\r\n\n'],
    ['a byte order mark', `\ufeff${conversation}`],
    ['binary', String.fromCharCode(...Array.from({ length: 20_000 }, (_, index) => (index * 31) % 256))],
    ['surrogates without a partner', '\ud800 flow \udfff X { \ud800 }'],
    ['braces only', '{'.repeat(3_000)],
    ['nested blocks', `model M { phase P { ${'in order { '.repeat(300)}`],
    ['nothing closed', 'model M { phase P { a -> b : "x\nflow F { phase Q { M(a: "b'],
    ['a flow without a model', 'flow F { party A  party B  phase P { A -> B : M } }'],
    ['a model without phases', 'model M { }\nflow F follows M { party A  phase P is Q }'],
    ['a phase of nothing', 'flow F follows Conference { phase P is }'],
    ['names missing everywhere', 'protocol\nevent on\nmodel { party phase { } }\nflow { party as phase is { -> : } }'],
    ['names twice everywhere', twice()],
  ])('a text that is none is checked without an exception: %s', async (_what, text) => {
    const workspace = await TestWorkspace.create();
    await workspace.write({ 'bad.confer': text });
    await examine(workspace, 'bad.confer');
  });

  test('a file of more mistakes than a call has arguments is checked', async () => {
    const workspace = await TestWorkspace.create();
    const steps = '    A -> B : M(X: on-hold, Y: 5sec)\n'.repeat(12_000);
    await workspace.write({ 'many.confer': `flow F {\n  party A\n  party B\n  phase P {\n${steps}  }\n}\n` });
    const findings = await examine(workspace, 'many.confer');
    expect(findings.length).toBeGreaterThan(50);
  });

  const megabytes = 5 * 1024 * 1024;
  test.each([
    ['a word', (length: number) => 'x'.repeat(length)],
    ['words', (length: number) => 'flow x '.repeat(length / 7)],
    ['an unclosed text', (length: number) => `flow F "${'x'.repeat(length)}`],
    ['an unclosed comment', (length: number) => `flow F { } /*${'x'.repeat(length)}`],
    ['one comment', (length: number) => `// ${'x'.repeat(length)}`],
    ['characters of no word', (length: number) => '€ '.repeat(length / 2)],
  ])('5 MB of one line have one finding: %s', async (_what, make) => {
    const workspace = await TestWorkspace.create();
    await workspace.write({ 'long.confer': make(megabytes) });
    const findings = await examine(workspace, 'long.confer');
    expect(findings.map(({ code }) => code)).toEqual(['syntax-error']);
  });

  test('each of many lines with a text that is not closed is read on its own', async () => {
    const workspace = await TestWorkspace.create();
    await workspace.write({ 'many.confer': 'phase } -> : ( "x\n'.repeat(10_000) });
    const findings = await examine(workspace, 'many.confer');
    // Ten thousand of them took half a minute.
    expect(findings).toHaveLength(100);
    expect(findings[1]?.range.start.line).toBe(1);
  });

  test('each of many declarations of one name refers to some of the others, not to all', async () => {
    const workspace = await TestWorkspace.create();
    await workspace.write({ 'many.confer': `protocol P\n${'event M on P\n'.repeat(500)}` });
    const findings = await examine(workspace, 'many.confer');
    expect(findings).toHaveLength(500);
    expect(new Set(findings.map(({ related }) => related.length))).toEqual(new Set([20]));
  });

  test('forty parties do not take for ever', async () => {
    const workspace = await TestWorkspace.create();
    const parties = Array.from({ length: 40 }, (_, index) => `  party P${index} as agent2`);
    const phases = Array.from({ length: 40 }, (_, index) => {
      const targets = Array.from({ length: 40 }, (_, other) => `I${other}`).join(' | ');
      return `  phase I${index} is InvitationIssued(P${index} as agent2) next ${targets} | A${index}
  phase A${index} is InvitationAccepted(P${index} as agent2) next ${targets} | end`;
    });
    const text = `flow F follows Conference {\n  party Alice as agent1\n  system S as server\n  system R as reporting
${parties.join('\n')}\n${phases.join('\n')}\n}\n`;
    await workspace.write({ 'forty.confer': text });
    const findings = await examine(workspace, 'forty.confer');
    expect(findings.map(({ code }) => code)).toContain('check-inconclusive');
  });
});

function twice(): string {
  const text = conversation.replace(/^\s*scenario.*$/gm, '');
  return `${text}\n${text}\n${talkModel}\n${talkModel}`.replace(/^ {2}party.*$/gm, '$&\n$&');
}

const ownFlow = `import "model.confer"
flow Talking follows Talk {
  party Ann as asker
  party Ben as other
  system Hub as hub
  mood is good
  phase Calls is Call {
    Ann -> Hub : Ask
    Hub -> Ben : Ask
    next Comes after 5s | Ignores after 9s
  }
  phase Comes is Come
  phase Ignores is Ignore
}
`;
