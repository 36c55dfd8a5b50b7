import type { Row, Slot } from '../../check/index.js';
import { ANY, type Letter, systemOf } from './letter.js';
import { differsInReceiver, differsInSender, fitsProtocol, type LetterDifference, turned } from './slot-matching.js';
import type { Subject } from './subject.js';

/** Whether the ends and protocol of a row allow a message at all, before the states of parties are looked at. */
export function rowMayFit(row: Row, letter: Letter, difference: LetterDifference, subject: Subject): boolean {
  if (difference === 'turned') {
    const other = turned(letter);
    return other !== null && rowMayFit(row, other, null, subject);
  }
  return row.arrows.some(({ receiver, protocol }) => {
    if (fitsProtocol(protocol?.name ?? null, letter.protocol) === (difference === 'protocol')) return false;
    const sender = endMayFit(row.sender, letter.from, subject);
    const receives = endMayFit(receiver, letter.to, subject);
    if (differsInSender(difference)) return receives !== 'no' && (sender !== 'surely' || letter.from >= 0);
    if (differsInReceiver(difference)) return sender !== 'no' && (receives !== 'surely' || letter.to >= 0);
    return sender !== 'no' && receives !== 'no';
  });
}

function endMayFit(end: Slot['row']['sender'], ref: number, { model, cast }: Subject): 'no' | 'maybe' | 'surely' {
  if (ref === ANY) return 'surely';
  const role = end.kind === 'role' ? model.roles[end.role] : undefined;
  const system = systemOf(ref);
  if (role?.kind !== 'system') return system === undefined ? 'maybe' : 'no';
  if (system === undefined) return 'no';
  const roles = cast.participants[system]?.roles ?? [];
  return end.kind === 'role' && roles.includes(end.role) ? 'surely' : 'no';
}
