import type { MoveTarget } from './explanation-states.js';
import type { MessageInterpreter } from './message-interpreter.js';

/** Follows who the participants of an explanation are while its order of parties changes. */
export class PartyNames {
  /** Per participant of the explanation: who of the followed cast that is. */
  current: readonly number[];
  private readonly given: boolean[];

  constructor(
    private readonly interpreter: MessageInterpreter,
    before: boolean,
  ) {
    const { names, given } = interpreter.startNames(before);
    this.current = names;
    this.given = [...given];
  }

  /**
   * Gives a name to the parties that a message brings in.
   * @returns the names
   */
  begin({ fresh }: MoveTarget): readonly number[] {
    if (fresh.length === 0) return NO_NAMES;
    const names = [...this.current];
    const own: number[] = [];
    for (const party of fresh) {
      names[party] = -1;
      const name = this.freeName(names);
      names[party] = name;
      own.push(name);
    }
    this.current = names;
    return own;
  }

  /** Takes the order of the explanation after a message. */
  end({ participants }: MoveTarget): void {
    if (participants === null) return;
    const before = this.current;
    this.current = participants.map((party) => before[party] ?? party);
  }

  /** A party of the cast that was never assigned, otherwise one that is no longer assigned. */
  private freeName(names: readonly number[]): number {
    const { nameless } = this.interpreter.subject;
    const name =
      nameless.find((party) => this.given[party] !== true) ?? nameless.find((party) => !names.includes(party)) ?? -1;
    if (name >= 0) this.given[name] = true;
    return name;
  }
}

const NO_NAMES: readonly number[] = [];
