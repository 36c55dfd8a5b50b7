import { expect, test } from 'vitest';
import { flow, labels } from '../support/completed-flow.js';

test('a binding begins with a participant of the kind of its role', async () => {
  const bound = async (binding: string) =>
    labels(flow(`  phase A is InvitationIssued next B\n  phase B is InvitationAccepted(${binding})\n`));
  expect(await bound('¦ as agent2')).toEqual(['Alice', 'Bob']);
  expect(await bound('¦ as server')).not.toContain('Alice');
  expect(await bound('Bob as agent2, ¦ as agent1')).toEqual(['Alice', 'Bob']);
  expect(await bound('¦')).toContain('Bob');
});
