import { TextDocument } from 'langium';
import { describe, expect, test } from 'vitest';
import { TestEditor } from '../support/editor.js';

/** The files that change, after a rename at the first occurrence of a text. */
async function renamed(
  files: Record<string, string>,
  path: string,
  needle: string,
  newName: string,
): Promise<Record<string, string>> {
  const editor = await TestEditor.open(files);
  const edit = await editor.services.lsp.RenameProvider?.rename(editor.document(path), {
    ...editor.at(path, needle),
    newName,
  });
  return Object.fromEntries(
    Object.entries(edit?.changes ?? {}).map(([uri, edits]) => {
      const changed = uri.split('/').at(-1) ?? '';
      return [changed, TextDocument.applyEdits(editor.document(changed).textDocument, edits)];
    }),
  );
}

const phones = `protocol Line
message Call on Line
message Answer on Line
model Phone {
  party user
  system desk
  states out, in
  fact hour: day, night
  phase Rings { moves user from out to in  desk -> user : Call }
}
`;
const doors = `import "./phones.confer"
model Door {
  party user
  party porter initially in
  system desk
  states out, in, gone
  fact hour: day, night
  phase Opens { moves user from in to gone  desk -> user : Answer }
}
`;
const both = `import "./phones.confer"
import "./doors.confer"
flow Visit follows Phone, Door {
  party  Ann  as user initially out
  party  Cy   as porter
  system Desk as desk
  hour is day
  phase Rings is Rings { Desk -> Ann : Call next Opens }
  phase Opens is Opens { Desk -> Ann : Answer }
}
`;
const united = { 'phones.confer': phones, 'doors.confer': doors, 'both.confer': both };

describe('models that a flow merges', () => {
  test.each([
    ['role', 'user\n', 'guest'],
    ['state', 'out, in', 'away'],
    ['fact', 'hour', 'time'],
    ['value', 'day, night', 'noon'],
  ])('a %s changes in each of them', async (_, needle, newName) => {
    const after = await renamed(united, 'phones.confer', needle, newName);
    expect(Object.keys(after).sort()).toEqual(['both.confer', 'doors.confer', 'phones.confer']);
    const editor = await TestEditor.open({ ...united, ...after });
    const errors = Object.keys(united).flatMap((path) =>
      (editor.document(path).diagnostics ?? []).filter(({ severity }) => severity === 1),
    );
    expect(errors).toEqual([]);
  });

  test('a new name is refused that another one of them has', async () => {
    await expect(renamed(united, 'phones.confer', 'user\n', 'porter')).rejects.toThrow(
      '"porter" is taken: another model that flow "Visit" follows already has that name.',
    );
    await expect(renamed(united, 'phones.confer', 'Rings {', 'Opens')).rejects.toThrow(
      '"Opens" is taken: both.confer uses the renamed declaration and already has that name.',
    );
    await expect(renamed(united, 'phones.confer', 'Phone {', 'Door')).rejects.toThrow('"Door" is taken');
  });

  test('a name that one of them has from the library is refused', async () => {
    const own = 'model Own {\n  system server\n}\nflow F follows Own, Conference {\n  system S as server\n}\n';
    await expect(renamed({ 'own.confer': own }, 'own.confer', 'server\n', 'host')).rejects.toThrow(
      'A flow merges this name with one of the built-in library, which cannot be changed.',
    );
  });
});

test('a new name is refused that a file has from another import, or for a capture', async () => {
  const more = 'protocol Wire\nmessage Bell on Wire\n';
  const flow = `import "./phones.confer"
import "./more.confer"
capture Mine is Log { settle 2s }
flow F {
  party Ann
  party Bob
  phase P { Ann -> Bob : Call  Bob -> Ann : Bell }
}
`;
  const log = 'capture Log { line /(?<key>.)/ }\n';
  const files = { 'phones.confer': `${phones}${log}`, 'more.confer': more, 'flow.confer': flow };
  await expect(renamed(files, 'phones.confer', 'Call on', 'Bell')).rejects.toThrow(
    '"Bell" is taken: references to the existing "Bell" in flow.confer would change their meaning.',
  );
  await expect(renamed(files, 'phones.confer', 'Log {', 'Mine')).rejects.toThrow('"Mine" is taken');
});

describe('names in captures', () => {
  const captures = `import "./phones.confer"
capture Log {
  line /(?<key>.)/
  participant desk is "d1"
  allow missing-message Call in Rings "lost"
}
`;
  const files = { 'phones.confer': phones, 'log.confer': captures };

  test.each([
    ['a system', 'desk\n', 'host', 'participant host is'],
    ['a message', 'Call on', 'Invite', 'missing-message Invite in Rings'],
    ['a phase', 'Rings {', 'Starts', 'missing-message Call in Starts'],
  ])('the name of %s changes with it', async (_, needle, newName, line) => {
    expect((await renamed(files, 'phones.confer', needle, newName))['log.confer']).toContain(line);
  });

  test('a declaration can be renamed where a capture names it', async () => {
    const after = await renamed(files, 'log.confer', 'desk is', 'host');
    expect(after['log.confer']).toContain('participant host is');
    expect(after['phones.confer']).toContain('system host');
    const flow = 'flow F {\n  system desk\n  party Ann\n  phase P { desk -> Ann : Call }\n}\n';
    const both = { ...files, 'log.confer': `${captures}${flow}` };
    await expect(renamed(both, 'log.confer', 'desk is', 'host')).rejects.toThrow('Several declarations have the name');
  });

  test('a name that may mean something else too stays', async () => {
    const flow = 'flow F {\n  system desk\n  party Ann\n  phase P { desk -> Ann : Call }\n}\n';
    const after = await renamed({ ...files, 'log.confer': `${captures}${flow}` }, 'phones.confer', 'desk\n', 'host');
    expect(Object.keys(after)).toEqual(['phones.confer']);
  });
});
