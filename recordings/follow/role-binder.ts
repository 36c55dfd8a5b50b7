import { STATELESS, UNDECIDED, UNKNOWN } from '../../check/index.js';
import type { Explanation } from './explanation.js';
import { ANY, type Letter, systemOf } from './letter.js';
import type { PhaseEntries } from './phase-entries.js';
import { replaceAt } from './replace-at.js';
import { type FollowedPhase, type Subject, startsApart } from './subject.js';

/** Most ways of binding the roles of one phase that are tried. */
export const MAX_ROLE_BINDINGS = 64;

/** One way of binding the roles of a phase. */
export interface RoleBindings {
  /** Per role: the participants that play it. */
  readonly bound: ReadonlyMap<number, readonly number[]>;
  /** With the parties that are there only because of this phase. */
  readonly states: readonly number[];
  readonly addresses: readonly number[];
}

/** Finds who can play the roles of a phase. */
export class RoleBinder {
  constructor(
    private readonly subject: Subject,
    private readonly entries: PhaseEntries,
  ) {}

  /** Ways of binding the roles of a phase: those that the message shows, and others that could. */
  bindingsOf(
    explanation: Explanation,
    phase: FollowedPhase,
    sender: number | null,
    receiver: number | null,
    letter: Letter,
  ): RoleBindings[] {
    const { states } = this.entries.configuration(explanation);
    let found: RoleBindings[] = [{ bound: new Map(), states, addresses: explanation.addresses }];
    // A flow says who plays its phases.
    if (phase.ofFlow) return found;
    for (const [role, ref] of [
      [sender, letter.from],
      [receiver, letter.to],
    ] as const) {
      if (role === null || role === UNKNOWN || this.subject.model.roles[role]?.kind !== 'party') continue;
      found = found.flatMap((bindings) =>
        bindings.bound.has(role) ? [bindings] : this.withRole(bindings, explanation, role, ref),
      );
    }
    const { modelPhase } = phase;
    if (modelPhase === null) return [];
    const entering = this.entries.entering(explanation.facts);
    return found.flatMap((bindings) => {
      const from = { ...this.entries.configuration(explanation), states: bindings.states };
      const { players } = entering.roles.bind(phase.phase, modelPhase, from, bindings.bound);
      // Off the flow, others than those whom it names may play.
      const offFlow = this.subject.flow !== null;
      const open = phase.singleRoles.filter(
        (role) =>
          (players[role]?.length ?? 0) === 0 ||
          (offFlow && entering.roles.isAssumed(role, modelPhase, from, bindings.bound)),
      );
      let filled: RoleBindings[] = [bindings];
      for (const role of open) {
        filled = filled.flatMap((other) => this.withRole(other, explanation, role, ANY)).slice(0, MAX_ROLE_BINDINGS);
      }
      return filled;
    });
  }

  /** The participants that may play a role: those with the address, or a party without one. */
  private withRole(bindings: RoleBindings, explanation: Explanation, role: number, ref: number): RoleBindings[] {
    if (systemOf(ref) !== undefined) return [];
    const { cast: flow, model } = this.subject;
    const boundParties = new Set([...bindings.bound.values()].flat());
    const found: RoleBindings[] = [];
    const owner = ref >= 0 ? bindings.addresses.indexOf(ref) : -1;
    const add = (participant: number, states: readonly number[]) => {
      const addresses =
        ref >= 0 && bindings.addresses[participant] === -1
          ? replaceAt(bindings.addresses, participant, ref)
          : bindings.addresses;
      found.push({ bound: new Map(bindings.bound).set(role, [participant]), states, addresses });
    };
    if (owner >= 0) {
      if (!boundParties.has(owner)) add(owner, bindings.states);
      return found;
    }
    const { makers } = this.entries.configuration(explanation);
    const involved = new Set(explanation.open.flatMap(({ entry }) => entry.players.flatMap((list) => list ?? [])));
    // Of parties that nothing distinguishes, one is enough.
    const alike = new Set<string>();
    for (const participant of flow.participants) {
      const { index } = participant;
      if (participant.kind !== 'party' || boundParties.has(index) || bindings.states[index] === STATELESS) continue;
      if (ref >= 0 && bindings.addresses[index] !== -1) continue;
      if (bindings.addresses[index] === -1 && !involved.has(index) && this.subject.flow === null) {
        const signature = `${bindings.states[index]}/${makers[index]}`;
        if (alike.has(signature)) continue;
        alike.add(signature);
      }
      add(index, bindings.states);
    }
    const fresh = this.subject.freshParty(bindings.states);
    if (fresh >= 0) {
      const declared = model.roles[role];
      // The one party that starts elsewhere is there already: others of the role begin in its first state.
      const resting = declared === undefined || startsApart(declared, model) ? declared?.states[0] : declared.initial;
      const state = explanation.before ? UNDECIDED : (resting ?? model.firstStates[0] ?? 0);
      if (!alike.has(`${state}/-1`)) add(fresh, replaceAt(bindings.states, fresh, state));
    }
    return found;
  }
}
