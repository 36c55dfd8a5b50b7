import { isBlocked } from '../../check/index.js';
import type { Explanation } from './explanation.js';
import { isOffered } from './flow-places.js';
import { ANY, type Letter } from './letter.js';
import { ownSteps } from './own-steps.js';
import type { PhaseEntries } from './phase-entries.js';
import type { Recorded } from './recorded.js';
import type { RoleBinder } from './role-binder.js';
import type { FollowedPhase, Subject } from './subject.js';

/** Most phases in a row, and most explanations, that nothing was seen of. */
const MAX_UNSEEN_DEPTH = 3;
const MAX_UNSEEN = 24;
const NO_LETTER: Letter = {
  id: -1,
  kind: { message: '', protocol: null, byEnds: new Map() },
  message: '',
  protocol: null,
  from: ANY,
  to: ANY,
};

/** Phases of which nothing required is recorded: they may happen without being seen. */
export class UnseenPhases {
  private readonly phases: readonly FollowedPhase[];

  constructor(
    private readonly subject: Subject,
    private readonly recorded: Recorded,
    private readonly entries: PhaseEntries,
    private readonly binder: RoleBinder,
  ) {
    this.phases = subject.phases.filter((phase) => this.isUnseen(phase));
  }

  /** Explanations after some of these phases. */
  after(explanation: Explanation): Explanation[] {
    if (this.phases.length === 0) return [];
    const found = new Map<string, Explanation>();
    let last = [explanation];
    for (let depth = 0; depth < MAX_UNSEEN_DEPTH && last.length > 0; depth++) {
      const next: Explanation[] = [];
      for (const before of last) {
        for (const after of this.afterOne(before)) {
          const key = `${after.configuration}|${after.place}|${after.facts}`;
          if (found.size >= MAX_UNSEEN || found.has(key)) continue;
          found.set(key, after);
          next.push(after);
        }
      }
      last = next;
    }
    return [...found.values()];
  }

  private isUnseen(phase: FollowedPhase): boolean {
    if (this.subject.flow === null ? phase.ofFlow : !phase.ofFlow) return false;
    const rows = [
      ...phase.triggers,
      ...(phase.modelPhase?.rows.filter(({ optional }) => !optional) ?? []),
      ...ownSteps(phase.phase, this.subject.model).map(({ row }) => row),
    ];
    return rows.every((row) => row.arrows.every(({ protocol }) => !this.recorded.isRecorded(row.message, protocol)));
  }

  private *afterOne(explanation: Explanation): Generator<Explanation> {
    const { flow } = this.subject;
    const entering = this.entries.entering(explanation.facts);
    for (const phase of this.phases) {
      const { modelPhase } = phase;
      if (flow !== null && (!phase.ofFlow || !isOffered(this.subject, explanation.place, phase))) continue;
      if (modelPhase === null) {
        yield { ...explanation, place: phase.index };
        continue;
      }
      if (flow === null && modelPhase.moves.length === 0) continue;
      for (const bindings of this.binder.bindingsOf(explanation, phase, null, null, NO_LETTER)) {
        const from = { ...this.entries.configuration(explanation), states: bindings.states };
        const bound = phase.ofFlow ? undefined : bindings.bound;
        const result = entering.enterAs(phase.phase, modelPhase, bound, from, false, explanation.before);
        if (isBlocked(result) || result.wrongRoles.length > 0) continue;
        const configuration = entering.configurations.add(result.configuration);
        yield { ...explanation, configuration, place: flow === null ? explanation.place : phase.index };
      }
    }
  }
}
