import { beforeAll, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TestWorkspace } from '../support/workspace.js';

// Comments of other notations keep their text when they become comments of Confer.

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await TestWorkspace.create({ 'slip.confer': '' });
});

test.each([
  ['# A visitor', '// A visitor'],
  ['#A visitor', '// A visitor'],
  ['/ A visitor', '// A visitor'],
  ['%% A visitor', '// A visitor'],
  ['-- A visitor', '// A visitor'],
  ["' A visitor", '// A visitor'],
  ['; A visitor', '// A visitor'],
  ['REM A visitor', '// A visitor'],
  ['(* A visitor *)', '// A visitor'],
  ['<!-- A visitor -->', '// A visitor'],
])('the fix of %s keeps what it says', async (comment, written) => {
  for (const [before, after] of [
    [`protocol P\n${comment}\n`, `protocol P\n${written}\n`],
    [`protocol P\nmodel M {\n  ${comment}\n  party a\n}\n`, `protocol P\nmodel M {\n  ${written}\n  party a\n}\n`],
  ] as const) {
    const [finding] = await workspace.problems('slip.confer', before);
    const document = workspace.document('slip.confer');
    const [fix] = finding === undefined ? [] : await workspace.services.fixes.FixProvider.fixes(document, finding);
    expect(fix?.title).toBe('Change to a "//" comment');
    const text = TextDocument.applyEdits(document.textDocument, [...(fix?.edits ?? [])]);
    expect(text).toBe(after);
  }
});
