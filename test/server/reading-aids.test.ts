import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CodeLens, InlayHint, Range } from 'vscode-languageserver';
import { libraryUri } from '../../language/library/library.js';
import type { InlayHintSettings } from '../../language/workspace/settings.js';
import { root } from '../../scripts/project.mjs';
import { inlayHintSettings } from '../../server/workspace/refresh-hints.js';
import { TestEditor } from '../support/editor.js';

const example = (name: string) => readFileSync(path.join(root, 'examples', `${name}.confer`), 'utf8');
const everything: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

async function hints(text: string, wanted: Partial<InlayHintSettings>, range = everything): Promise<InlayHint[]> {
  const editor = await TestEditor.open(text);
  editor.services.shared.settings.inlayHints = { lifeCycle: false, protocol: false, time: false, ...wanted };
  const document = editor.document();
  const textDocument = { uri: document.uri.toString() };
  return (await editor.services.lsp.InlayHintProvider?.getInlayHints(document, { textDocument, range })) ?? [];
}

/** Each hint with the text before it on its line. */
function shown(text: string, found: readonly InlayHint[]): string[] {
  const lines = text.split('\n');
  return found.map(({ position, label }) => {
    const before = (lines[position.line] ?? '').slice(0, position.character).trim();
    return `${before} «${String(label)}»`;
  });
}

async function lenses(editor: TestEditor, file = 'test.confer'): Promise<CodeLens[]> {
  const document = editor.document(file);
  const params = { textDocument: { uri: document.uri.toString() } };
  return (await editor.services.lsp.CodeLensProvider?.provideCodeLens(document, params)) ?? [];
}

describe('inlay hints', () => {
  const text = `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  phase Invite is InvitationIssued {
    Alice -> Ixn : RequestConference(AgentId: "b") after 1s
    Ixn -> Bob : EventInvite after 40ms
    EventAgentInvited
    next Accepts after 2m | NoAnswer after 30s
  }
  phase Accepts is InvitationAccepted next Leaves
  phase Leaves is LeaveConference next end
  phase NoAnswer is InvitationTimesOut {
    Ixn -> Bob, Alice : EventRevoked
    Ixn -> Alice : EventError on InteractionManagement after 5ms
  }
}
`;

  test('a phase says how it changes life cycles', async () => {
    expect(shown(text, await hints(text, { lifeCycle: true }))).toEqual([
      '} «Bob → invited»',
      'phase Accepts is InvitationAccepted next Leaves «Bob → joined»',
      'phase Leaves is LeaveConference next end «Bob → outside»',
      '} «Bob → outside»',
    ]);
  });

  test('a step without a protocol says which it is, where the text would', async () => {
    const found = await hints(text, { protocol: true });
    expect(shown(text, found)).toEqual([
      'Alice -> Ixn : RequestConference(AgentId: "b") «on InteractionManagement»',
      'Ixn -> Bob : EventInvite «on InteractionManagement»',
      'Ixn -> Bob, Alice : EventRevoked «on InteractionManagement»',
    ]);
    expect(found[0]?.textEdits).toEqual([
      { range: { start: found[0]?.position, end: found[0]?.position }, newText: ' on InteractionManagement' },
    ]);
  });

  test('a step says when it is sent on a shortest path; a timeout counts from the invitation', async () => {
    expect(shown(text, await hints(text, { time: true }))).toEqual([
      'Alice -> Ixn : RequestConference(AgentId: "b") after 1s «1 s»',
      'Ixn -> Bob : EventInvite after 40ms «1.04 s»',
      'Ixn -> Bob, Alice : EventRevoked «≥ 31.04 s»',
      'Ixn -> Alice : EventError on InteractionManagement after 5ms «≥ 31.045 s»',
    ]);
  });

  test('times are those of the timeline', async () => {
    const chat = example('escalate-chat');
    const found = shown(chat, await hints(chat, { time: true }));
    expect(found).toContain('IxnServer -> Bob        : EventAck after 20ms «6.065 s»');
    expect(found).toContain('IxnServer -> Bob        : EventAck after 15ms «4 min 6.09 s»');
  });

  test('only the inlay hints that are asked for are shown, and only in the range that is asked for', async () => {
    expect(await hints(text, {})).toEqual([]);
    const range = { start: { line: 11, character: 0 }, end: { line: 11, character: 5 } };
    expect(await hints(text, { lifeCycle: true, protocol: true, time: true }, range)).toHaveLength(1);
  });

  test('a change that depends on the way says so', async () => {
    const model = `protocol P
event E on P
model M {
  party a
  system s
  states one, two, three
  channel s -> a on P
  phase Go { moves a from one to two s -> a : E }
  phase Home { moves a from one, two to three s -> a : E }
}
flow F follows M {
  party A as a
  system S as s
  start Go | Home
  phase Go is Go next Home
  phase Home is Home
}
`;
    expect(shown(model, await hints(model, { lifeCycle: true })).at(-1)).toBe('phase Home is Home «A → three»');
  });

  test('settings that are none are the defaults', () => {
    expect(inlayHintSettings(undefined)).toEqual({ lifeCycle: true, protocol: false, time: false });
    expect(inlayHintSettings({ lifeCycle: false, time: 'yes', protocol: true })).toEqual({
      lifeCycle: false,
      protocol: true,
      time: false,
    });
  });
});

describe('code lenses', () => {
  const titles = (found: readonly CodeLens[]) => found.map(({ command }) => command?.title);

  test('code lenses say that a flow was not fully checked, and why', async () => {
    const head =
      'flow F follows Conference {\n  party Alice as agent1\n  party Bob as agent2\n  system Ixn as server\n';
    const empty = await TestEditor.open(`${head}}\n`);
    expect(titles(await lenses(empty))[0]).toMatch(/ · not fully checked: it has no phases$/);
    const unplayed = await TestEditor.open(`${head}  origin is queue\n  phase P is InvitationIssued\n}\n`);
    expect(titles(await lenses(unplayed))[0]).toContain('not fully checked: no participant plays "reporting"');
  });

  test('a flow says how many paths it has and how many rows of its model it meets', async () => {
    const editor = await TestEditor.open({
      'a.confer': example('escalate-chat'),
      'b.confer': example('escalate-chat-faults'),
      'c.confer': 'flow Free { party A phase P { A -> A : E } }\n',
    });
    expect(titles(await lenses(editor, 'a.confer'))).toEqual([
      expect.stringMatching(/^Show timeline · \d+ paths · 16\/17 model messages · 3\/3 outcomes$/),
    ]);
    // Missing here: an invitation copied to Reporting, a refusal's error, a copy for Reporting, a revocation; no
    // rejection.
    expect(titles(await lenses(editor, 'b.confer'))[0]).toMatch(/ · 8\/17 model messages · 2\/3 outcomes$/);
    expect(titles(await lenses(editor, 'c.confer'))).toEqual(['Show timeline · 1 path']);
  });

  test('a phase of a model names the phases that realize it, in other files too', async () => {
    const editor = await TestEditor.open({
      'model.confer': `protocol P
event E on P
model M {
  party a
  system s
  states one, two
  channel s -> a on P
  phase Go { s -> a : E }
  phase Unused { s -> a : E }
}
flow Here follows M { party A as a system S as s phase One is Go next Two phase Two is M.Go }
`,
      'other.confer': `import "./model.confer"
flow There follows M { party A as a system S as s phase One is Go }
`,
      'stranger.confer': 'model M { phase Go {} }\nflow Else follows M { phase One is Go }\n',
    });
    const found = await lenses(editor, 'model.confer');
    const lens = found.find(({ command }) => command?.title.startsWith('Used'));
    expect(titles(found)).toEqual([
      'Show timeline · 1 path · 1/2 model messages',
      '1/2 phases · 1/2 messages · 2 flows',
      'Used by 2 flows · 1/1 messages',
    ]);
    expect(lens?.range.start).toEqual({ line: 7, character: 8 });
    const places: { uri: string }[] = lens?.command?.arguments?.[2] ?? [];
    expect(places.map(({ uri }) => path.basename(uri)).sort()).toEqual([
      'model.confer',
      'model.confer',
      'other.confer',
    ]);
  });

  test('the library says so too', async () => {
    const editor = await TestEditor.open(example('escalate-chat'));
    const document = editor.services.shared.workspace.LibraryDocuments.document(
      libraryUri('genesys/conference.confer'),
    );
    if (document === undefined) throw new Error('no library');
    const params = { textDocument: { uri: libraryUri('genesys/conference.confer').toString() } };
    const found = (await editor.services.lsp.CodeLensProvider?.provideCodeLens(document, params)) ?? [];
    const [ofModel, ...ofPhases] = titles(found);
    expect(ofModel).toBe('7/7 phases · 16/17 messages · 1 flow');
    expect(ofPhases).toHaveLength(7);
    expect(ofPhases[0]).toBe('Used by 1 flow · 2/2 messages');
  });

  test('they can be clicked where the client knows the commands', async () => {
    const editor = await TestEditor.open('flow F { party A phase P { A -> A : E } }\n');
    expect((await lenses(editor))[0]?.command?.command).toBe('');
    editor.services.shared.settings.clientCommands = true;
    const [lens] = await lenses(editor);
    expect(lens?.command).toEqual({
      title: 'Show timeline · 1 path',
      command: 'confer.showTimelineToSide',
      arguments: [editor.uri().toString(), 'F'],
    });
  });
});

describe('semantic tokens', () => {
  async function tokens(text: string, range?: Range): Promise<string[]> {
    const editor = await TestEditor.open(text);
    const provider = editor.services.lsp.SemanticTokenProvider;
    const document = editor.document();
    const textDocument = { uri: document.uri.toString() };
    const found =
      range === undefined
        ? await provider?.semanticHighlight(document, { textDocument })
        : await provider?.semanticHighlightRange(document, { textDocument, range });
    const legend = provider?.semanticTokensOptions.legend;
    const data = found?.data ?? [];
    const lines = text.split('\n');
    const result: string[] = [];
    for (let index = 0, line = 0, character = 0; index < data.length; index += 5) {
      const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(index, index + 5);
      line += down;
      character = down === 0 ? character + right : right;
      const set = legend?.tokenModifiers.filter((_, bit) => (modifiers & (2 ** bit)) !== 0) ?? [];
      const word = lines[line]?.slice(character, character + length);
      result.push([word, legend?.tokenTypes[type], ...set].join(' '));
    }
    return result;
  }

  test('names have the color of what they mean, declared here or in the library', async () => {
    const text = `flow F follows Conference {
  party next as agent1 initially joined
  origin is queue
  phase is is InvitationIssued {
    next -> next : RequestConference(AgentId: "b") on InteractionManagement
    EventInvite
    next is
  }
}
`;
    expect(await tokens(text)).toEqual([
      'F class declaration',
      'Conference namespace defaultLibrary',
      'next variable declaration',
      'agent1 parameter defaultLibrary',
      'joined enumMember defaultLibrary',
      'origin enum defaultLibrary',
      'queue enumMember defaultLibrary',
      'is type declaration',
      'InvitationIssued type defaultLibrary',
      'next variable',
      'next variable',
      'RequestConference method defaultLibrary',
      'AgentId property defaultLibrary',
      'InteractionManagement interface defaultLibrary',
      'EventInvite event defaultLibrary',
      'is type',
    ]);
    const line = { start: { line: 5, character: 0 }, end: { line: 5, character: 20 } };
    expect(await tokens(text, line)).toEqual(['EventInvite event defaultLibrary']);
  });

  test('an editor gets the difference from the tokens that it has, and all tokens if it has others', async () => {
    const editor = await TestEditor.open('protocol P\nmessage M on P\nflow F { party A phase Q { A -> A : M } }\n');
    const provider = editor.services.lsp.SemanticTokenProvider;
    const textDocument = { uri: editor.uri().toString() };
    const first = await provider?.semanticHighlight(editor.document(), { textDocument });
    await editor.rewrite('protocol P\nmessage M on P\n\nflow F { party A, B phase Q { A -> A : M } }\n');
    const previousResultId = first?.resultId ?? '';
    const delta = await provider?.semanticHighlightDelta(editor.document(), { textDocument, previousResultId });
    const now = await provider?.semanticHighlight(editor.document(), { textDocument });
    const edited = [...(first?.data ?? [])];
    const edits = delta !== undefined && 'edits' in delta ? delta.edits : [];
    for (const { start, deleteCount, data = [] } of edits) edited.splice(start, deleteCount, ...data);
    expect(edits).toHaveLength(1);
    expect(edited).toEqual(now?.data);
    const unknown = await provider?.semanticHighlightDelta(editor.document(), { textDocument, previousResultId });
    expect(unknown).toMatchObject({ data: now?.data });
  });
});
