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
  readonly kind: LetterKind;
  readonly message: string;
  /** Null: not recorded, any fits. */
  readonly protocol: string | null;
  readonly from: number;
  readonly to: number;
}

/** The common part of letters of one message and protocol. */
export interface LetterKind {
  readonly message: string;
  readonly protocol: string | null;
  readonly byEnds: Map<number, Letter>;
}

/** Ends up to this number are put into a small integer together. */
const MAX_SMALL_END = 16_000;

/** Gives equal letters one object. */
export class Letters {
  private readonly kinds = new Map<string, Map<string | null, LetterKind>>();
  private readonly all: Letter[] = [];

  /** The letter of a number. */
  at(id: number): Letter | undefined {
    return this.all[id];
  }

  of(message: string, protocol: string | null, from: number, to: number): Letter {
    return this.between(this.kindOf(message, protocol), from, to);
  }

  kindOf(message: string, protocol: string | null): LetterKind {
    let kinds = this.kinds.get(message);
    if (kinds === undefined) {
      kinds = new Map();
      this.kinds.set(message, kinds);
    }
    let kind = kinds.get(protocol);
    if (kind === undefined) {
      kind = { message, protocol, byEnds: new Map() };
      kinds.set(protocol, kind);
    }
    return kind;
  }

  /** The letter of a kind from one end to another. */
  between(kind: LetterKind, from: number, to: number): Letter {
    const key = endsKey(from, to);
    let letter = kind.byEnds.get(key);
    if (letter === undefined) {
      letter = { id: this.all.length, kind, message: kind.message, protocol: kind.protocol, from, to };
      this.all.push(letter);
      kind.byEnds.set(key, letter);
    }
    return letter;
  }
}

/** A number of its own for each pair of ends: an integer that is looked up fast if both are small. */
function endsKey(from: number, to: number): number {
  const isSmall = from < MAX_SMALL_END && to < MAX_SMALL_END && from > -MAX_SMALL_END && to > -MAX_SMALL_END;
  if (isSmall) return (from + MAX_SMALL_END) * (2 * MAX_SMALL_END) + to + MAX_SMALL_END;
  return -((from + 2 ** 25) * 2 ** 26 + to + 2 ** 25);
}
