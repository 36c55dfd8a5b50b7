import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { command, twoFlows } from '../support/command.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const model = `protocol P
event Hello on P
model Greeting {
  party a
  party b
  channel a -> b on P
  states s
  phase Greets {
    trigger a -> b : Hello
  }
}
`;

const flow =
  'import "./greeting.confer"\nflow F follows Greeting { party A as a  party B as b  phase X is Greets { Hello } }\n';

describe('confer mcp', () => {
  let folder: string;
  let client: Client;

  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const call = async (name: string, args: Record<string, unknown>) => {
    const { content } = await client.callTool({ name, arguments: args });
    return (content as { text: string }[])[0]?.text ?? '';
  };

  beforeEach(async () => {
    folder = temporaryFolder({ 'greeting.confer': model, 'flow.confer': flow, 'two.confer': twoFlows });
    client = new Client({ name: 'test', version: '1' });
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [command, 'mcp'], cwd: folder }));
  });

  afterEach(() => client.close());

  test('confer mcp knows the models of its folder, and those of the library', async () => {
    const models = await call('models', {});
    expect(models).toContain('Greeting: 1 phase');
    expect(models).toContain('Conference');
    expect(await call('models', { model: 'Greeting' })).toContain('phase Greets');
  });

  test('sees what an agent edits between two calls: a flow, what it imports, and the rules of the project', async () => {
    expect(await call('check', { path: 'flow.confer' })).toMatch(/^0 errors, 0 warnings/);
    write('greeting.confer', model.replace('Greets', 'Welcomes'));
    expect(await call('check', { path: 'flow.confer' })).toContain('error unknown-phase');
    expect(await call('models', { model: 'Greeting' })).toContain('phase Welcomes');
    write('confer.json', '{ "rules": { "unknown-phase": "warning" } }');
    expect(await call('check', { path: 'flow.confer' })).toMatch(/^0 errors, 1 warning,/);
    write('flow.confer', flow.replace('is Greets', 'is Welcomes'));
    expect(await call('check', { path: 'flow.confer' })).toMatch(/^0 errors, 0 warnings/);
  });

  test('describes how a phase starts, what it needs, sends and moves, and how it may end', async () => {
    expect((await call('models', { model: 'Conference', phase: 'InvitationIssued' })).split('\n')).toEqual([
      'phase InvitationIssued "Invitation Issued"',
      '  trigger agent1 -> server : RequestConference',
      '  needs agent1 joined',
      '  server -> agent2 : EventInvite',
      '  server -> reporting : EventAgentInvited',
      '  moves agent2: outside → invited',
      '  outcomes InvitationAccepted, InvitationRejected, InvitationTimesOut',
    ]);
    expect(await call('models', { model: 'Conference', phase: 'LeaveConference' })).toContain('when none joined');
  });

  test('confer mcp counts what a file covers of its models, outcomes among it, and names what is missing', async () => {
    const coverage = await call('coverage', { path: 'two.confer' });
    expect(coverage).toMatch(/^Conference: phases \d\/7, rows \d+\/17, .*outcomes \d\/3/m);
    expect(coverage).toMatch(/ {2}not covered: \w+.* \(/);
  });
});
