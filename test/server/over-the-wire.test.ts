import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Diagnostic,
  DocumentSymbol,
  Hover,
  Location,
  LocationLink,
  SelectionRange,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { AnswerReplicas } from '../../client/answer-replicas.js';
import {
  type AboutDocument,
  type AnswerPatch,
  PatchedAnswerRequest,
  type PatchedMethod,
  type WholeAnswer,
} from '../../server/protocol/answer-patch.js';
import type { FixesResult } from '../../server/protocol/fix-messages.js';
import type { TimelineResult } from '../../server/protocol/timeline-messages.js';
import { generatedFlow } from '../bench/generated-flow.js';
import { Served, servers } from '../support/served.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const uri = 'file:///nowhere/flow.confer';
const flow = `flow F "A flow" follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  phase Invite is InvitationIssued {
    Alice -> Ixn : RequestConference
    Ixn -> Bob : EventInvite
    Ixn -> Stat : EventAgentInvited
    next Accepts | Declines after 9s | NoAnswer after 30s
  }
  phase Accepts is InvitationAccepted
  phase Declines is InvitationRejected
  phase NoAnswer is InvitationTimesOut
}
`;
const invite = { start: { line: 7, character: 0 }, end: { line: 8, character: 0 } };

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map((diagnostic) => diagnostic.code);
const problems = (diagnostics: readonly Diagnostic[]) =>
  codes(diagnostics.filter(({ severity }) => (severity ?? 1) <= 2));

describe.each(Object.entries(servers))('%s', (_name, args) => {
  test('the server opens, checks and draws a file, follows its edits, and ends', async () => {
    const { served, capabilities } = await Served.start(args);
    expect(capabilities.positionEncoding).toBe('utf-16');
    await served.open(uri, flow);
    expect(problems(await served.diagnostics(uri))).toEqual([]);

    const drawn = await served.request<TimelineResult>('confer/timeline', { textDocument: { uri } });
    expect(drawn).toMatchObject({ uri, version: 1, stale: false, flows: [{ name: 'F', title: 'A flow' }] });
    expect(drawn.timeline?.path).toEqual(['Invite', 'Accepts']);
    expect(drawn.timeline?.events.some((event) => event.status === 'missing')).toBe(false);
    expect(drawn.paths.map(({ phases }) => phases.join())).toContain('Invite,NoAnswer');

    await served.change(uri, '', invite);
    const found = await served.diagnostics(uri, (diagnostics) => problems(diagnostics).length > 0);
    const missing = found.find(({ code }) => code === 'missing-message');
    expect(missing).toMatchObject({ source: 'confer', severity: 1, range: { start: { line: 5, character: 8 } } });
    expect(missing?.relatedInformation?.[0]?.location.uri).toBe('confer-library:/genesys/conference.confer');
    await served.timelineChanged(uri, 2);
    const faulty = await served.request<TimelineResult>('confer/timeline', { textDocument: { uri } });
    expect(faulty.timeline?.events.filter(({ status }) => status === 'missing').map(({ message }) => message)).toEqual([
      'EventInvite',
    ]);

    await served.change(uri, flow);
    await served.diagnostics(uri, (diagnostics) => problems(diagnostics).length === 0);
    expect(await served.stop()).toBe(0);
    expect(served.errors).toBe('');
  });

  test('the server publishes what differs from the last problems to a client that takes them so', async () => {
    const faulty = generatedFlow(60).replaceAll('    IxnServer -> Reports : EventPartyRemoved on Reporting\n', '');
    const worse = faulty.replace('EventAck after 20ms', 'EventAcks after 20ms');
    const { served } = await Served.start(args, { initializationOptions: { diagnosticPatches: true } });
    await served.open(uri, faulty);
    const { length } = await served.diagnostics(uri, (diagnostics) => diagnostics.length > 0);
    const { received } = served;
    await served.change(uri, worse);
    const have = await served.diagnostics(uri, (diagnostics) => diagnostics.length > length);
    expect(served.received - received).toBeLessThan(JSON.stringify(have).length / 2);
    await served.stop();
    const { served: plain } = await Served.start(args);
    await plain.open(uri, worse);
    expect(have).toEqual(await plain.diagnostics(uri, (diagnostics) => diagnostics.length > 0));
    await plain.stop();
  });

  test('the server sends only the differences to a client that names the answers it has, and whole answers to others', async () => {
    const { served } = await Served.start(args);
    await served.open(uri, flow);
    const replicas = new AnswerReplicas();
    const asks: Readonly<Record<PatchedMethod, AboutDocument & Record<string, unknown>>> = {
      'textDocument/documentSymbol': { textDocument: { uri } },
      'textDocument/foldingRange': { textDocument: { uri } },
      'textDocument/codeLens': { textDocument: { uri } },
      'textDocument/inlayHint': { textDocument: { uri }, range: { ...invite, end: { line: 14, character: 0 } } },
      'textDocument/documentHighlight': { textDocument: { uri }, position: { line: 7, character: 5 } },
    };
    const texts: [text: string, kind: 'answer' | 'base'][] = [
      [flow, 'answer'],
      [`\n${flow}`, 'base'],
      [flow, 'base'],
    ];
    for (const [text, kind] of texts) {
      await served.change(uri, text);
      for (const [method, params] of Object.entries(asks) as [PatchedMethod, AboutDocument][]) {
        const have = await replicas.ask(method, params, async (asked) => {
          const answered = await served.request<WholeAnswer | AnswerPatch>(PatchedAnswerRequest.method, asked);
          expect(Object.keys(answered)).toContain(kind);
          return answered;
        });
        expect(have).toEqual(await served.request(method, params));
        expect(have).not.toEqual([]);
      }
    }
    expect(await served.stop()).toBe(0);
    expect(served.errors).toBe('');
  });
});

describe('timelines', () => {
  test('the last good one is kept, marked stale, while the text cannot be read', async () => {
    const { served } = await Served.start(servers['the server’s bundle']);
    await served.open(uri, flow);
    await served.diagnostics(uri);
    await served.change(uri, flow.replace('flow F', 'flow {{ F'));
    await served.diagnostics(uri, (diagnostics) => codes(diagnostics).includes('syntax-error'));
    const stale = await served.request<TimelineResult>('confer/timeline', { textDocument: { uri } });
    expect(stale).toMatchObject({ stale: true, version: 2 });
    expect(stale.timeline?.path).toEqual(['Invite', 'Accepts']);
    await served.change(uri, flow);
    const fresh = await served.request<TimelineResult>('confer/timeline', { textDocument: { uri } });
    expect(fresh).toMatchObject({ stale: false, version: 3 });
    await served.stop();
  });

  test('the server gives timelines of a listed path, of the beginning of a path, of a file without a flow', async () => {
    const { served } = await Served.start(servers['the server’s bundle']);
    await served.open(uri, flow);
    const ask = (path: string[]) =>
      served.request<TimelineResult>('confer/timeline', { textDocument: { uri }, flow: 'F', path });
    expect((await ask(['Invite', 'NoAnswer'])).timeline?.path).toEqual(['Invite', 'NoAnswer']);
    expect((await ask(['Invite'])).timeline?.path).toEqual(['Invite', 'Accepts']);
    const listed = (await ask(['Invite'])).paths;
    expect(listed.map(({ outcome, verdict }) => `${outcome} ${verdict}`)).toContain('NoAnswer conforms');
    await served.open('file:///nowhere/words.confer', 'protocol P\n');
    const none = await served.request<TimelineResult>('confer/timeline', {
      textDocument: { uri: 'file:///nowhere/words.confer' },
    });
    expect(none).toMatchObject({ flows: [], paths: [], timeline: null, stale: false });
    await served.stop();
  });
});

test('loops gone through several times, all paths at once, a finding on a path of its own, and its fixes', async () => {
  const { served } = await Served.start(servers['the server’s bundle']);
  const looping = flow.replace('InvitationRejected', 'InvitationRejected next Invite | end');
  await served.open(uri, looping.replace('    Ixn -> Stat : EventAgentInvited\n', ''));
  const ask = (wish: object) => served.request<TimelineResult>('confer/timeline', { textDocument: { uri }, ...wish });
  const loop = ['Invite', 'Declines', 'Invite', 'Declines', 'Invite', 'Accepts'];
  expect((await ask({ path: loop })).timeline?.path).toEqual(loop);
  const all = await ask({ all: true });
  expect(all.timeline?.path).toEqual(['Invite', 'Accepts', 'Declines', 'NoAnswer']);
  expect(all.timeline?.fragments.map(({ after }) => after)).toEqual([0, 2]);

  const diagnostics = await served.diagnostics(uri, (found) => codes(found).includes('missing-message'));
  const missing = diagnostics.find(({ code }) => code === 'missing-message');
  const { data } = missing ?? {};
  const finding = { id: (data as { id?: string } | undefined)?.id, message: missing?.message };
  const { timeline, focus } = await ask({ finding });
  const event = timeline?.events.find(({ id }) => id === focus?.event);
  expect(event).toMatchObject({ visit: 0, status: 'missing', message: 'EventAgentInvited' });
  expect(timeline?.rows[event?.row ?? -1]?.text).toBe('server -> reporting : EventAgentInvited');
  const { fixes, version } = await served.request<FixesResult>('confer/fixes', { textDocument: { uri }, finding });
  expect(version).toBe(1);
  expect(fixes.map(({ title, preferred }) => [title, preferred])).toEqual([
    ['Add "Ixn -> Stat : EventAgentInvited"', true],
    ['Ignore missing-message here', false],
  ]);
  await served.stop();
});

describe('a workspace', () => {
  test('a workspace has its unopened files checked, again when one changes, and forgotten when one goes', async () => {
    const folder = temporaryFolder({
      'flows/a.confer': 'import "../words.confer"\nmessage M on P\n',
      'words.confer': 'protocol P\n',
      'node_modules/x/broken.confer': 'flow {',
    });
    const a = pathToFileURL(path.join(folder, 'flows/a.confer')).href;
    const words = pathToFileURL(path.join(folder, 'words.confer')).href;
    const { served } = await Served.start(servers['the server’s bundle'], { folder });
    expect(await served.diagnostics(a)).toEqual([]);

    const changed = (uri: string, type: number) =>
      served.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    writeFileSync(path.join(folder, 'words.confer'), 'protocol Q\n');
    await changed(words, 2);
    expect(codes(await served.diagnostics(a, (found) => found.length > 0))).toEqual(['unknown-protocol']);

    // What is open is what the editor says; the disk does not matter until it is closed.
    await served.open(words, 'protocol P\n');
    await served.diagnostics(a, (found) => found.length === 0);
    await served.connection.sendNotification('textDocument/didClose', { textDocument: { uri: words } });
    await served.diagnostics(a, (found) => found.length > 0);

    renameSync(path.join(folder, 'words.confer'), path.join(folder, 'other.txt'));
    await changed(words, 3);
    await served.diagnostics(a, (found) => codes(found).includes('unknown-import'));
    rmSync(path.join(folder, 'flows'), { recursive: true });
    await changed(pathToFileURL(path.join(folder, 'flows')).href, 3);
    expect(await served.diagnostics(a, (found) => found.length === 0)).toEqual([]);
    await served.stop();
    expect(served.errors).toBe('');
  });

  test('a workspace applies its settings, and changes of them', async () => {
    const { served } = await Served.start(servers['the server’s bundle'], {
      settings: { check: { maxConfigurations: 1 } },
    });
    await served.open(uri, flow);
    await served.diagnostics(uri, (found) => codes(found).includes('check-inconclusive'));
    await served.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { confer: { check: { maxConfigurations: 20_000 } } },
    });
    await served.diagnostics(uri, (found) => !codes(found).includes('check-inconclusive'));
    await served.stop();
  });

  test('a workspace may be read through the editor', async () => {
    const files: Record<string, string> = { 'vfs:/w/words.confer': 'protocol P\n' };
    const { served } = await Served.start(servers['the server’s bundle'], {
      initializationOptions: { fileSystem: true },
    });
    served.connection.onRequest('confer/fs/readFile', ({ uri }: { uri: string }) => files[uri] ?? null);
    served.connection.onRequest('confer/fs/readDirectory', () => null);
    await served.open('vfs:/w/a.confer', 'import "words.confer"\nimport "none.confer"\nmessage M on P\n');
    expect(codes(await served.diagnostics('vfs:/w/a.confer'))).toEqual(['unknown-import']);
    await served.stop();
  });
});

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
