import { EmptyFileSystem } from 'langium';
import { expect, test } from 'vitest';
import type { CompletionItem, Range } from 'vscode-languageserver';
import { createConferLspServices } from '../../server/confer-lsp-module.js';
import { plainText } from '../../server/lsp/completion-provider.js';
import { TestEditor } from '../support/editor.js';

const parser = createConferLspServices(EmptyFileSystem).Confer.parser.LangiumParser;

const head = `protocol Line
protocol Paper
event Told on Line, Paper { Count: integer  Name: string  optional Late: boolean  optional Wait: duration }
event Asked on Line
model Talk {
  party  caller
  party  other
  system desk
  system files
  states away, pending called, there
  channel desk <-> caller, other on Line
  channel desk -> files on Paper
  phase Call {
    trigger caller -> desk : Asked
    moves other from away to called
    desk -> other : Told on Line
    desk -> files : Told on Paper
    optional desk -> all there : Asked
  }
  phase Answer {
    trigger timeout at desk
    moves other from called to there
    desk -> caller, other : Asked
  }
}
flow F follows Talk {
  party Ann as caller initially there
  party Bob as other
  system Desk as desk
  system Files as files
`;
const answers = '  phase Answers is Answer {\n    Desk -> Ann, Bob : Asked\n  }\n}\n';
const phase = (body: string) => `${head}  phase Calls is Call {\n${body}  }\n${answers}`;

const bodies = {
  arrow: '    Desk -> Bob : Told\n',
  'another step below': '    Desk -> Bob : Told\n    Ann -> Desk : Asked\n',
  aligned: '    Desk   ->  Bob  :  Told  on  Line  after  4s\n',
  everything: '    Desk -> Bob, Ann : Told(Count: 1.5, Name: "a b", Late: true, Wait: 4s) on Line after 40ms\n',
  everybody: '    Desk -> all there except Ann : Asked after 2s\n    next Answers after 3s | end\n',
  short: '    Told on Paper\n    Asked after 1.5s\n    Told(Count: 1)\n    next Answers\n',
  'over lines': '    Desk\n      -> Bob,\n      Ann\n      : Told\n      on Line\n      after 3s\n',
};

for (const [name, body] of Object.entries(bodies)) {
  test(`whatever is taken anywhere in a step leaves a step: ${name}`, async () => {
    const text = phase(body);
    expect(mistakes(text)).toEqual([]);
    const editor = await TestEditor.open(text);
    const from = text.indexOf(body);
    const broken: string[] = [];
    let taken = 0;
    for (let offset = from; offset < from + body.length; offset++) {
      for (const item of await editor.completionsAt(offset)) {
        taken++;
        for (const result of new Set([after(text, offset, item, false), after(text, offset, item, true)])) {
          if (mistakes(result).length === 0) continue;
          broken.push(`${text.slice(from, offset)}¦${text.slice(offset, from + body.length)} takes ${item.label}`);
        }
      }
    }
    expect(broken).toEqual([]);
    expect(taken).toBeGreaterThan(50);
  });
}

/** The text after an item is taken, as the editor inserts it or as it replaces the word there. */
function after(text: string, offset: number, item: CompletionItem, replacing: boolean): string {
  const edit = item.textEdit;
  if (edit === undefined) throw new Error(`${item.label} has no edit`);
  const range: Range = 'range' in edit ? edit.range : replacing ? edit.replace : edit.insert;
  const lines = text.split('\n');
  const at = ({ line, character }: Range['start']) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  expect(at(range.start)).toBeLessThanOrEqual(offset);
  expect(at(range.end)).toBeGreaterThanOrEqual(offset);
  expect(range.start.line).toBe(range.end.line);
  const edits = [{ range, newText: plainText(edit.newText) }, ...(item.additionalTextEdits ?? [])];
  return edits
    .map(({ range: { start, end }, newText }) => ({ start: at(start), end: at(end), newText }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

function mistakes(text: string): string[] {
  return parser.parse(text).parserErrors.map(({ message }) => message);
}
