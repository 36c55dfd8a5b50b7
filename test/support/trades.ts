import { readFileSync } from 'node:fs';
import path from 'node:path';

const read = (name: string) => readFileSync(path.join(import.meta.dirname, '../language', name), 'utf8');

/** Files of several trades without a fault: the lines of all are written as the formatter writes them. */
export const trades: Readonly<Record<string, string>> = {
  'a support chat': read('../../examples/escalate-chat.confer'),
  'a callback': read('../../examples/callback.confer'),
  parcels: read('typos.confer'),
  'a library of books': read('slips/lending.confer'),
  'figures of a standard': read('../../library/ietf/conferencing.confer'),
  'a queue of visitors': read('../../library/xmpp/workgroup.confer'),
  'a device that signs in': read('slips/device-grant.confer'),
  'a lift': read('slips/lift.confer'),
  'captures of logs': read('../../library/genesys/captures.confer'),
  'a door and its log': read('slips/log.confer'),
};
