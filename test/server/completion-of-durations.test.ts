import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { Served, servers } from '../support/served.js';

const uri = 'file:///nowhere/talk.confer';
const vocabulary = `protocol Line
message Hello on Line { Wait: duration }
model Talk {
  system caller
  system callee
  phase Begins { caller -> callee : Hello }
  phase Ends { trigger timeout at callee after 10s }
}
`;
const flow = (line: string): string => `${vocabulary}flow Call follows Talk {
  system Ann as caller
  system Bo as callee
  phase Start is Begins {
    ${line}
  }
  phase End is Ends
}
`;

let served: Served;

beforeAll(async () => {
  ({ served } = await Served.start(servers['the server’s bundle']));
  await served.open(uri, flow('Hello'));
});
afterAll(() => served.stop());

/** The answer at the mark `¦` of a text; by a space that was typed, or as an editor asks otherwise. */
async function listAt(text: string, trigger?: ' '): Promise<CompletionList> {
  await served.change(uri, text.replace('¦', ''));
  const lines = text.slice(0, text.indexOf('¦')).split('\n');
  return served.request<CompletionList>('textDocument/completion', {
    textDocument: { uri },
    position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
    context: trigger === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter: trigger },
  });
}

/** Labels that an editor leaves in its list for a word: those whose text has the word's characters, in order. */
function labelsFor(items: readonly CompletionItem[], word: string): string[] {
  const pattern = new RegExp([...word].map((character) => character.replace('.', '\\.')).join('.*'));
  return items.filter(({ filterText, label }) => pattern.test(filterText ?? label)).map(({ label }) => label);
}

const places = {
  'a target': flow('next End after ¦'),
  'a step': flow('Hello after ¦'),
  'an attribute': flow('Ann -> Bo : Hello(Wait: ¦)'),
  'a timer': flow('Hello').replace('after 10s', 'after ¦'),
};

describe.each(Object.entries(places))('the duration of %s', (_place, text) => {
  test('a duration is proposed as usual ones, which a number narrows and a whole duration leaves none of', async () => {
    const { isIncomplete, items } = await listAt(text, ' ');
    expect(isIncomplete, 'the editor narrows the list by itself').toBe(false);
    expect(labelsFor(items, '')).toContain('30s');
    expect(labelsFor(items, '3')).toEqual(['30s']);
    const whole = ['3m', '3s', '4m', '5s', '30s', '40ms', '1h', '1.5s'];
    expect(whole.filter((duration) => labelsFor(items, duration).length > 0)).toEqual([]);
  });

  test('a duration is completed with each unit after a number, and not at all when it has one', async () => {
    const listFor = (written: string): Promise<CompletionList> => listAt(text.replace('¦', `${written}¦`));
    const { isIncomplete, items } = await listFor('3');
    expect(isIncomplete, 'the next digit makes another list').toBe(true);
    expect(labelsFor(items, '')).toEqual(['3ms', '3s', '3m', '3h']);
    expect((await listFor('3m')).items).toEqual([]);
  });
});
