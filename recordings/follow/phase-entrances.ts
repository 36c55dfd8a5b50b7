import { isBlocked, type ModelPhase, type Players, type Row, STATELESS } from '../../check/index.js';
import type { Explanation, PhaseEntry } from './explanation.js';
import type { Letter } from './letter.js';
import type { PhaseEntries } from './phase-entries.js';
import { MAX_ROLE_BINDINGS, type RoleBinder, type RoleBindings } from './role-binder.js';
import {
  differsInReceiver,
  differsInSender,
  fitsProtocol,
  type LetterDifference,
  type SlotMatching,
  turned,
} from './slot-matching.js';
import type { FollowedPhase, PhaseRow, Subject } from './subject.js';

/** A phase that a message enters. */
export interface Entrance {
  readonly entry: PhaseEntry;
  readonly facts: number;
  readonly configuration: number;
  readonly addresses: readonly number[];
  /** The slot that the message met. */
  readonly slot: number;
}

/** Binds the roles of a phase that a message enters, and enters it. */
export class PhaseEntrances {
  constructor(
    private readonly subject: Subject,
    private readonly entries: PhaseEntries,
    private readonly binder: RoleBinder,
    private readonly matching: SlotMatching,
  ) {}

  /**
   * Ways of entering a phase by one of its rows.
   * @param difference how the message differs from the row
   * @param illegal whether the phase is entered although it cannot begin here: no way if it can
   */
  *of(
    explanation: Explanation,
    phaseRow: PhaseRow,
    letter: Letter,
    difference: LetterDifference,
    illegal: boolean,
  ): Generator<Entrance> {
    if (difference === 'turned') {
      const other = turned(letter);
      if (other !== null) yield* this.of(explanation, phaseRow, other, null, illegal);
      return;
    }
    const { modelPhase } = phaseRow.phase;
    if (modelPhase === null) yield* this.drawnEntrances(explanation, phaseRow, letter, difference);
    else yield* this.modelEntrances(explanation, phaseRow, modelPhase, letter, difference, illegal);
  }

  /** The entrances of a phase that the flow draws itself. */
  private *drawnEntrances(
    { facts, configuration, addresses }: Explanation,
    { phase, row }: PhaseRow,
    letter: Letter,
    difference: LetterDifference,
  ): Generator<Entrance> {
    const entry = this.entries.drawnEntry(phase);
    for (const slot of this.matching.slotsFor(entry, row, letter, difference, addresses, false)) {
      yield { entry, facts, configuration, addresses: slot.addresses, slot: slot.index };
    }
  }

  private *modelEntrances(
    explanation: Explanation,
    { phase, row, isTrigger }: PhaseRow,
    modelPhase: ModelPhase,
    letter: Letter,
    difference: LetterDifference,
    illegal: boolean,
  ): Generator<Entrance> {
    let count = 0;
    let isLegal = false;
    const withNewParties: Entrance[] = [];
    const { states } = this.entries.configuration(explanation);
    for (const { sender, receiver } of rolesAtEnds(row, letter, difference)) {
      for (const bindings of this.binder.bindingsOf(explanation, phase, sender, receiver, letter)) {
        if (++count > MAX_ROLE_BINDINGS) return;
        const entered = this.enteredWith(explanation, phase, modelPhase, bindings, illegal);
        if (entered === 'legal') isLegal = true;
        if (entered === 'legal' || entered === null) continue;
        const isNew = illegal && bindings.states.some((own, at) => own !== STATELESS && states[at] === STATELESS);
        for (const configuration of entered.configurations) {
          for (const [facts, entry] of this.entries.entriesOf(phase, entered.players, configuration, explanation)) {
            for (const slot of this.matching.slotsFor(entry, row, letter, difference, bindings.addresses, isTrigger)) {
              const entrance = { entry, facts, configuration, addresses: slot.addresses, slot: slot.index };
              if (isNew) withNewParties.push(entrance);
              else yield entrance;
            }
          }
        }
      }
    }
    // With parties that nothing has shown yet, a phase is only illegal if it cannot begin with those that are there.
    if (!isLegal || this.subject.flow === null) yield* withNewParties;
  }

  /**
   * A phase as it is entered with some players, and the configurations after it.
   * @param illegal whether it is entered although it cannot begin here
   * @returns null if it cannot be entered; `legal` if it is to be illegal, and can begin here
   */
  private enteredWith(
    explanation: Explanation,
    phase: FollowedPhase,
    modelPhase: ModelPhase,
    bindings: RoleBindings,
    illegal: boolean,
  ): { readonly players: Players; readonly configurations: readonly number[] } | 'legal' | null {
    const entering = this.entries.entering(explanation.facts);
    const from = { ...this.entries.configuration(explanation), states: bindings.states };
    const bound = phase.ofFlow ? undefined : bindings.bound;
    const result = entering.enterAs(phase.phase, modelPhase, bound, from, illegal, explanation.before);
    if (isBlocked(result)) return null;
    const isRebound = !phase.ofFlow && entering.roles.isRebound(modelPhase, from, bindings.bound);
    if (!illegal && (result.wrongRoles.length > 0 || isRebound)) return null;
    if (illegal && !phase.ofFlow && !isRebound) {
      const legal = entering.enterAs(phase.phase, modelPhase, bindings.bound, from, false, explanation.before);
      if (!isBlocked(legal)) return 'legal';
    }
    const configurations = [entering.configurations.add(result.configuration)];
    // What should have come before was perhaps not recorded: then what the phase needs holds all the same.
    const needed = illegal ? entering.asNeeded(modelPhase, result.players, from) : from;
    const assumed = needed === from ? null : entering.enterAs(phase.phase, modelPhase, bound, needed, true);
    if (assumed !== null && !isBlocked(assumed)) {
      const configuration = entering.configurations.add(assumed.configuration);
      if (!configurations.includes(configuration)) configurations.push(configuration);
    }
    return { players: result.players, configurations };
  }
}

/** The roles at the ends of a row's arrows that a letter fits; null for an end that no role is known for. */
function rolesAtEnds(
  { arrows, sender }: Row,
  letter: Letter,
  difference: LetterDifference,
): { readonly sender: number | null; readonly receiver: number | null }[] {
  const fitting = arrows.filter(
    ({ protocol }) => fitsProtocol(protocol?.name ?? null, letter.protocol) === (difference !== 'protocol'),
  );
  return fitting.map(({ receiver }) => ({
    sender: sender.kind === 'role' && !differsInSender(difference) ? sender.role : null,
    receiver: receiver.kind === 'role' && !differsInReceiver(difference) ? receiver.role : null,
  }));
}
