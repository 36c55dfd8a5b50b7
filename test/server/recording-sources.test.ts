import { expect, test } from 'vitest';
import { RecordingSourcesFinder } from '../../server/requests/recording-handler.js';
import { TestEditor } from '../support/editor.js';

const flow = 'flow Talk { party A party B phase Hello { A -> B : Hi } }\n';
const capture = (name: string, files: string) =>
  `capture ${name} { files "${files}" reads json time "$.t" key "$.k" message "$.m" }\n`;

async function sourcesOf(files: Record<string, string>) {
  const editor = await TestEditor.open(files);
  const sources = new RecordingSourcesFinder(editor.services.shared, editor.services);
  const pack = (recording: string, subject = 'Talk') =>
    sources.pack(editor.document('flow.confer'), {
      textDocument: { uri: editor.uri('flow.confer').toString() },
      subject,
      recordings: [recording],
    });
  const captures = (recording: string) => pack(recording).candidates[0]?.map(({ name }) => name);
  return { sources, pack, captures };
}

test('a recording is read by the capture that fits its name, the flow’s own before one of another file', async () => {
  const { captures } = await sourcesOf({
    'flow.confer': flow + capture('Own', 'a*.log'),
    'other.confer': capture('Other', '*.log'),
  });
  expect(captures('logs/a1.log')).toEqual(['Own']);
  expect(captures('logs/b1.log')).toEqual(['Other']);
});

test('if none fits, the flow’s own captures are offered, otherwise all; JSON lines are read as those of confer read', async () => {
  const own = await sourcesOf({ 'flow.confer': flow + capture('One', 'a') + capture('Two', 'b') });
  expect(own.captures('x.txt')).toEqual(['One', 'Two']);
  const none = await sourcesOf({ 'flow.confer': flow });
  expect(none.captures('x.jsonl')).toEqual(['ConferLines']);
  expect(none.captures('x.txt')).toEqual(expect.arrayContaining(['ConferLines', 'Sipp', 'CaseTable']));
});

test('flows and models of the workspace come before the library’s, with the names that captures give files', async () => {
  const { sources } = await sourcesOf({ 'flow.confer': flow + capture('Own', 'a*.log') });
  const { subjects, globs } = sources.subjects();
  expect(subjects[0]).toMatchObject({ kind: 'flow', name: 'Talk', library: false });
  expect(subjects.some(({ kind, name, library }) => kind === 'model' && name === 'Conference' && library)).toBe(true);
  expect(globs).toContain('a*.log');
});

test('a flow that is not there has no sources', async () => {
  const { pack } = await sourcesOf({ 'flow.confer': flow });
  expect(pack('x.jsonl', 'Gone').sources).toBeNull();
  expect(pack('x.jsonl').sources).not.toBeNull();
});
