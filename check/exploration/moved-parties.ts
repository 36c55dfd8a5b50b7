import type { Configuration } from './configuration.js';

/** A configuration while moves are applied to it. Its lists are copied by the first change, for few moves change both. */
export class MovedParties {
  private ownStates: number[] | undefined;
  private ownMakers: number[] | undefined;

  /** @param from the configuration before the moves; it stays as it is */
  constructor(private readonly from: Configuration) {}

  /** The state that a participant has by now; undefined if there is no such participant. */
  stateOf(participant: number): number | undefined {
    return (this.ownStates ?? this.from.states)[participant];
  }

  setState(participant: number, state: number): void {
    if (this.stateOf(participant) === state) return;
    this.ownStates ??= [...this.from.states];
    this.ownStates[participant] = state;
  }

  /** @param maker number of the entry that made the party pending, or NO_ENTRY */
  setMaker(participant: number, maker: number): void {
    if ((this.ownMakers ?? this.from.makers)[participant] === maker) return;
    this.ownMakers ??= [...this.from.makers];
    this.ownMakers[participant] = maker;
  }

  /** The configuration after the moves: the one before if nothing changed. */
  result(): Configuration {
    const { from, ownStates, ownMakers } = this;
    if (ownStates === undefined && ownMakers === undefined) return from;
    return { states: ownStates ?? from.states, makers: ownMakers ?? from.makers };
  }
}
