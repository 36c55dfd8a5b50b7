import { TextDocument } from 'langium';
import { expect, test } from 'vitest';
import { CodeActionTriggerKind } from 'vscode-languageserver';
import type { Finding } from '../../check/index.js';
import type { FixesResult } from '../../server/protocol/fix-messages.js';
import { fixesAnswer } from '../../server/requests/fixes-handler.js';
import { TestEditor } from '../support/editor.js';

const flow = `flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  phase Invite is InvitationIssued {
    Ixn -> Bob : EventInvite on Reporting
    next Accepts | Declines | NoAnswer
  }
  phase Accepts is InvitationAccepted
  phase Declines is InvitationRejected
  phase NoAnswer is InvitationTimesOut
}
`;

/** The flow's findings, in source order. */
async function findings(editor: TestEditor): Promise<readonly Finding[]> {
  return (await editor.services.analysis.AnalysisProvider.analyze(editor.document())).findings;
}

function ask(editor: TestEditor, finding: Finding): Promise<FixesResult> {
  const uri = editor.uri().toString();
  return fixesAnswer(editor.services, editor.document(), { textDocument: { uri }, finding });
}

function find(all: readonly Finding[], code: string): Finding {
  const finding = all.find((candidate) => candidate.code === code);
  if (finding === undefined) throw new Error(`nothing is said of ${code}`);
  return finding;
}

test('the fixes of a finding are those of the light bulb, silence last', async () => {
  const editor = await TestEditor.open(flow);
  const all = await findings(editor);
  for (const finding of all) {
    const { fixes } = await ask(editor, finding);
    const actions = await editor.services.lsp.CodeActionProvider?.getCodeActions(editor.document(), {
      textDocument: { uri: editor.uri().toString() },
      range: finding.range,
      context: { diagnostics: editor.document().diagnostics ?? [], triggerKind: CodeActionTriggerKind.Automatic },
    });
    const titles = (actions ?? []).map(({ title }) => title);
    for (const { title } of fixes) expect(titles).toContain(title);
    const silent = fixes.findIndex(({ title }) => title.startsWith('Ignore'));
    expect(silent).toBe(fixes.length - 1);
    expect(fixes.slice(1).some(({ preferred }) => preferred)).toBe(false);
  }
  expect(all.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['missing-message', 'protocol-not-allowed', 'missing-timeout']),
  );
});

test('applying a fix fixes the finding', async () => {
  const editor = await TestEditor.open(flow);
  const missing = find(await findings(editor), 'missing-message');
  const { fixes, version } = await ask(editor, missing);
  expect(version).toBe(editor.document().textDocument.version);
  expect(fixes[0]).toMatchObject({ title: 'Add "Ixn -> Stat : EventAgentInvited"', preferred: true, select: null });
  const edits = fixes[0]?.edits[editor.uri().toString()] ?? [];
  const text = TextDocument.applyEdits(TextDocument.create('', '', 0, flow), [...edits]);
  const fixed = await TestEditor.open(text);
  expect((await findings(fixed)).map(({ code }) => code)).not.toContain('missing-message');
});

test('the answer has the range that the author must fill in afterwards', async () => {
  const editor = await TestEditor.open(flow);
  const { fixes } = await ask(editor, find(await findings(editor), 'missing-timeout'));
  const [first] = fixes;
  const uri = editor.uri().toString();
  const text = TextDocument.applyEdits(TextDocument.create('', '', 0, flow), [...(first?.edits[uri] ?? [])]);
  expect(first?.select?.uri).toBe(uri);
  const chosen = first?.select?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  expect(TextDocument.create('', '', 0, text).getText(chosen)).toBe('30s');
});

test('a finding that is gone has no fixes', async () => {
  const editor = await TestEditor.open(flow);
  const missing = find(await findings(editor), 'missing-message');
  expect((await ask(editor, { ...missing, id: `${missing.id} gone` })).fixes).toEqual([]);
});

test('a finding has its fixes after edits before it', async () => {
  const editor = await TestEditor.open(flow);
  const missing = find(await findings(editor), 'missing-message');
  const edited = await TestEditor.open(`protocol AddedBefore\n\n${flow}`);
  const titles = (result: FixesResult) => result.fixes.map(({ title }) => title);
  expect(titles(await ask(edited, missing))).toEqual(titles(await ask(editor, missing)));
});
