import { describe, expect, test } from 'vitest';
import type { Position, TextEdit } from 'vscode-languageserver';
import { TestEditor } from '../support/editor.js';

const options = { insertSpaces: true, tabSize: 2 };

async function ask(text: string, request: (editor: TestEditor) => Promise<TextEdit[] | undefined>): Promise<string> {
  const editor = await TestEditor.open(text);
  const { textDocument } = editor.document();
  const edits = (await request(editor)) ?? [];
  let result = textDocument.getText();
  for (const { range, newText } of [...edits].reverse()) {
    result =
      result.slice(0, textDocument.offsetAt(range.start)) + newText + result.slice(textDocument.offsetAt(range.end));
  }
  return result;
}

const textDocument = { uri: 'file:///workspace/test.confer' };

function whole(text: string): Promise<string> {
  return ask(text, async (editor) =>
    editor.services.lsp.Formatter?.formatDocument(editor.document(), { textDocument, options }),
  );
}

function lines(text: string, start: number, end: number): Promise<string> {
  const range = { start: { line: start, character: 3 }, end: { line: end, character: 4 } };
  return ask(text, async (editor) =>
    editor.services.lsp.Formatter?.formatDocumentRange(editor.document(), { textDocument, options, range }),
  );
}

/** The text marked with `¦` after a character has just been typed there. */
function typed(text: string, ch: string): Promise<string> {
  return ask(text, async (editor) => {
    const position: Position = editor.at().position;
    return editor.services.lsp.Formatter?.formatDocumentOnType(editor.document(), {
      textDocument,
      options,
      position,
      ch,
    });
  });
}

const untidy = `protocol   P
flow F {
party   A
phase   One {
A->A:E
Long   -> A:E
}
phase   Two {
A->A:E
}
}
`;

test('a document is formatted whole', async () => {
  expect(await whole(untidy)).toBe(`protocol P
flow F {
  party A
  phase One {
    A    -> A : E
    Long -> A : E
  }
  phase Two {
    A -> A : E
  }
}
`);
});

test('the lines that a range touches are formatted as they are in the whole file', async () => {
  expect(await lines(untidy, 4, 4)).toBe(untidy.replace('A->A:E\nLong', '    A    -> A : E\nLong'));
  expect(await lines(untidy, 8, 10)).toBe(
    untidy.replace('phase   Two {\nA->A:E\n}', 'phase   Two {\n    A -> A : E\n  }'),
  );
  expect(await lines(untidy, 0, 10)).toBe(await whole(untidy));
});

describe('while typing', () => {
  test('a brace formats the block it closes', async () => {
    const text = untidy.replace('Long   -> A:E\n}', 'Long   -> A:E\n}¦');
    expect(await typed(text, '}')).toBe(
      untidy.replace(
        'phase   One {\nA->A:E\nLong   -> A:E\n}',
        '  phase One {\n    A    -> A : E\n    Long -> A : E\n  }',
      ),
    );
  });

  test('a new line formats its block above the caret, and leaves the caret where it is', async () => {
    const text = untidy.replace('Long   -> A:E\n', 'Long   -> A:E\n    ¦\n');
    expect(await typed(text, '\n')).toBe(
      untidy.replace(
        'phase   One {\nA->A:E\nLong   -> A:E\n',
        '  phase One {\n    A    -> A : E\n    Long -> A : E\n    \n',
      ),
    );
  });

  test('a line left empty changes nothing, nor does text that cannot be read', async () => {
    const empty = untidy.replace('A->A:E\nLong', 'A->A:E\n\n¦\nLong');
    expect(await typed(empty, '\n')).toBe(empty.replace('¦', ''));
    const broken = untidy.replace('Long   -> A:E\n', 'Long   ->\n¦\n');
    expect(await typed(broken, '\n')).toBe(broken.replace('¦', ''));
  });
});

test.each([-1, 0, 1.5, Number.NaN, 1e9])(
  'a width of %d columns, which is none, formats all the same',
  async (tabSize) => {
    const formatted = await ask(untidy, async (editor) =>
      editor.services.lsp.Formatter?.formatDocument(editor.document(), {
        textDocument,
        options: { insertSpaces: true, tabSize },
      }),
    );
    expect(formatted.replace(/^ +/gm, '')).toBe((await whole(untidy)).replace(/^ +/gm, ''));
  },
);
