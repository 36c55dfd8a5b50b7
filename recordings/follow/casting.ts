import { UNKNOWN } from '../../check/index.js';
import type { Explanation } from './explanation.js';
import { ANY, type Letter, systemOf } from './letter.js';
import { STATELESS, UNDECIDED } from './party-states.js';
import type { PhaseEntries } from './phase-entries.js';
import { replaceAt } from './replace-at.js';
import type { FollowedPhase, Subject } from './subject.js';

/** Most ways of filling the roles of one phase that are tried. */
export const MAX_CASTS = 64;

/** One way of filling the roles of a phase. */
export interface Cast {
  /** Per role: the participants that play it. */
  readonly bound: ReadonlyMap<number, readonly number[]>;
  /** With the parties that are there only because of this phase. */
  readonly states: readonly number[];
  readonly addresses: readonly number[];
}

/** Finds who can play the roles of a phase. */
export class Casting {
  constructor(
    private readonly subject: Subject,
    private readonly entries: PhaseEntries,
  ) {}

  /** Ways of saying who plays the roles of a phase: those that the message shows, and others that could. */
  castsOf(
    explanation: Explanation,
    phase: FollowedPhase,
    sender: number | null,
    receiver: number | null,
    letter: Letter,
  ): Cast[] {
    const { states } = this.entries.configuration(explanation);
    let casts: Cast[] = [{ bound: new Map(), states, addresses: explanation.addresses }];
    // A flow says who plays its phases.
    if (phase.ofFlow) return casts;
    for (const [role, ref] of [
      [sender, letter.from],
      [receiver, letter.to],
    ] as const) {
      if (role === null || role === UNKNOWN || this.subject.model.roles[role]?.kind !== 'party') continue;
      casts = casts.flatMap((cast) => (cast.bound.has(role) ? [cast] : this.castsOfRole(cast, explanation, role, ref)));
    }
    const { modelPhase } = phase;
    if (modelPhase === null) return [];
    const entering = this.entries.entering(explanation.facts);
    return casts.flatMap((cast) => {
      const from = { ...this.entries.configuration(explanation), states: cast.states };
      const { players } = entering.roles.cast(phase.phase, modelPhase, from, cast.bound);
      // Off the flow, others than those whom it names may play.
      const offFlow = this.subject.flow !== null;
      const open = phase.singleRoles.filter(
        (role) =>
          (players[role]?.length ?? 0) === 0 ||
          (offFlow && entering.roles.isAssumed(role, modelPhase, from, cast.bound)),
      );
      let filled: Cast[] = [cast];
      for (const role of open) {
        filled = filled.flatMap((other) => this.castsOfRole(other, explanation, role, ANY)).slice(0, MAX_CASTS);
      }
      return filled;
    });
  }

  /** The participants that may play a role: those with the address, or a party without one. */
  private castsOfRole(cast: Cast, explanation: Explanation, role: number, ref: number): Cast[] {
    if (systemOf(ref) !== undefined) return [];
    const { cast: flow, model } = this.subject;
    const taken = new Set([...cast.bound.values()].flat());
    const casts: Cast[] = [];
    const owner = ref >= 0 ? cast.addresses.indexOf(ref) : -1;
    const add = (participant: number, states: readonly number[]) => {
      const addresses =
        ref >= 0 && cast.addresses[participant] === -1 ? replaceAt(cast.addresses, participant, ref) : cast.addresses;
      casts.push({ bound: new Map(cast.bound).set(role, [participant]), states, addresses });
    };
    if (owner >= 0) {
      if (!taken.has(owner)) add(owner, cast.states);
      return casts;
    }
    const { makers } = this.entries.configuration(explanation);
    const involved = new Set(explanation.open.flatMap(({ entry }) => entry.players.flatMap((list) => list ?? [])));
    // Of parties that nothing distinguishes, one is enough.
    const alike = new Set<string>();
    for (const participant of flow.participants) {
      const { index } = participant;
      if (participant.kind !== 'party' || taken.has(index) || cast.states[index] === STATELESS) continue;
      if (ref >= 0 && cast.addresses[index] !== -1) continue;
      if (cast.addresses[index] === -1 && !involved.has(index) && this.subject.flow === null) {
        const signature = `${cast.states[index]}/${makers[index]}`;
        if (alike.has(signature)) continue;
        alike.add(signature);
      }
      add(index, cast.states);
    }
    const fresh = this.subject.freshParty(cast.states);
    if (fresh >= 0) {
      const declared = model.roles[role];
      const resting = declared === undefined || declared.initialStated ? (model.firstStates[0] ?? 0) : declared.initial;
      const state = explanation.before ? UNDECIDED : resting;
      if (!alike.has(`${state}/-1`)) add(fresh, replaceAt(cast.states, fresh, state));
    }
    return casts;
  }
}
