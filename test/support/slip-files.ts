import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Longer than a slow machine needs for the slips of one file, in ms. */
export const TIMEOUT_MS = 300_000;

const read = (name: string) => readFileSync(path.join(import.meta.dirname, '../language', name), 'utf8');

/** Files of several trades without a problem, by what they are about. */
export const slipFiles: Record<string, string> = {
  'a support chat': read('../../examples/escalate-chat.confer'),
  'a callback': read('../../examples/callback.confer'),
  parcels: read('typos.confer'),
  'a library of books': read('slips/lending.confer'),
};

/** These, and further trades, for habits alone. */
export const habitFiles: Record<string, string> = {
  ...slipFiles,
  'figures of a standard': read('../../library/ietf/conferencing.confer'),
  'a queue of visitors': read('../../library/xmpp/workgroup.confer'),
  'a device that signs in': read('slips/device-grant.confer'),
  'a lift': read('slips/lift.confer'),
  'captures of logs': read('../../library/genesys/captures.confer'),
  'a door and its log': read('slips/log.confer'),
};
