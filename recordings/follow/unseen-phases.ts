import { type Item, isBlocked, type ModelPhase, nestedItems, type Players, type Row } from '../../check/index.js';
import { addKinds, type Explanation, NOW } from './explanation.js';
import { isOffered } from './flow-places.js';
import { ANY, type Letter } from './letter.js';
import { ownSteps } from './own-steps.js';
import type { PhaseEntries } from './phase-entries.js';
import { PhaseProgress } from './phase-progress.js';
import type { Recorded } from './recorded.js';
import type { RoleBinder } from './role-binder.js';
import type { FollowedPhase, Subject } from './subject.js';
import type { Successor } from './successor.js';

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

/**
 * Phases that may happen without being seen: those of which nothing required is recorded, and those of which one message
 * is, which can be lost.
 */
export class UnseenPhases {
  private readonly phases: readonly FollowedPhase[];
  private readonly ofOneMessage: readonly FollowedPhase[];
  private lastLost: { readonly before: Explanation; readonly after: readonly Successor[] } | null = null;

  constructor(
    private readonly subject: Subject,
    private readonly recorded: Recorded,
    private readonly entries: PhaseEntries,
    private readonly binder: RoleBinder,
  ) {
    const followed = subject.phases.filter((phase) => phase.ofFlow === (subject.flow !== null));
    this.phases = followed.filter((phase) => this.isUnseen([...phase.triggers, ...requiredRows(phase, subject)]));
    this.ofOneMessage = followed.filter((phase) => !this.phases.includes(phase) && this.mayShowOneMessage(phase));
  }

  /** The successors in which one of the phases that a single message shows has happened, and its message is missing. */
  afterLost(explanation: Explanation): readonly Successor[] {
    if (this.ofOneMessage.length === 0) return [];
    if (this.lastLost?.before !== explanation) {
      const after = this.ofOneMessage.flatMap((phase) => [...this.lost(explanation, phase)]).slice(0, MAX_UNSEEN);
      this.lastLost = { before: explanation, after };
    }
    return this.lastLost.after;
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

  private isUnseen(rows: readonly Row[]): boolean {
    return rows.every((row) => row.arrows.every(({ protocol }) => !this.recorded.isRecorded(row.message, protocol)));
  }

  /** Whether a phase always shows one message at most; broadcasts do not count, for they may reach no party. */
  private mayShowOneMessage({ modelPhase, triggers, mayStartUnseen }: FollowedPhase): boolean {
    if (modelPhase === null) return false;
    const always = alwaysSent(modelPhase.items).filter((row) => !this.isUnseen([row]) && !this.isOfNobody(row));
    const ofTrigger = mayStartUnseen || this.isUnseen(triggers) ? [] : triggers;
    // A row that repeats the trigger is one message with it.
    const isShared = always.some((row) => ofTrigger.some(({ message }) => message?.name === row.message?.name));
    return always.length + (ofTrigger.length === 0 || isShared ? 0 : 1) <= 1;
  }

  /** Whether the flow has nobody for a role of the row, so that it asks for no copy. */
  private isOfNobody(row: Row): boolean {
    const { flow, cast } = this.subject;
    if (flow === null) return false;
    const isPlayed = (end: Row['sender']) =>
      end.kind !== 'role' || cast.participants.some(({ roles }) => roles.includes(end.role));
    return !isPlayed(row.sender) || !row.arrows.some(({ receiver }) => isPlayed(receiver));
  }

  private *afterOne(explanation: Explanation): Generator<Explanation> {
    for (const phase of this.phases) {
      if (phase.modelPhase === null) {
        if (isOffered(this.subject, explanation.place, phase)) yield { ...explanation, place: phase.index };
        continue;
      }
      for (const { configuration, place } of this.entered(explanation, phase, phase.modelPhase)) {
        yield { ...explanation, configuration, place };
      }
    }
  }

  private *lost(explanation: Explanation, phase: FollowedPhase): Generator<Successor> {
    if (phase.modelPhase === null) return;
    for (const { configuration, place, players } of this.entered(explanation, phase, phase.modelPhase)) {
      for (const [facts, entry] of this.entries.entriesOf(phase, players, configuration, explanation)) {
        const progress = PhaseProgress.of(entry, false);
        const { missing, missingCodes } = progress;
        if (missing.length !== 1) continue;
        yield {
          explanation: {
            ...explanation,
            facts,
            configuration,
            place,
            entered: true,
            open: [...explanation.open, { entry, progress, lastTime: NOW, startTime: -1, settled: true }],
            cost: explanation.cost + 1,
            untriggered: explanation.untriggered + 1,
            kinds: addKinds(explanation.kinds, missingCodes),
            order: explanation.order + String.fromCharCode(256 + phase.index),
          },
          effects: [{ kind: 'lose', entry, configuration, place: explanation.place, missing }],
        };
      }
    }
  }

  /** The configurations and places that a phase leads to if it happens without a message, with its players. */
  private *entered(
    explanation: Explanation,
    phase: FollowedPhase,
    modelPhase: ModelPhase,
  ): Generator<{ configuration: number; place: number; players: Players }> {
    const { flow } = this.subject;
    if (!isOffered(this.subject, explanation.place, phase) || (flow === null && modelPhase.moves.length === 0)) return;
    const entering = this.entries.entering(explanation.facts);
    for (const bindings of this.binder.bindingsOf(explanation, phase, null, null, NO_LETTER)) {
      const from = { ...this.entries.configuration(explanation), states: bindings.states };
      const bound = phase.ofFlow ? undefined : bindings.bound;
      const result = entering.enterAs(phase.phase, modelPhase, bound, from, false, explanation.before);
      if (isBlocked(result) || result.wrongRoles.length > 0) continue;
      const configuration = entering.configurations.add(result.configuration);
      yield { configuration, place: flow === null ? explanation.place : phase.index, players: result.players };
    }
  }
}

/** Rows that a phase always has: neither optional, nor under a condition, nor to or from all in a state. */
function alwaysSent(items: readonly Item[]): Row[] {
  return nestedItems(items).flatMap(({ item, blocks }) => {
    if (item.kind !== 'row' || blocks.some(({ kind }) => kind !== 'order')) return [];
    const { row } = item;
    const isToAll = [row.sender, ...row.arrows.map(({ receiver }) => receiver)].some(({ kind }) => kind === 'all');
    return row.optional || isToAll ? [] : [row];
  });
}

/** Rows and own steps that a phase requires besides its trigger. */
function requiredRows(phase: FollowedPhase, { model }: Subject): Row[] {
  return [
    ...(phase.modelPhase?.rows.filter(({ optional }) => !optional) ?? []),
    ...ownSteps(phase.phase, model).map(({ row }) => row),
  ];
}
