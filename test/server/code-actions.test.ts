import { TextDocument } from 'langium';
import { expect, test } from 'vitest';
import { type CodeAction, type CodeActionContext, CodeActionTriggerKind } from 'vscode-languageserver';
import type { ConferCodeActionProvider } from '../../server/providers/code-action-provider.js';
import { generatedFlow } from '../bench/generated-flow.js';
import { TestEditor } from '../support/editor.js';

const flow = `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  start Invite | Refused
  phase Refused is InvitationInvalid
  phase Invite is InvitationIssued {
    Ixn -> Bob : EventInvite on Reporting
    next Accepts | Declines | NoAnswer
  }
  phase Accepts is InvitationAccepted
  phase Declines is InvitationRejected {
    EventAck
    Ixn -> Alice : EventError on Reporting
    EventRejected
  }
  phase NoAnswer is InvitationTimesOut
}
`;

async function actions(needle: string, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
  const editor = await TestEditor.open(flow);
  editor.services.shared.settings.clientCommands = true;
  const { textDocument, position } = editor.at('test.confer', needle);
  const found = await editor.services.lsp.CodeActionProvider?.getCodeActions(editor.document(), {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: editor.document().diagnostics ?? [], ...context },
  });
  return (found ?? []).filter((action): action is CodeAction => 'edit' in action);
}

function after(action: CodeAction | undefined): string {
  const [edits = []] = Object.values(action?.edit?.changes ?? {});
  return TextDocument.applyEdits(TextDocument.create('', '', 0, flow), edits);
}

test('the light bulb has the fixes of the findings at the caret, the preferred one marked, tied to its diagnostic', async () => {
  const found = await actions('Invite is', { triggerKind: CodeActionTriggerKind.Automatic });
  expect(found.map(({ title, kind, isPreferred }) => `${kind} ${isPreferred === true ? '* ' : ''}${title}`)).toEqual([
    'quickfix * Add "Ixn -> Stat : EventAgentInvited"',
    'quickfix Ignore missing-message here',
  ]);
  expect(found[0]?.diagnostics?.map(({ code }) => code)).toEqual(['missing-message']);
  expect(after(found[0])).toContain('on Reporting\n    Ixn -> Stat : EventAgentInvited\n    next');
});

test('on save, only safe fixes are applied, and only if they are requested by name', async () => {
  const onSave = { only: ['source.fixAll.confer'], triggerKind: CodeActionTriggerKind.Automatic };
  const [fixAll, another] = await actions('flow', onSave);
  expect([fixAll?.kind, another]).toEqual(['source.fixAll.confer', undefined]);
  expect(after(fixAll)).toBe(flow.replaceAll('on Reporting', 'on InteractionManagement'));
  expect((await actions('flow')).map(({ kind }) => kind)).not.toContain('source.fixAll.confer');
});

test('what the author has to choose is selected by the client that can', async () => {
  const found = await actions('NoAnswer\n');
  const timeout = found.find(({ title }) => title === 'Add "after 30s"');
  expect(timeout?.command).toMatchObject({ command: 'confer.select' });
  const line = flow.split('\n').findIndex((text) => text.includes('NoAnswer'));
  const end = '    next Accepts | Declines | NoAnswer after 30s'.length;
  expect(timeout?.command?.arguments?.[1]).toEqual({
    start: { line, character: end - 3 },
    end: { line, character: end },
  });
});

test('all findings of a kind in the file are fixed when that is asked for', async () => {
  const found = await actions('Reporting\n', { triggerKind: CodeActionTriggerKind.Invoked });
  const all = found.find(({ title }) => title === 'Fix all of this kind in the file (protocol-not-allowed)');
  const text = after(all);
  expect(text).toContain('Ixn -> Bob : EventInvite on InteractionManagement');
  expect(text).toContain('Ixn -> Alice : EventError on InteractionManagement');
});

test('on save, a fix that is requested by name is applied if it cannot change what the author meant', async () => {
  const [only, ...more] = await actions('flow', { only: ['source.fixAll'] });
  expect(more).toEqual([]);
  expect(only?.kind).toBe('source.fixAll.confer');
  const text = after(only);
  expect(text).not.toContain('on Reporting');
  expect(text).toContain('NoAnswer\n');
  expect(await actions('flow', { only: ['refactor.inline'] })).toEqual([]);
});

test('a finding of a flow can be shown on the timeline, by a client that knows the command', async () => {
  const editor = await TestEditor.open(flow);
  const { textDocument, position } = editor.at('test.confer', 'Invite is');
  const shows = async (clientCommands: boolean, context: Partial<CodeActionContext> = {}) => {
    editor.services.shared.settings.clientCommands = clientCommands;
    const found = await editor.services.lsp.CodeActionProvider?.getCodeActions(editor.document(), {
      textDocument,
      range: { start: position, end: position },
      context: { diagnostics: editor.document().diagnostics ?? [], ...context },
    });
    return (found ?? []).filter(
      ({ command }) => typeof command === 'object' && command.command === 'confer.showFinding',
    );
  };
  const [show, ...more] = (await shows(true)) as CodeAction[];
  expect(more).toEqual([]);
  expect(show).toMatchObject({ title: 'Show on timeline', kind: 'quickfix' });
  expect(show?.edit).toBeUndefined();
  expect(show?.isPreferred).toBeUndefined();
  expect(show?.diagnostics?.map(({ code }) => code)).toEqual(['missing-message']);
  const [uri, finding] = show?.command?.arguments ?? [];
  expect(uri).toBe(editor.document().uri.toString());
  expect(finding).toMatchObject({ id: expect.stringMatching(/^missing-message\//) });
  expect(await shows(false)).toEqual([]);
  expect(await shows(true, { only: ['source.fixAll'] })).toEqual([]);
});

test('at several findings, fixes come first, once for all of them; then suppressions, then the timeline', async () => {
  const missing = flow.replace('    Ixn -> Bob : EventInvite on Reporting\n', '');
  const editor = await TestEditor.open(missing);
  editor.services.shared.settings.clientCommands = true;
  const { textDocument, position } = editor.at('test.confer', 'Invite is');
  const found = await editor.services.lsp.CodeActionProvider?.getCodeActions(editor.document(), {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: editor.document().diagnostics ?? [], only: ['quickfix'], triggerKind: 1 },
  });
  const actionsFound = (found ?? []) as CodeAction[];
  expect(actionsFound.map(({ title }) => title)).toEqual([
    'Add "Ixn -> Bob : EventInvite"',
    'Add all 2 missing messages of "Invite"',
    'Add "Ixn -> Stat : EventAgentInvited"',
    'Fix all of this kind in the file (missing-message)',
    'Ignore missing-message here',
    'Show on timeline (missing-message)',
    'Show on timeline (missing-message)',
  ]);
  expect(actionsFound[1]?.diagnostics).toHaveLength(2);
});

test('a client that asks for edits later gets those of a whole file when it takes the action', async () => {
  const editor = await TestEditor.open(flow);
  editor.services.shared.settings.resolvesActions = true;
  const provider = editor.services.lsp.CodeActionProvider as ConferCodeActionProvider;
  const { textDocument, position } = editor.at('test.confer', 'Reporting\n');
  const found = await provider.getCodeActions(editor.document(), {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: editor.document().diagnostics ?? [], triggerKind: CodeActionTriggerKind.Invoked },
  });
  const all = found.find(({ title }) => title.startsWith('Fix all of this kind'));
  expect(all?.edit).toBeUndefined();
  const resolved = await provider.resolve(editor.document(), all as CodeAction);
  expect(after(resolved)).not.toContain('on Reporting');
  const [other] = found;
  expect(await provider.resolve(editor.document(), other as CodeAction)).toBe(other);
});

test('in a long file the light bulb tries nothing: the fixes are shown, and tried, when it is opened', async () => {
  const text = generatedFlow(120).replace('IxnServer -> Bob : EventAck after', 'IxnServer -> Bob : EventAk after');
  const editor = await TestEditor.open(text);
  editor.services.shared.settings.clientCommands = true;
  const { textDocument, position } = editor.at('test.confer', 'EventAk after');
  const titles = async (triggerKind: CodeActionTriggerKind) => {
    const found = await editor.services.lsp.CodeActionProvider?.getCodeActions(editor.document(), {
      textDocument,
      range: { start: position, end: position },
      context: { diagnostics: editor.document().diagnostics ?? [], only: ['quickfix'], triggerKind },
    });
    return (found ?? []).map(({ title }) => title);
  };
  const unasked = await titles(CodeActionTriggerKind.Automatic);
  expect(unasked[0]).toBe('Show fixes…');
  expect(unasked).not.toContain('Change to "EventAck"');
  const asked = await titles(CodeActionTriggerKind.Invoked);
  expect(asked).not.toContain('Show fixes…');
  expect(asked.filter((title) => title.includes('EventAck'))).not.toEqual([]);
  expect(asked.filter((title) => title.includes('not tried'))).toEqual([]);
});
