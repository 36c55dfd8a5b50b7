import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  DocumentSymbol,
  Hover,
  Location,
  LocationLink,
  SelectionRange,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { flow, uri } from '../support/invitation-flow.js';
import { Served, servers } from '../support/served.js';

describe('the language’s services', () => {
  const at = (needle: string, offset = 0) => {
    const index = flow.indexOf(needle) + offset;
    const before = flow.slice(0, index).split('\n');
    return { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
  };

  /** One server for all of them: they only ask. */
  let served: Served;
  beforeAll(async () => {
    ({ served } = await Served.start(servers['the server’s bundle']));
    await served.open(uri, flow);
    await served.diagnostics(uri);
  });
  afterAll(async () => {
    await served.stop();
    expect(served.errors).toBe('');
  });

  test('the language’s services find definitions, in the library too, whose text can be shown', async () => {
    const [target] = await served.request<(Location | LocationLink)[]>('textDocument/definition', at('EventInvite'));
    expect(target).toMatchObject({ targetUri: 'confer-library:/genesys/conference.confer' });
    const text = await served.request<string>('confer/libraryFile', {
      uri: 'confer-library:/genesys/conference.confer',
    });
    const line = target !== undefined && 'targetSelectionRange' in target ? target.targetSelectionRange.start.line : -1;
    expect(text.split('\n')[line]).toContain('event EventInvite');
    expect(await served.request('confer/libraryFile', { uri: 'confer-library:/other.confer' })).toBeNull();
  });

  test('the language’s services find references and highlights, and rename', async () => {
    const references = await served.request<Location[]>('textDocument/references', {
      ...at('Bob as'),
      context: { includeDeclaration: true },
    });
    expect(references.map(({ range }) => range.start.line).sort()).toEqual([2, 7]);
    expect(await served.request('textDocument/documentHighlight', at('Bob as'))).toHaveLength(2);
    const rename = (newName: string, place = at('Accepts |')) =>
      served.request<WorkspaceEdit>('textDocument/rename', { ...place, newName });
    const edits = (await rename('Joins')).changes?.[uri] ?? [];
    expect(edits.map(({ newText, range }) => `${range.start.line} ${newText}`).sort()).toEqual(['11 Joins', '9 Joins']);
    expect((await rename('end')).changes?.[uri]?.[0]?.newText).toBe('^end');
    await expect(rename('two words')).rejects.toThrow('is not a valid name');
    await expect(rename('Other', at('EventInvite'))).rejects.toThrow('built-in library');
    await expect(served.request('textDocument/prepareRename', at('EventInvite'))).rejects.toThrow('built-in library');
  });

  test('the language’s services answer hovers', async () => {
    const text = async (needle: string) => {
      const hover = await served.request<Hover | null>('textDocument/hover', at(needle, 1));
      return hover !== null && typeof hover.contents === 'object' && 'value' in hover.contents
        ? hover.contents.value
        : '';
    };
    expect(await text('EventInvite')).toContain('event EventInvite on InteractionManagement');
    expect(await text('EventInvite')).toContain('An invitation reaches the invited agent');
    expect(await text('agent1')).toContain('party agent1 "Agent 1" initially joined');
  });

  test('the language’s services list symbols and what can be folded', async () => {
    const [symbol] = await served.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } });
    expect(symbol?.name).toBe('F');
    const phase = symbol?.children?.find(({ name }) => name === 'Invite');
    expect(phase?.children?.map(({ name, detail }) => `${name} ${detail}`)).toEqual([
      'RequestConference Alice → Ixn',
      'EventInvite Ixn → Bob',
      'EventAgentInvited Ixn → Stat',
    ]);
    const symbols = await served.request<{ name: string }[]>('workspace/symbol', { query: 'EventInv' });
    expect(symbols.map(({ name }) => name)).toContain('EventInvite');
    const folds = await served.request<{ startLine: number; endLine: number }[]>('textDocument/foldingRange', {
      textDocument: { uri },
    });
    expect(folds.map(({ startLine, endLine }) => `${startLine}-${endLine}`).sort()).toEqual(['0-13', '5-9']);
  });

  test('the language’s services grow selections, and lead along the hierarchy of phases and to the model', async () => {
    const { textDocument, position } = at('Bob : EventInvite');
    const [selection] = await served.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument,
      positions: [position],
    });
    expect(selection?.parent?.range.start).toMatchObject({ line: position.line, character: 4 });
    const [item] = await served.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', at('Invite is'));
    const calls = await served.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item });
    expect(calls.map(({ to }) => to.name)).toEqual(['Accepts', 'Declines', 'NoAnswer']);
    const [target] = await served.request<LocationLink[]>('textDocument/typeDefinition', at('Invite is'));
    expect(target?.targetUri).toBe('confer-library:/genesys/conference.confer');
  });

  test('the language’s services complete names where names are expected, and words where words are', async () => {
    const labels = async (place: object) => {
      const list = await served.request<{ items: { label: string }[] }>('textDocument/completion', place);
      return list.items.map(({ label }) => label);
    };
    const messages = await labels(at('EventInvite'));
    expect(messages).toContain('EventInvite');
    expect(messages).not.toContain('after');
    expect(messages).not.toContain('Alice');
    const targets = await labels(at('Accepts |'));
    expect(targets).toEqual(expect.arrayContaining(['Accepts', 'Invite']));
    // What the list has already is not offered again.
    expect(targets).not.toContain('Declines');
    const members = await labels(at('phase Declines'));
    expect(members).toEqual(['phase']);
  });
});
