import { expect, test, vi } from 'vitest';

type Handler = (event: unknown) => void;
const { handlers, window, on } = vi.hoisted(() => {
  const handlerByName = new Map<string, Handler>();
  return {
    handlers: handlerByName,
    window: { activeTextEditor: undefined as unknown },
    on: (name: string) => (handler: Handler) => {
      handlerByName.set(name, handler);
      return { dispose: () => handlerByName.delete(name) };
    },
  };
});
vi.mock('vscode', () => ({
  Disposable: { from: () => ({ dispose: () => undefined }) },
  TextDocumentSaveReason: { Manual: 1, AfterDelay: 2 },
  Uri: { parse: (text: string) => text },
  window: Object.assign(window, {
    onDidChangeActiveTextEditor: on('editor'),
    onDidChangeTextEditorSelection: on('selection'),
  }),
  workspace: {
    onDidChangeTextDocument: on('change'),
    onWillSaveTextDocument: on('save'),
    onDidCloseTextDocument: on('close'),
  },
}));
const { UnwrittenPhases } = await import('../../client/views/unwritten-phases.js');

const lines = `model Rental {
  party rider
  states away, pending asked

  phase Ask { moves rider from away to asked }
}

flow Hire follows Rental {}`.split('\n');
const uri = 'file:///rental.confer' as unknown as Parameters<InstanceType<typeof UnwrittenPhases>['show']>[0];
const document = {
  uri,
  languageId: 'confer',
  lineCount: lines.length,
  lineAt: (at: number) => ({
    isEmptyOrWhitespace: lines[at]?.trim() === '',
    firstNonWhitespaceCharacterIndex: (lines[at] ?? '').search(/\S/),
  }),
};
type Found = Parameters<InstanceType<typeof UnwrittenPhases>['show']>[1];
const found = [
  { code: 'pending-without-exit', data: { id: 'exit of asked' }, range: { start: { line: 2 } } },
  { code: 'unknown-role', data: { id: 'role ryder' }, range: { start: { line: 4 } } },
] as unknown as Found;

interface Editor {
  /** Codes that are shown now. */
  shown: unknown[];
  find(): void;
  type(): void;
  caretTo(line: number): void;
  save(reason: number): void;
}

function editorAt(line: number): Editor {
  const phases = new UnwrittenPhases();
  const textEditor = { document, selection: { active: { line } } };
  window.activeTextEditor = textEditor;
  const editor: Editor = {
    shown: [],
    find: () =>
      phases.show(uri, found, (_, now) => {
        editor.shown = now.map(({ code }) => code);
      }),
    type: () => handlers.get('change')?.({ document, contentChanges: [{}] }),
    caretTo: (to) => {
      textEditor.selection.active.line = to;
      handlers.get('selection')?.({ textEditor });
    },
    save: (reason) => handlers.get('save')?.({ document, reason }),
  };
  return editor;
}

test('what the next phase may resolve is shown once the caret leaves the model', () => {
  const editor = editorAt(4);
  editor.type();
  editor.find();
  expect(editor.shown).toEqual(['unknown-role']);
  editor.caretTo(1);
  expect(editor.shown).toEqual(['unknown-role']);
  editor.caretTo(7);
  expect(editor.shown).toEqual(['pending-without-exit', 'unknown-role']);
  // And stays when the author comes back.
  editor.caretTo(4);
  editor.type();
  editor.find();
  expect(editor.shown).toEqual(['pending-without-exit', 'unknown-role']);
});

test('it is shown when the author saves, not when the editor does', () => {
  const editor = editorAt(4);
  editor.type();
  editor.find();
  editor.save(2);
  expect(editor.shown).toEqual(['unknown-role']);
  editor.save(1);
  expect(editor.shown).toEqual(['pending-without-exit', 'unknown-role']);
});

test('it is shown at once where nothing was typed, and where the caret is elsewhere', () => {
  const opened = editorAt(4);
  opened.find();
  expect(opened.shown).toHaveLength(2);
  const elsewhere = editorAt(7);
  elsewhere.type();
  elsewhere.find();
  expect(elsewhere.shown).toHaveLength(2);
});

test('another editor shows it', () => {
  const editor = editorAt(4);
  editor.type();
  editor.find();
  window.activeTextEditor = undefined;
  handlers.get('editor')?.(undefined);
  expect(editor.shown).toHaveLength(2);
});
