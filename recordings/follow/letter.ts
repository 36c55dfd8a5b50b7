/** An end of a message that is not recorded, or that fits any. */
export const ANY = -1;

/** The reference of a system participant; a party's is the number of its address in the interaction. */
export function systemRef(participant: number): number {
  return -2 - participant;
}

/** The participant of a system's reference; undefined for another. */
export function systemOf(ref: number): number | undefined {
  return ref <= -2 ? -2 - ref : undefined;
}

/** A message as it is followed: equal ones are one object. */
export interface Letter {
  readonly id: number;
  readonly message: string;
  /** Null: not recorded, any fits. */
  readonly protocol: string | null;
  readonly from: number;
  readonly to: number;
}

/** Gives equal letters one object. */
export class Letters {
  private readonly known = new Map<string, Map<number, Letter>>();
  private readonly all: Letter[] = [];

  of(message: string, protocol: string | null, from: number, to: number): Letter {
    const name = protocol === null ? message : `${message}\u0000${protocol}`;
    let ends = this.known.get(name);
    if (ends === undefined) {
      ends = new Map();
      this.known.set(name, ends);
    }
    const key = (from + 4096) * 65536 + (to + 4096);
    let letter = ends.get(key);
    if (letter === undefined) {
      letter = { id: this.all.length, message, protocol, from, to };
      this.all.push(letter);
      ends.set(key, letter);
    }
    return letter;
  }
}
