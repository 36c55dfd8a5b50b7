import { AstUtils, isReference } from 'langium';
import { describe, expect, test } from 'vitest';
import { libraryUri } from '../../language/library/library.js';
import { TestWorkspace } from '../support/workspace.js';

/** What each reference of a file means: `text -> file:line` of the declaration, or `text -> ?`. */
async function links(files: Record<string, string>, path = 'a.confer'): Promise<Map<string, string[]>> {
  const workspace = await TestWorkspace.create(files);
  const found = new Map<string, string[]>();
  const references = workspace.document(path).references.filter(isReference);
  references.sort((a, b) => (a.$refNode?.offset ?? 0) - (b.$refNode?.offset ?? 0));
  for (const reference of references) {
    const target = reference.ref;
    const where =
      target === undefined
        ? '?'
        : `${workspace.path(AstUtils.getDocument(target).uri)}:${(target.$cstNode?.range.start.line ?? 0) + 1}`;
    found.set(reference.$refText, [...(found.get(reference.$refText) ?? []), where]);
  }
  return found;
}

const model = (name: string, phase: string) => `model ${name} {
  system r
  party p
  states out, pending asked, in
  fact f: yes, no
  phase ${phase} { moves p from out to asked }
}
`;

describe('names of a file', () => {
  test('names of a file are looked up in the file, then in its imports in order, then in the library', async () => {
    const found = await links({
      'a.confer': 'import "b.confer"\nimport "c.confer"\nprotocol P\nmessage A on P, Q, Reporting\nmessage B on R\n',
      'b.confer': 'protocol P\nprotocol Q\n',
      'c.confer': 'protocol Q\nprotocol R\nprotocol Reporting\n',
    });
    expect(Object.fromEntries(found)).toEqual({
      P: ['a.confer:3'],
      Q: ['b.confer:2'],
      Reporting: ['c.confer:3'],
      R: ['c.confer:2'],
    });
  });

  test('names of a file are found in the library without an import', async () => {
    const found = await links({ 'a.confer': 'message A on Reporting\n' });
    expect(found.get('Reporting')).toEqual([`${libraryUri('genesys/conference.confer').toString()}:5`]);
  });

  test('imports are not transitive', async () => {
    const found = await links({
      'a.confer': 'import "b.confer"\nmessage A on P\n',
      'b.confer': 'import "c.confer"\n',
      'c.confer': 'protocol P\n',
    });
    expect(found.get('P')).toEqual(['?']);
  });

  test('of two declarations with one name the first is meant', async () => {
    const found = await links({ 'a.confer': 'protocol P\nprotocol P\nmessage A on P\n' });
    expect(found.get('P')).toEqual(['a.confer:1']);
  });
});

describe('names of a model', () => {
  test('names of a model are seen in that model alone', async () => {
    const text = `${model('A', 'X')}${model('B', 'Y').replace('moves p', 'moves s')}`;
    const found = await links({ 'a.confer': text });
    expect(found.get('p')).toEqual(['a.confer:3']);
    expect(found.get('s')).toEqual(['?']);
    expect(found.get('asked')).toEqual(['a.confer:4', 'a.confer:11']);
  });

  test('names of a model are united in a flow, the first model first', async () => {
    const text = `${model('A', 'X')}${model('B', 'Y').replace('system r', 'system q')}
flow F follows A, B {
  party One as p, q, r
  f is yes
  phase First is X
  phase Second is Y
}
`;
    const found = await links({ 'a.confer': text });
    expect(found.get('p')?.at(-1)).toBe('a.confer:3');
    expect(found.get('q')).toEqual(['a.confer:9']);
    expect(found.get('r')).toEqual(['a.confer:2']);
    expect(found.get('f')).toEqual(['a.confer:5']);
    expect(found.get('yes')).toEqual(['a.confer:5']);
    expect(found.get('X')).toEqual(['a.confer:6']);
    expect(found.get('Y')).toEqual(['a.confer:13']);
  });

  test('names of a model are those of the model that is named before a phase', async () => {
    const text = `${model('A', 'X')}${model('B', 'X')}
flow F follows A, B {
  phase Plain is X
  phase Of is B.X
  phase Not is C.X
}
`;
    const found = await links({ 'a.confer': text });
    expect(found.get('X')).toEqual(['a.confer:6', 'a.confer:13', '?']);
  });

  test('a value is one of its fact', async () => {
    const text = `model M {
  system r
  fact f: yes, no
  fact g: yes, perhaps
  phase X { needs g is yes and f is perhaps }
}
`;
    const found = await links({ 'a.confer': text });
    expect(found.get('yes')).toEqual(['a.confer:4']);
    expect(found.get('perhaps')).toEqual(['?']);
  });
});

describe('names of a flow', () => {
  test('participants and phases are the own flow’s', async () => {
    const text = `flow F { party A  phase X { A -> B : M  next Y } }
flow G { party B  phase Y { B -> A : M  next X } }
`;
    const found = await links({ 'a.confer': text });
    expect(found.get('A')).toEqual(['a.confer:1', '?']);
    expect(found.get('B')).toEqual(['?', 'a.confer:2']);
    expect(found.get('X')).toEqual(['?']);
    expect(found.get('Y')).toEqual(['?']);
  });

  test('an attribute is one of the step’s message', async () => {
    const text = `protocol P
message M on P { Id: string }
message N on P { Other: string }
flow F { phase X { M(Id: "1")  N(Id: "2") } }
`;
    const found = await links({ 'a.confer': text });
    expect(found.get('Id')).toEqual(['a.confer:2', '?']);
  });
});

test('every visible name is offered once', async () => {
  const workspace = await TestWorkspace.create({
    'a.confer': 'import "b.confer"\nprotocol P\nmessage M on P\n',
    'b.confer': 'protocol P\nprotocol Q\n',
  });
  const reference = workspace.document('a.confer').references[0];
  if (reference === undefined || !isReference(reference) || reference.$refNode === undefined)
    throw new Error('no link');
  const scope = workspace.services.references.ScopeProvider.getScope({
    reference,
    container: reference.$refNode.astNode,
    property: 'protocols',
  });
  expect(
    scope
      .getAllElements()
      .map((element) => element.name)
      .toArray(),
  ).toEqual(['P', 'Q', 'InteractionManagement', 'Reporting', 'TLibrary', 'ExternalService']);
});
