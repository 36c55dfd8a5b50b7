import { describe, expect, test } from 'vitest';
import { type CallHierarchyItem, type SelectionRange, SymbolKind } from 'vscode-languageserver';
import { selectionRangeAt } from '../../server/providers/selection-ranges.js';
import { TestEditor } from '../support/editor.js';

const text = `import "./calls.confer"
flow F follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  start Invite | Refused
  phase Invite is InvitationIssued {
    Ixn -> Bob : EventInvite
    next Accepts | Again | Accepts
  }
  phase Accepts is InvitationAccepted
  phase Again is FailToLeaveConference(Alice as agent2) next Invite
  phase Refused is InvitationInvalid
  scenario S { Invite, Accepts }
}
`;
const calls = `protocol Line
message Ring on Line
model Calls {
  source "the book" at "https://example.org/book"
  system a
  system b
  phase Ringing {
    source "chapter 1" at "javascript:alert(1)"
    a -> b : Ring
  }
}
flow Short follows Calls {
  system A as a
  system B as b
  phase Rings is Ringing
}
`;
const files = { 'test.confer': text, 'calls.confer': calls };

describe('definition, references and highlights', () => {
  const at = async (needle: string) => {
    const editor = await TestEditor.open(files);
    const document = editor.document();
    const params = editor.at('test.confer', needle);
    const { DefinitionProvider, ReferencesProvider, DocumentHighlightProvider } = editor.services.lsp;
    const context = { includeDeclaration: true };
    const definitions = (await DefinitionProvider?.getDefinition(document, params)) ?? [];
    const references = (await ReferencesProvider?.findReferences(document, { ...params, context })) ?? [];
    const highlights = (await DocumentHighlightProvider?.getDocumentHighlight(document, params)) ?? [];
    return {
      definitions: definitions.map((link) => editor.textAt(link.targetUri, link.targetSelectionRange)),
      references: references.map(({ uri, range }) => editor.textAt(uri, range)),
      highlights: highlights.map(({ range, kind }) => `${range.start.line} ${kind === 3 ? 'declared' : 'used'}`),
    };
  };

  test('names in a capture lead to what they mean, in imported models and the library', async () => {
    const capture = `import "./calls.confer"
capture Log {
  line /(?<key>.)/
  participant b is "b1"
  participant reporting is "r1"
  allow missing-message Ring in Ringing "lost"
}
`;
    const editor = await TestEditor.open({ ...files, 'log.confer': capture });
    const leadsTo = async (needle: string) => {
      const params = editor.at('log.confer', needle);
      const { DefinitionProvider } = editor.services.lsp;
      const links = (await DefinitionProvider?.getDefinition(editor.document('log.confer'), params)) ?? [];
      return links.map((link) => editor.textAt(link.targetUri, link.targetSelectionRange));
    };
    expect(await leadsTo('b is')).toEqual(['calls.confer b']);
    expect(await leadsTo('Ring in')).toEqual(['calls.confer Ring']);
    expect(await leadsTo('Ringing')).toEqual(['calls.confer Ringing']);
    expect(await leadsTo('reporting is')).toContain('confer-library:/genesys/conference.confer reporting');
    expect(await leadsTo('missing-message')).toEqual([]);
  });

  test('a state that two roles have leads to both declarations, and to every use', async () => {
    const model = `model Doors {
  party a
  party b
  states a: shut, open
  states b: shut, away
  phase P { needs a shut and b shut }
}
`;
    const editor = await TestEditor.open({ 'doors.confer': model });
    const context = { includeDeclaration: true };
    for (const needle of ['shut, open', 'shut, away']) {
      const params = { ...editor.at('doors.confer', needle), context };
      const references = await editor.services.lsp.ReferencesProvider?.findReferences(
        editor.document('doors.confer'),
        params,
      );
      expect(references?.map(({ range }) => range.start.line).sort()).toEqual([3, 4, 5, 5]);
    }
  });

  test('a role that two followed models have leads to both, from the flow; from a model, to its own', async () => {
    const models = ['One', 'Two']
      .map(
        (name) =>
          `model ${name} {\n  party guest\n  states out, in\n  phase P${name} { moves guest from out to in }\n}\n`,
      )
      .join('');
    const editor = await TestEditor.open({
      'inn.confer': `${models}flow F follows One, Two {\n  party Ann as guest\n  phase A is POne\n}\n`,
    });
    const linesAt = async (needle: string) => {
      const found = await editor.services.lsp.DefinitionProvider?.getDefinition(
        editor.document('inn.confer'),
        editor.at('inn.confer', needle),
      );
      return found?.map(({ targetSelectionRange }) => targetSelectionRange.start.line);
    };
    expect(await linesAt('guest\n  phase A')).toEqual([1, 6]);
    expect(await linesAt('guest from')).toEqual([1]);
  });

  test('a message leads into the library, and wherever it is sent', async () => {
    const { definitions, references, highlights } = await at('EventInvite');
    expect(definitions).toEqual(['confer-library:/genesys/conference.confer EventInvite']);
    expect(references.filter((place) => place.startsWith('confer-library:'))).toHaveLength(2);
    expect(references).toContain('test.confer EventInvite');
    expect(highlights).toEqual(['8 used']);
  });

  test('a phase leads to its declaration, the targets that name it, the scenarios that go through it', async () => {
    const { definitions, references, highlights } = await at('Accepts |');
    expect(definitions).toEqual(['test.confer Accepts']);
    expect(references).toHaveLength(4);
    expect([...highlights].sort()).toEqual(['11 declared', '14 used', '9 used', '9 used']);
  });

  test('what a model declares is found from a flow in another file', async () => {
    expect((await at('agent2')).definitions).toEqual(['confer-library:/genesys/conference.confer agent2']);
    expect((await at('Conference {')).definitions).toEqual(['confer-library:/genesys/conference.confer Conference']);
    expect((await at('InvitationInvalid')).definitions).toEqual([
      'confer-library:/genesys/conference.confer InvitationInvalid',
    ]);
  });
});

test('the outline has participants, phases with their steps, and scenarios', async () => {
  const editor = await TestEditor.open(files);
  const params = { textDocument: { uri: editor.uri().toString() } };
  const [flow] = (await editor.services.lsp.DocumentSymbolProvider?.getSymbols(editor.document(), params)) ?? [];
  expect(flow).toMatchObject({ name: 'F', detail: 'Conference' });
  const names = flow?.children?.map(({ name, detail = '' }) => `${name} ${detail}`);
  expect(names?.slice(3)).toEqual([
    ...['Stat reporting', 'Invite InvitationIssued', 'Accepts InvitationAccepted', 'Again FailToLeaveConference'],
    ...['Refused InvitationInvalid', 'S Invite, Accepts'],
  ]);
  expect(flow?.children?.[4]?.children?.map(({ name, detail }) => `${name} ${detail}`)).toEqual([
    'EventInvite Ixn → Bob',
  ]);
});

test('the outline names who is excepted from a step to all', async () => {
  const step = 'Desk -> all in except Ann, Bob : Said';
  const editor = await TestEditor.open(`flow F {\n  phase P {\n    ${step}\n  }\n}\n`);
  const params = { textDocument: { uri: editor.uri().toString() } };
  const [flow] = (await editor.services.lsp.DocumentSymbolProvider?.getSymbols(editor.document(), params)) ?? [];
  expect(flow?.children?.[0]?.children?.[0]?.detail).toBe('Desk → all in except Ann, Bob');
});

test('the outline distinguishes parties from systems', async () => {
  const editor = await TestEditor.open(files);
  const params = { textDocument: { uri: editor.uri().toString() } };
  const [flow] = (await editor.services.lsp.DocumentSymbolProvider?.getSymbols(editor.document(), params)) ?? [];
  const kinds = new Map(flow?.children?.map(({ name, kind }) => [name, kind]));
  expect(kinds.get('Bob')).toBe(SymbolKind.Variable);
  expect(kinds.get('Stat')).toBe(SymbolKind.Object);
});

test('blocks, runs of comments and runs of imports fold', async () => {
  const editor = await TestEditor.open({
    ...files,
    'test.confer': `// one\n// two\nimport "./calls.confer"\nimport "./calls.confer"\n${text.slice(text.indexOf('flow'))}`,
  });
  const params = { textDocument: { uri: editor.uri().toString() } };
  const ranges = (await editor.services.lsp.FoldingRangeProvider?.getFoldingRanges(editor.document(), params)) ?? [];
  const found = ranges.map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind ?? 'block'}`);
  expect(found.sort()).toEqual(['0-1 comment', '10-12 block', '2-3 imports', '4-17 block']);
});

test('a block comment folds as a whole, below line comments too', async () => {
  const editor = await TestEditor.open('// one\n// two\n/* three\n   four */\n/** five */\nprotocol P\n');
  const params = { textDocument: { uri: editor.uri().toString() } };
  const ranges = (await editor.services.lsp.FoldingRangeProvider?.getFoldingRanges(editor.document(), params)) ?? [];
  expect(ranges.map(({ startLine, endLine }) => `${startLine}-${endLine}`).sort()).toEqual(['0-1', '2-3']);
});

describe('type definition', () => {
  const types = async (needle: string) => {
    const editor = await TestEditor.open(files);
    const provider = editor.services.lsp.TypeProvider;
    const links = await provider?.getTypeDefinition(editor.document(), editor.at('test.confer', needle));
    return links?.map(({ targetUri, targetSelectionRange }) => editor.textAt(targetUri, targetSelectionRange)) ?? [];
  };

  test('type definition leads from a phase, or a target, to the model’s phase', async () => {
    expect(await types('Invite is')).toEqual(['confer-library:/genesys/conference.confer InvitationIssued']);
    expect(await types('Again |')).toEqual(['confer-library:/genesys/conference.confer FailToLeaveConference']);
  });

  test('type definition leads from a participant to its roles, from a flow to its models', async () => {
    expect(await types('Bob :')).toEqual(['confer-library:/genesys/conference.confer agent2']);
    expect(await types('F follows')).toEqual(['confer-library:/genesys/conference.confer Conference']);
  });
});

describe('implementation', () => {
  const implementations = async (needle: string, path = 'test.confer') => {
    const editor = await TestEditor.open(files);
    const provider = editor.services.lsp.ImplementationProvider;
    const links = await provider?.getImplementation(editor.document(path), editor.at(path, needle));
    return links?.map(({ targetUri, targetSelectionRange }) => editor.textAt(targetUri, targetSelectionRange)) ?? [];
  };

  test('implementation leads from a model’s phase to the phases that realize it', async () => {
    expect(await implementations('Ringing {', 'calls.confer')).toEqual(['calls.confer Rings']);
    expect(await implementations('InvitationIssued')).toEqual(['test.confer Invite']);
  });

  test('implementation leads from a role to its players, from a model to its flows', async () => {
    expect(await implementations('agent2')).toEqual(['test.confer Bob', 'test.confer Alice']);
    expect(await implementations('Calls {', 'calls.confer')).toEqual(['calls.confer Short']);
  });
});

describe('the hierarchy of phases', () => {
  const open = async (needle: string) => {
    const editor = await TestEditor.open(files);
    const provider = editor.services.lsp.CallHierarchyProvider;
    const [item] = (await provider?.prepareCallHierarchy(editor.document(), editor.at('test.confer', needle))) ?? [];
    if (provider === undefined || item === undefined) throw new Error('no item');
    return { provider, item };
  };
  const names = (items: readonly CallHierarchyItem[]) => items.map(({ name }) => name);

  test('the hierarchy of phases goes along `next`', async () => {
    const { provider, item } = await open('Invite is');
    expect(item).toMatchObject({ name: 'Invite', detail: 'InvitationIssued' });
    const out = (await provider.outgoingCalls({ item })) ?? [];
    expect(names(out.map(({ to }) => to))).toEqual(['Accepts', 'Again']);
    expect(out.map(({ fromRanges }) => fromRanges.length)).toEqual([2, 1]);
    const incoming = (await provider.incomingCalls({ item })) ?? [];
    expect(names(incoming.map(({ from }) => from))).toEqual(['F', 'Again']);
  });

  test('the hierarchy of phases begins at the flow', async () => {
    const { provider, item } = await open('F follows');
    expect(names(((await provider.outgoingCalls({ item })) ?? []).map(({ to }) => to))).toEqual(['Invite', 'Refused']);
    expect(await provider.incomingCalls({ item })).toBeUndefined();
  });
});

test('imports that lead somewhere are links, and sources that a browser opens', async () => {
  const editor = await TestEditor.open(files);
  const links = async (path: string) => {
    const params = { textDocument: { uri: editor.uri(path).toString() } };
    const found =
      (await editor.services.lsp.DocumentLinkProvider?.getDocumentLinks(editor.document(path), params)) ?? [];
    return found.map(({ range, target }) => `${editor.document(path).textDocument.getText(range)} → ${target}`);
  };
  expect(await links('test.confer')).toEqual(['./calls.confer → file:///workspace/calls.confer']);
  expect(await links('calls.confer')).toEqual(['https://example.org/book → https://example.org/book']);
});

test('a selection grows from the word to the step, the phase, the flow and the file', async () => {
  const editor = await TestEditor.open(files);
  const document = editor.document();
  const grown: string[] = [];
  let range: SelectionRange | undefined = selectionRangeAt(document, editor.at('test.confer', 'Bob :').position);
  for (; range !== undefined; range = range.parent) grown.push(document.textDocument.getText(range.range));
  expect(grown[0]).toBe('Bob');
  expect(grown[1]).toBe('Ixn -> Bob : EventInvite');
  expect(grown[2]).toMatch(/^phase Invite[\s\S]*\}$/);
  expect(grown.at(-2)).toMatch(/^import/);
  expect(grown.at(-1)).toBe(text);
  grown.slice(1).forEach((outer, index) => {
    expect(outer).toContain(grown[index]);
    expect(outer.length).toBeGreaterThan(grown[index]?.length ?? 0);
  });
});

test('the symbols of the workspace are what files export, and what flows and models declare', async () => {
  const editor = await TestEditor.open(files);
  const find = async (query: string) => {
    const found = (await editor.services.shared.lsp.WorkspaceSymbolProvider?.getSymbols({ query })) ?? [];
    return found.map(({ name, containerName }) => `${containerName ?? ''}.${name}`);
  };
  expect(await find('ring')).toEqual(expect.arrayContaining(['.Ring', 'Calls.Ringing']));
  expect(await find('Invite')).toContain('F.Invite');
  expect(await find('InvitationIss')).toEqual(['Conference.InvitationIssued', 'Transfer.InvitationIssued']);
  expect(await find('Bob')).toContain('F.Bob');
});
