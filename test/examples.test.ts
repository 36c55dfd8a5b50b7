import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkFiles } from './support/check.js';

const folder = path.join(import.meta.dirname, '../examples');

// What each file in examples/ is to be found guilty of, in source order. A new example is entered here.
const expected: Record<string, readonly string[]> = {
  'callback.confer': [],
  'chat-through-five-models.confer': [],
  'escalate-chat.confer': [],
  'escalate-chat-faults.confer': [
    'error missing-message Invite',
    'warning unhandled-outcome next',
    'warning missing-timeout NoAnswer',
    'error missing-message Refused',
    'error unexpected-message EventAck',
    'error attribute-type "seven"',
    'error wrong-protocol InteractionManagement',
    'warning wrong-direction Alice',
    'error condition-not-met EventPlacedInQueue',
  ],
  'vendor-pages/change-properties-request.confer': ['error unknown-message RequestChangeproperties'],
  'vendor-pages/change-properties-slip.confer': ['error unknown-message EventProperitesChanged'],
  'vendor-pages/change-properties-tables.confer': [],
  'vendor-pages/conference-reporting.confer': ['information outcome-not-observed InvitationTimesOut'],
  'vendor-pages/deliver-interaction.confer': [
    'information outcome-not-observed DeliveryAccepted',
    'information outcome-not-observed DeliveryRejected',
    'error unexpected-message EventRouteUsed',
    'error unexpected-message EventRouteUsed',
  ],
  'vendor-pages/event-logger-slip.confer': ['error unknown-message EventInteractionSubmited'],
  'vendor-pages/login-logout.confer': ['error unexpected-message EventCurrentAgentStatus'],
  'vendor-pages/snapshot-slip.confer': ['error unknown-message EventSnaphotInteractions'],
  'vendor-pages/stop-processing-b.confer': ['error missing-message Stops', 'error unexpected-message EventRouteUsed'],
  'vendor-pages/stop-processing-d.confer': ['error no-channel EventAck'],
  'vendor-pages/transfer-party-added.confer': ['error unexpected-message EventPartyAdded'],
};

async function found(file: string): Promise<string[]> {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const lines = text.split('\n');
  const findings = (await checkFiles({ [file]: text })).get(file) ?? [];
  return findings.map(({ severity, code, range }) => {
    const marked = lines[range.start.line]?.slice(range.start.character, range.end.character);
    return `${severity} ${code} ${marked}`;
  });
}

test('every example is known', () => {
  expect(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.confer'))
      .sort(),
  ).toEqual(Object.keys(expected).sort());
});

test.each(Object.entries(expected))(
  'the example %s has the findings that are expected of it',
  async (file, findings) => {
    expect(await found(file)).toEqual(findings);
  },
);
