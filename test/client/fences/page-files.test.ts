import { expect, test } from 'vitest';
import { FlowTextReader } from '../../../client/markdown/flow-text.js';

const model = `protocol Line
message Hello on Line
model Greeting {
  system visitor
  system desk
  phase Opening { visitor -> desk : Hello }
}
`;

const flow = `flow Visit follows Greeting {
  system Web as visitor
  system Desk as desk
  phase Opens is Opening { Web -> Desk : Hello }
}
`;

const codes = async (reader: FlowTextReader, text: string) =>
  (await reader.read(text)).findings.map(({ code }) => code);

test('a fence imports a model of the workspace, relative to its page', async () => {
  const reader = new FlowTextReader({ page: 'docs/notes.md', files: { 'models/greeting.confer': model } });
  expect(await codes(reader, `import "../models/greeting.confer"\n${flow}`)).toEqual([]);
  expect(await codes(reader, `import "./greeting.confer"\n${flow}`)).toContain('unknown-import');
});

test('a fence sees the library folders of the project without an import', async () => {
  const files = { 'models/greeting.confer': model, 'confer.json': '{ "library": ["models"] }' };
  expect(await codes(new FlowTextReader({ page: 'docs/notes.md', files }), flow)).toEqual([]);
});

test('without files of a workspace a fence sees itself and the built-in library', async () => {
  const reader = new FlowTextReader();
  expect(await codes(reader, flow)).toContain('unknown-model');
  expect(await codes(reader, model + flow)).toEqual([]);
});
