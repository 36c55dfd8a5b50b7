import { describe, expect, test } from 'vitest';
import { labels } from '../support/completed-flow.js';
import { TestEditor } from '../support/editor.js';

const flow = 'protocol P\nmessage Said on P\nflow F {\n  party Ann\n  phase Go {\n    Ann -> Ann : ¦\n  }\n}\n';
const words = flow.replace('¦', 'Said');

test.each([
  ['an opening brace', '/^\\{/'],
  ['a closing brace', '/\\}$/'],
  ['a quote', '/say "(?<word>[^"]+)/'],
  ['a class of braces', '/[/{"]+/i'],
])('an expression with %s does not hide what is below its capture', async (_, expression) => {
  expect(await labels(`capture C {\n  line ${expression}\n  settle 2s\n}\n${flow}`)).toEqual(['Said']);
});

test('the entries of a message or a protocol do not end a capture', async () => {
  const entries = 'capture C {\n  message name { "x" is Said }\n  protocol way { "y" is P }\n';
  expect(await labels(`${entries}  ¦\n}\n${words}`)).toEqual(await labels(`capture C {\n  ¦\n}\n${words}`));
  expect(await labels(`${entries}  settle 2s\n}\n${flow}`)).toEqual(['Said']);
});

describe('in a capture', () => {
  const at = (line: string) => labels(`capture C {\n  line /(?<time>\\S+) (?<who>\\w+)/\n  ${line}\n}\n${words}`);

  test('its members are offered', async () => {
    expect(await at('¦')).toEqual(
      expect.arrayContaining(['files', 'reads', 'line', 'message', 'key', 'participant', 'allow']),
    );
    expect(await at('¦')).not.toContain('join');
  });

  test('the groups of its expressions are offered for a field, and the words that continue it', async () => {
    expect(await at('key ¦')).toEqual(expect.arrayContaining(['time', 'who', 'is']));
    expect(await at('key who ¦')).toEqual(['when', 'or', 'join']);
  });

  test('messages and protocols, formats, durations and deviations are offered', async () => {
    expect(await at('message who { "x" is ¦ }')).toEqual(['Said']);
    expect(await at('allow missing-message ¦')).toEqual(['Said', 'in']);
    expect(await at('records ¦')).toEqual(['P']);
    expect(await at('records P, ¦')).toEqual([]);
    expect(await at('reads ¦')).toEqual(['text', 'json', 'csv', 'xes', 'otlp']);
    expect(await at('settle ¦')).toContain('5s');
    expect(await at('allow ¦')).toContain('missing-message');
  });

  test('the units of a time since 1970 are offered', async () => {
    expect(await at('time time epoch ¦')).toEqual(['s', 'ms', 'us', 'ns']);
  });

  describe('names of flows and models are offered', () => {
    const model = `protocol P
message Said on P
model Calls {
  party caller
  system desk "Desk"
  system log
  phase Rings { caller -> desk : Said }
}
`;
    const flow = 'flow F follows Calls {\n  party Ann as caller\n  system Desk as desk\n  phase First is Rings\n}\n';
    const inCapture = async (line: string) => {
      const text = `import "./calls.confer"\n${flow}capture C {\n  line /(?<key>.)/\n  ${line}\n}\n`;
      const editor = await TestEditor.open({ 'test.confer': text, 'calls.confer': model });
      return (await editor.completions()).map(({ label, detail }) => [label, detail]);
    };

    test('the systems after `participant`, without those that have addresses', async () => {
      const desk = ['desk', 'model Calls'];
      expect(await inCapture('participant ¦')).toEqual([['Desk', 'flow F'], desk, ['log', 'model Calls']]);
      expect(await inCapture('participant log is "l"\n  participant Desk is "d"\n  participant ¦')).toEqual([desk]);
    });

    test('the phases after `in` of a known deviation', async () => {
      expect(await inCapture('allow missing-message Said in ¦')).toEqual([
        ['First', 'flow F'],
        ['Rings', 'model Calls'],
      ]);
    });
  });

  test('the captures that it may inherit from are offered', async () => {
    expect(await labels('capture Base { settle 2s }\ncapture C is ¦ {\n}\n')).toEqual(
      expect.arrayContaining(['Base', 'ConferLines']),
    );
  });

  test('a completed member has no error', async () => {
    const editor = await TestEditor.open(`capture C {\n  line /(?<time>.)(?<message>.)(?<who>.)/\n  key w¦\n}\n`);
    await editor.rewrite(await editor.accept('who'));
    expect(editor.document().diagnostics).toEqual([]);
  });
});
