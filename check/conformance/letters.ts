import type { Copy } from './copies.js';
import { ANY_PARTICIPANT, type Slot } from './obligations.js';
import { valuesMeet } from './values.js';

/** Whether sender and receiver are those of a row. */
export function sameArrow(copy: Copy, slot: Slot): boolean {
  const isMessage = copy.message === slot.message || copy.message === null;
  return isMessage && copy.sender === slot.sender && copy.receiver === slot.receiver;
}

/** Whether the protocols are the same; one that is unknown is any. */
export function sameProtocol(copy: Copy, slot: Slot): boolean {
  return copy.protocol === null || slot.protocol === null || copy.protocol === slot.protocol;
}

/** Whether a copy is what a row requires. */
export function sameLetter(copy: Copy, slot: Slot): boolean {
  return copy.message === slot.message && sameArrow(copy, slot) && sameProtocol(copy, slot) && valuesMeet(copy, slot);
}

/** Whether a copy may be what a row requires: an unknown end meets any. */
export function mayMeet(copy: Copy, slot: Slot): boolean {
  return (
    copy.message === slot.message &&
    meets(copy.sender, slot.sender) &&
    meets(copy.receiver, slot.receiver) &&
    sameProtocol(copy, slot) &&
    valuesMeet(copy, slot)
  );
}

function meets(own: number, required: number): boolean {
  return own === required || own === ANY_PARTICIPANT || required === ANY_PARTICIPANT;
}
