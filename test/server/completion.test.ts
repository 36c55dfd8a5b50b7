// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the places of a snippet are written ${1:so}.
import { describe, expect, test } from 'vitest';
import { checkText } from '../support/check.js';
import { flow, invite, labels } from '../support/completed-flow.js';
import { TestEditor } from '../support/editor.js';

const model = (body: string) => `model M {\n  party a\n  states s, t\n  fact f: v, w\n${body}}\n`;

describe('members and names', () => {
  test('members of a file and of a flow are offered, and a fact that is open first', async () => {
    const atTop = await labels('¦');
    const templates = atTop.filter((label) => label.startsWith('flow follows '));
    expect(templates).toContain('flow follows Conference');
    expect(atTop).toEqual([
      ...templates,
      'flow without a model',
      ...['model', 'protocol', 'event', 'request', 'message', 'capture', 'import'],
    ]);
    const phase = '  phase P is InvitationInvalid\n';
    expect(await labels(flow(`  ¦\n${phase}`))).toEqual([
      ...['origin', 'phase InvitationIssued { … }', 'party', 'system', 'start', 'phase', 'scenario'],
      ...['phase AliceLeaveConference { … }', 'phase AliceFailToLeaveConference { … }'],
    ]);
  });

  test('a flow is asked for participants, and for the phases that it can begin with or that targets name', async () => {
    const found = await labels('flow F follows Conference {\n  party Alice as agent1\n  ¦\n}\n');
    expect(found.slice(0, 2)).toEqual(['participants for all 3 open roles', 'party … as agent2']);
    const editor = await TestEditor.open('flow F follows Conference {\n  party Alice as agent1\n  ¦\n}\n');
    expect(await editor.accept('participants for all 3 open roles')).toContain(
      'party ${1:Agent2} as agent2\nsystem ${2:Server} as server\nsystem ${3:Reporting} as reporting',
    );
    expect(await labels(flow('  ¦\n'))).toEqual(
      expect.arrayContaining(['phase InvitationIssued { … }', 'phase InvitationInvalid { … }']),
    );
    expect(await labels(flow('  phase P is InvitationIssued next Later\n  ¦\n'))).toContain('phase Later');
  });

  test('all outcomes of an invitation are offered at once', async () => {
    const text = flow('  phase A is InvitationIssued {\n    EventInvite\n    EventAgentInvited\n    next ¦\n  }\n');
    expect((await labels(text))[0]).toBe('new phases for all 3 outcomes');
    const after = (await (await TestEditor.open(text)).accept('new phases for all 3 outcomes')).replace(
      '${3:30s}',
      '30s',
    );
    expect(after).toContain('next InvitationAccepted | InvitationRejected | InvitationTimesOut after 30s\n');
    expect((await checkText(after)).filter(({ severity }) => severity !== 'information')).toEqual([]);
  });

  test('a phase that goes with another one is offered next to it, wherever the caret is', async () => {
    const editor = await TestEditor.open(flow('  // Refused\n  phase P is InvitationInvalid\n  phase¦\n'));
    const text = (await editor.accept('phase InvitationIssued { … }')).replace('$0', '');
    expect(text).toContain('  start P | InvitationIssued\n\n  // Refused\n  phase P is InvitationInvalid\n\n');
  });

  test('a phase is linked from the braces, the line or the targets of those it comes after', async () => {
    const steps = 'EventInvite EventAgentInvited';
    const take = async (phase: string, rest = '') => {
      const editor = await TestEditor.open(flow(`${phase}  ¦\n${rest}`));
      return editor.accept('phase InvitationTimesOut { … }');
    };
    const head = '  phase A is InvitationIssued';
    expect(await take(`${head} { ${steps} }\n`)).toContain(`${steps} next InvitationTimesOut after 30s }`);
    expect(await take(`${head}\n`)).toContain(`${head} next InvitationTimesOut after 30s\n`);
    expect(await take(`${head} next B after 3s\n`, '  phase B is InvitationRejected\n')).toContain(
      `${head} next B after 3s | InvitationTimesOut after 30s\n`,
    );
    expect(await take(`${head} {\n    EventInvite\n  }\n`)).toContain(
      `${head} {\n    EventInvite\n    next InvitationTimesOut after 30s\n  }\n`,
    );
  });

  test('in the first word of a member that is written already, only words that begin one are offered', async () => {
    expect(await labels(flow('  pa¦rty Carol\n'))).toEqual(['party', 'system']);
    expect(await labels(flow('  ¦phase P is InvitationIssued\n'))).toEqual(['phase']);
    expect(await labels(flow('  pa¦ry Carol\n'))).toEqual(['party', 'system', 'start', 'phase', 'scenario']);
    expect(await labels(flow('  party Carol ¦ as agent2\n'))).toEqual([]);
    expect(
      await labels(flow('  phase I is InvitationIssued next Elsewhere\n  phase P¦ is InvitationAccepted {\n  }\n')),
    ).toEqual(['Elsewhere']);
    const target = await TestEditor.open(flow('  start O¦ther\n  phase Out is InvitationTimesOut\n'));
    expect(await target.accept('Out after …')).toContain('  start Out after ${1:30s}\n');
    const editor = await TestEditor.open(flow('  pa¦rty Carol\n'));
    expect(await editor.accept('system')).toContain('  system Carol\n');
    expect(await labels('ev¦ent E on P\n')).toEqual(['event', 'request', 'message']);
    expect(await labels(model('  phase P {\n    ne¦ed a s\n  }\n'))).toContain('moves');
  });

  test('words that begin a member are offered only where one may begin', async () => {
    expect(await labels(flow('  phase P ¦\n'))).toEqual(['is', 'next']);
  });

  test('roles of the right kind without a player, states, values and models are offered', async () => {
    expect(await labels(flow('  system Other as ¦\n'))).toEqual(['server', 'reporting']);
    expect(await labels('flow F follows Conference {\n  party Alice as agent1\n  party Bob as ¦\n}\n')).toEqual([
      'agent2',
      'agent1',
    ]);
    expect(await labels(flow('  party Carol initially ¦\n'))).toEqual(['outside', 'invited', 'joined']);
    expect(await labels(flow('  origin is ¦\n'))).toEqual(['queue', 'workbin']);
    expect(await labels('flow F follows ¦ {\n}\n')).toEqual(
      expect.arrayContaining(['Conference', 'StopProcessing', 'Transfer']),
    );
    expect(await labels('flow F follows ¦ {\n}\n')).not.toContain('Workgroup');
    expect(await labels('import "¦"\n')).toEqual(['confer:ietf/conferencing', 'confer:xmpp/workgroup']);
  });

  test('roles in brackets are those of the phase', async () => {
    expect(await labels(flow('  phase P is FailToLeaveConference(Alice as ¦)\n'))).toEqual(['agent2']);
    expect(await labels(flow('  phase P is FailToLeaveConference(Ixn as ¦)\n'))).toEqual(['server']);
  });

  test('members and names are offered in a model', async () => {
    expect(await labels(model('  phase P {\n    needs ¦\n  }\n'))).toEqual(['a', 'f', 'none', 'some']);
    const systems = (member: string) => labels(model(`  system b\n  phase P {\n    ${member}\n  }\n`));
    expect(await systems('needs ¦')).toEqual(['a', 'f', 'none', 'some']);
    expect(await systems('moves ¦')).toEqual(['a', 'all']);
    expect(await systems('needs none s except ¦')).toEqual(['a']);
    expect(await systems('trigger timeout at ¦')).toEqual(['a', 'b']);
    expect(await labels(model('  phase P {\n    moves a from ¦\n  }\n'))).toEqual(['s', 't']);
    expect(await labels(model('  phase P {\n    when f is ¦\n  }\n'))).toEqual(['v', 'w']);
    expect(await labels(model('  phase P {\n    ¦\n  }\n'))).toContain('one of');
    expect(await labels(model('  ¦\n'))).toContain('channel');
  });

  test('in a model, completion offers what continues a half-written line, and messages that a channel carries first', async () => {
    const words = 'protocol P\nprotocol Q\nevent Other on Q\nevent Carried on P\n';
    const rest = async (line: string) => {
      const body = `  system b\n  channel a <-> b on P\n  phase X {\n    ${line}\n  }\n`;
      return labels(words + model(body));
    };
    expect(await rest('trigger b ¦')).toEqual(['->']);
    expect(await rest('b ¦')).toEqual(['->']);
    expect(await rest('b -> ¦')).toEqual(['a', 'all']);
    expect(await rest('b -> a : ¦')).toEqual(['Carried', 'Other']);
    expect(await rest('b -> all s ¦')).toEqual(['except']);
    expect(await rest('needs a s ¦')).toEqual(['and', 'inferred', 'given']);
    expect(await rest('needs none s ¦')).toEqual(['except', 'and', 'inferred', 'given']);
    expect(await rest('b -> a : Carried ¦')).toEqual(['on', 'answers', 'within', 'inferred', 'given']);
    expect(await rest('trigger timeout at b ¦')).toEqual(['after', 'inferred', 'given']);
    expect(await rest('needs a s and f is ¦')).toEqual(['v', 'w']);
    expect(await labels(model('  system b\n  channel a ¦\n'))).toEqual(['->', '<->']);
  });

  test('after `answers`, requests are offered', async () => {
    const words = 'protocol P\nevent Told on P\nmessage Sent on P\nrequest Ask on P\n';
    const found = await labels(words + model('  system b\n  phase X {\n    b -> a : Told answers ¦\n  }\n'));
    expect(found).toEqual(['Ask', 'Sent', 'Told']);
  });

  test('an entry that a list already has is not offered again', async () => {
    const other = 'model Other {\n  system b\n}\n';
    const further = await labels(`${other}flow F follows Conference, ¦ {\n}\n`);
    expect(further[0]).toBe('Other');
    expect(further).not.toContain('Conference');
    expect(await labels(`${other}flow F follows ¦, Other {\n}\n`)).not.toContain('Other');
    const accepts = '  phase A is InvitationAccepted\n';
    expect(await labels(flow(`  phase I is InvitationIssued next ¦ | A\n${accepts}`))).not.toContain('A');
    expect(await labels(flow(`  phase I is InvitationIssued next A | ¦\n${accepts}`))).not.toContain('A');
  });

  test('in a comment, the rules that find something on the next line are offered first', async () => {
    const found = await labels(flow('  // confer-ignore ends-while-pending, ¦\n\n  phase I is InvitationIssued\n'));
    expect(found.slice(0, 2)).toEqual(['unhandled-outcome', 'ambiguous-alternative']);
    expect(found).not.toContain('ends-while-pending');
    expect((await labels(`// confer-ignore-file ¦\n${flow('  phase I is InvitationInvalid\n')}`))[0]).toBe(
      'unhandled-outcome',
    );
  });

  test('rules are offered in a comment that suppresses them, and nothing in other comments and strings', async () => {
    expect(await labels(flow('  // confer-ignore missing-message, ¦\n'))).toContain('self-message');
    expect(await labels(flow('  // phase ¦\n'))).toEqual([]);
    expect(await labels(flow('  party Carol "as ¦"\n'))).toEqual([]);
  });

  test('words of the language are offered only where the grammar has them', async () => {
    expect(await labels(flow('  party Carol ¦\n'))).toEqual(['as', 'initially']);
    expect(await labels(invite('    Ixn -> Bob : EventInvite ¦\n'))).toEqual([
      'on InteractionManagement',
      'after 40ms',
    ]);
    expect(await labels(invite('    Ixn -> Bob : EventInvite ¦\n'), ' ')).toEqual([]);
  });

  test('words of the language come with what they mean, in few words', async () => {
    const row = '  phase P {\n    trigger a -> b : Said\n    a -> b : Said ¦\n  }\n';
    const editor = await TestEditor.open(`message Said\nmodel M {\n  party a\n  party b\n  states s\n${row}}\n`);
    const items = await editor.completions();
    const meanings = Object.fromEntries(items.map(({ label, detail }) => [label, detail]));
    expect(meanings).toMatchObject({
      given: 'the place in the source that states this',
      within: 'the longest time between the start of the phase and the message',
    });
  });
});

describe('other files', () => {
  const files = {
    'shared/words.confer': 'protocol Line\nmessage Ring on Line\nmodel Calls {\n  system a\n}\n',
    'test.confer': 'message Own on Line\nflow F follows ¦ {\n}\n',
  };

  test('a name of another file brings its import', async () => {
    const editor = await TestEditor.open(files);
    const found = (await editor.completions()).map(({ label }) => label);
    expect(found).toContain('Conference');
    expect(found.at(-1)).toBe('Calls');
    expect(await editor.accept('Calls')).toBe(
      'import "./shared/words.confer"\n\nmessage Own on Line\nflow F follows Calls {\n}\n',
    );
  });

  test('an import goes after those there are', async () => {
    const editor = await TestEditor.open({
      ...files,
      'a.confer': 'protocol P\n',
      'test.confer': 'import "./a.confer"\nflow F {\n  party A\n  phase P {\n    A -> A : R¦\n  }\n}\n',
    });
    expect(await editor.accept('Ring')).toContain('import "./a.confer"\nimport "./shared/words.confer"\nflow F');
  });

  test('protocols of other files are offered where messages and models name them', async () => {
    const item = async (text: string) => (await TestEditor.open({ ...files, 'test.confer': text })).accept('Line');
    const imported = 'import "./shared/words.confer"\n\n';
    expect(await item('event X on ¦\n')).toBe(`${imported}event X on Line\n`);
    expect(await item('protocol P\nevent X on P, ¦\n')).toBe(`${imported}protocol P\nevent X on P, Line\n`);
    const channel = (name: string) => `model M {\n  system a\n  system b\n  channel a <-> b on ${name}\n}\n`;
    expect(await item(channel('¦'))).toBe(`${imported}${channel('Line')}`);
  });

  test('the path of an import is offered', async () => {
    const editor = await TestEditor.open({ ...files, 'test.confer': 'import "¦"\n' });
    expect(await editor.accept('./shared/words.confer')).toBe('import "./shared/words.confer"\n');
  });
});

test('nothing is offered twice, and no text makes it fail', async () => {
  const text = invite(
    '    Ixn -> all joined except Bob : EventInvite(TicketId: 7) on Reporting after 4s\n    next Accepts after 3s | end\n',
  );
  const files: Record<string, string> = {};
  for (let offset = 0; offset <= text.length; offset += 5) {
    files[`${offset}.confer`] = `${text.slice(0, offset)}¦${text.slice(offset)}`;
    files[`${offset}-end.confer`] = `${text.slice(0, offset)}¦`;
  }
  const editor = await TestEditor.open(files);
  for (const path of Object.keys(files)) {
    const found = (await editor.completions(path)).map(({ label, kind }) => `${kind} ${label}`);
    expect(new Set(found).size).toBe(found.length);
  }
});

describe('unfinished text above the caret', () => {
  test.each(['start', 'party Z as', 'origin is', 'scenario S {', 'phase X is', 'phase X is {', 'start P |'])(
    'the unfinished line `%s` above the caret hides no missing message',
    async (unfinished) => {
      const text = flow(`  ${unfinished}\n  phase I is InvitationIssued {\n    ¦\n  }\n`);
      expect((await labels(text)).slice(0, 3)).toEqual([
        'Ixn -> Bob : EventInvite',
        'Ixn -> Stat : EventAgentInvited',
        'all 2 missing messages',
      ]);
    },
  );
});
