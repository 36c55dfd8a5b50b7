import { EmptyFileSystem } from 'langium';
import { describe, expect, test } from 'vitest';
import type { CompletionItem, Range } from 'vscode-languageserver';
import { repairsOf } from '../../language/recovery/confer-lexer.js';
import { markRepair } from '../../language/recovery/messages/repair-message.js';
import { createConferLspServices } from '../../server/confer-lsp-module.js';
import { plainText } from '../../server/providers/completion-provider.js';
import { invite, labels } from '../support/completed-flow.js';
import { TestEditor } from '../support/editor.js';

const parser = createConferLspServices(EmptyFileSystem).Confer.parser.LangiumParser;

const headOfTalk = `protocol Line
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
const phase = (body: string) => `${headOfTalk}  phase Calls is Call {\n${body}  }\n${answers}`;

const bodies = {
  arrow: '    Desk -> Bob : Told\n',
  'another step below': '    Desk -> Bob : Told\n    Ann -> Desk : Asked\n',
  aligned: '    Desk   ->  Bob  :  Told  on  Line  after  4s\n',
  everything: '    Desk -> Bob, Ann : Told(Count: 1.5, Name: "a b", Late: true, Wait: 4s) on Line after 40ms\n',
  everybody: '    Desk -> all there except Ann : Asked after 2s\n    next Answers after 3s | end\n',
  short: '    Told on Paper\n    Asked after 1.5s\n    Told(Count: 1)\n    next Answers\n',
  'with CR LF': '    Desk -> Bob : Told after 4s\r\n    Asked\r\n',
  'over lines': '    Desk\n      -> Bob,\n      Ann\n      : Told\n      on Line\n      after 3s\n',
};

for (const [name, body] of Object.entries(bodies)) {
  test(`every completion at any place of a step leaves a step: ${name}`, async () => {
    const text = name === 'with CR LF' ? phase(body).replaceAll(/\r?\n/g, '\r\n') : phase(body);
    expect(mistakes(text)).toEqual([]);
    const editor = await TestEditor.open(text);
    const from = text.indexOf(body);
    const broken: string[] = [];
    let taken = 0;
    for (let offset = from; offset < from + body.length; offset++) {
      if (text.charAt(offset - 1) === '\r') continue;
      for (const item of await editor.completionsAt(offset)) {
        // Alone it is not complete.
        if (item.label === 'next') continue;
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
  return repairsOf({ parseResult: parser.parse(text) }).map((repair) => markRepair(repair).message);
}

describe('in a phase', () => {
  test('missing messages come first, complete with arrow, all of them at once, then what may be shown', async () => {
    expect((await labels(invite('    ¦\n'))).slice(0, 4)).toEqual([
      'Ixn -> Bob : EventInvite',
      'Ixn -> Stat : EventAgentInvited',
      'all 2 missing messages',
      'Alice -> Ixn : RequestConference',
    ]);
  });

  test('a step that is there is not offered again, one that is being written is', async () => {
    const [first] = await labels(invite('    Ixn -> Bob : EventInvite\n    Ev¦\n'));
    expect(first).toBe('Ixn -> Stat : EventAgentInvited');
    expect((await labels(invite('    EventInvite¦\n')))[0]).toBe('Ixn -> Bob : EventInvite');
    expect((await labels(invite('    Ixn -> Bob : Ev¦\n')))[0]).toBe('EventInvite');
  });

  test('the protocol is written where the message has several', async () => {
    const text = invite('    EventInvite\n    EventAgentInvited\n    next Accepts\n').replace(
      'next end',
      '{\n    ¦\n  }',
    );
    expect(await labels(text)).toContain('Ixn -> Stat : EventPartyAdded on Reporting');
  });

  test('a partial step is completed to a missing one', async () => {
    expect((await labels(invite('    Ixn ¦\n'))).slice(0, 2)).toEqual([
      '-> Bob : EventInvite',
      '-> Stat : EventAgentInvited',
    ]);
    expect((await labels(invite('    Ixn -> ¦\n')))[0]).toBe('Bob : EventInvite');
    expect((await labels(invite('    Ixn -> Stat : ¦\n')))[0]).toBe('EventAgentInvited');
  });

  test('participants that may receive from a sender come before those that may not', async () => {
    const found = await labels(invite('    EventInvite\n    EventAgentInvited\n    Stat -> ¦\n'));
    expect(found).toEqual(['Alice', 'Bob', 'Ixn', 'all outside', 'all invited', 'all joined']);
    const items = await (await TestEditor.open(invite('    Alice -> ¦\n'))).completions();
    expect(items.map(({ label }) => label).slice(0, 2)).toEqual(['Ixn : RequestConference', 'Ixn']);
  });

  test('if the rest of a step is already written, only what fits before it is offered', async () => {
    expect(await labels(invite('    A¦ -> Bob : EventInvite\n'))).toEqual(['Alice', 'Bob', 'Ixn', 'Stat']);
    expect((await labels(invite('    Ixn -> B¦ : EventInvite\n'))).slice(0, 2)).toEqual(['Alice', 'Bob']);
    expect(await labels(invite('    Ixn ¦ -> Bob : EventInvite\n'))).toEqual([]);
    expect(await labels(invite('    EventInvite ¦ on Reporting\n'))).not.toContain('on Reporting');
    const editor = await TestEditor.open(invite('    Ixn -> ¦ all joined except Bob : EventInvite\n'));
    expect(await editor.accept('Bob')).toContain('    Ixn -> Bob : EventInvite\n');
    expect(await labels(invite('    ¦\n    EventInvite\n'))).not.toContain('next');
  });

  test('of a `one of` each alternative is offered, until a step chooses', async () => {
    const text = (steps: string) => `protocol P
event Whole on P
event First on P
event Second on P
event Always on P
model M {
  system a
  system b
  channel a -> b on P
  phase X {
    a -> b : Always
    one of {
      a -> b : Whole
      in order {
        a -> b : First
        a -> b : Second
      }
    }
  }
}
flow F follows M {
  system A as a
  system B as b
  phase Z is X {
${steps}    ¦
  }
}
`;
    const asked = async (steps: string) => {
      const items = await (await TestEditor.open(text(steps))).completions();
      return items.filter(({ sortText }) => sortText?.startsWith('0')).map(({ label }) => label);
    };
    const [always, whole, first, second] = ['Always', 'Whole', 'First', 'Second'].map((name) => `A -> B : ${name}`);
    expect(await asked('')).toEqual([always, whole, first, second]);
    expect(await asked('    Always\n    First\n')).toEqual([second]);
    expect(await asked('    Whole\n')).toEqual([always]);
    expect(await asked('    Always\n    Whole\n')).toEqual(['next']);
  });

  test('after receivers, the messages that are still to come are offered', async () => {
    expect((await labels(invite('    Ixn -> Stat ¦\n')))[0]).toBe(': EventAgentInvited');
    expect(await labels(invite('    Ixn -> all joined ¦\n'))).toContain('except Alice');
  });

  test('a number is completed to what it can mean', async () => {
    expect(await labels(invite('    EventInvite after 7¦\n'))).toEqual(['7ms', '7s', '7m', '7h']);
    expect(await labels(invite('    EventInvite after 7m¦\n'))).toEqual([]);
    expect(await labels(invite('    EventInvite after 1.5s¦\n'))).toEqual([]);
    expect(await labels(invite('    EventInvite after 1.5¦\n'))).toEqual(['1.5ms', '1.5s', '1.5m', '1.5h']);
    const editor = await TestEditor.open(invite('    EventInvite after 4¦0ms\n'));
    expect(await editor.accept('4s')).toContain('    EventInvite after 4s\n');
  });

  test('the protocol of a message that its arrow can take comes first', async () => {
    const text = invite('    EventInvite\n    EventAgentInvited\n    next Accepts\n');
    const step = (arrow: string) => text.replace('next end', `{\n    ${arrow} : EventPartyAdded on ¦\n  }`);
    expect((await labels(step('Ixn -> Stat')))[0]).toBe('Reporting');
    expect((await labels(step('Ixn -> Alice')))[0]).toBe('InteractionManagement');
  });

  test('the message’s protocols, its attributes with their types and the usual delays are offered', async () => {
    expect(await labels(invite('    Ixn -> Bob : EventInvite on ¦\n'))).toEqual(['InteractionManagement']);
    expect(await labels(invite('    Ixn -> Bob : EventInvite(¦\n'))).toEqual(['TicketId', 'VisibilityMode']);
    expect(await labels(invite('    Ixn -> Bob : EventInvite(TicketId: 7, ¦)\n'))).toEqual(['VisibilityMode']);
    const editor = await TestEditor.open(invite('    Alice -> Ixn : RequestConference(¦)\n'));
    const [all] = await editor.completions();
    expect(all?.label).toBe('all 3 required attributes');
    expect(await labels(invite('    EventInvite after ¦\n'))).toContain('40ms');
  });
});

test('a message before values in parentheses comes without values of its own', async () => {
  const text = `protocol P
message Said on P { How: loud | low }
model M {
  system a
  system b
  phase Go { a -> b : Said(How: loud) }
}
flow F follows M {
  system A as a
  system B as b
  phase Goes is Go {
    A -> B : ¦(How: loud)
  }
}
`;
  expect(await labels(text)).toEqual(['Said']);
  expect(await labels(text.replace('A -> B : ¦', 'A ¦'))).not.toContain('-> B : Said(How: loud)');
});
