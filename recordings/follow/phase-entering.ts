import { type DeviationCode, isBlocked, STATELESS } from '../../check/index.js';
import { addressKey } from './address-key.js';
import { type Effect, type Explanation, NOW, type OpenPhase, type PhaseEntry } from './explanation.js';
import { isOffered, placeAfter } from './flow-places.js';
import type { Letter } from './letter.js';
import type { PhaseEntries } from './phase-entries.js';
import { PhaseProgress } from './phase-progress.js';
import { MAX_ROLE_BINDINGS, type RoleBinder } from './role-binder.js';
import { rowMayFit } from './row-ends.js';
import {
  differsInReceiver,
  differsInSender,
  fitsProtocol,
  type LetterDifference,
  type SlotMatching,
  turned,
} from './slot-matching.js';
import type { PhaseRow, Subject } from './subject.js';
import { addDeviation, type Successor } from './successor.js';

/** Limit on known lists of entrances; exceeded, they are found out again. */
const MAX_ENTRANCES = 200_000;

/** A phase that a message enters. */
interface Entrance {
  readonly entry: PhaseEntry;
  readonly facts: number;
  readonly configuration: number;
  readonly addresses: readonly number[];
  /** The slot that the message met. */
  readonly slot: number;
}

/** Finds the phases that a message can enter. */
export class PhaseEntering {
  private readonly entrancesByKey = new Map<string, Map<number, readonly Entrance[]>>();
  /** Lists that are known. */
  private count = 0;
  private last: Explanation | null = null;
  private lastKnown = new Map<number, readonly Entrance[]>();

  constructor(
    private readonly subject: Subject,
    private readonly entries: PhaseEntries,
    private readonly binder: RoleBinder,
    private readonly matching: SlotMatching,
  ) {}

  /**
   * Ways of entering a phase by one of its rows.
   * @param difference how the message differs from the row
   * @param forced enters the phase though it cannot begin here, or the flow does not offer it
   */
  enter(
    explanation: Explanation,
    row: PhaseRow,
    letter: Letter,
    difference: LetterDifference,
    forced: 'illegal-phase' | 'off-flow' | null,
  ): Successor[] {
    const { phase } = row;
    const { flow } = this.subject;
    if (phase.modelPhase !== null && !rowMayFit(row.row, letter, difference, this.subject)) return [];
    if (flow !== null && forced === null && !isOffered(this.subject, explanation.place, phase)) return [];
    if (flow !== null && forced === null && !phase.ofFlow) return [];
    const code = forced ?? (difference === null ? null : this.codeOf(difference, letter));
    const successors: Successor[] = [];
    for (const entrance of this.entrancesOf(explanation, row, letter, difference, forced === 'illegal-phase')) {
      const { entry, addresses, configuration, facts, slot } = entrance;
      const lenient = explanation.before && !explanation.entered && !entry.starts[slot];
      const lacksStart = entry.startWanted && !lenient && entry.starts[slot] !== true;
      const opened: OpenPhase = {
        entry,
        progress: PhaseProgress.of(entry, lenient).meet(slot),
        lastTime: NOW,
        startTime: entry.starts[slot] === true ? NOW : -1,
        settled: false,
      };
      const next: Explanation = {
        ...explanation,
        facts,
        configuration,
        addresses,
        open: [...explanation.open, opened],
        place: placeAfter(explanation, entry, forced, this.subject, this.entries),
        entered: true,
        untriggered: explanation.untriggered + (lacksStart ? 1 : 0),
        order: explanation.order + String.fromCharCode(256 + phase.index),
      };
      const triggerSlot = entry.slots[slot];
      if (triggerSlot === undefined) continue;
      const effects: Effect[] = [
        { kind: 'enter', entry, configuration, place: explanation.place, code: forced, lenient },
        {
          kind: 'take',
          at: explanation.open.length,
          slot: triggerSlot,
          index: slot,
          code: forced === null ? code : null,
        },
      ];
      const reached = code === null ? next : addDeviation(next, code);
      successors.push({ explanation: reached, effects, lacksStart });
      // After a phase that cannot be here the flow may also be where it was.
      const { place } = explanation;
      if (forced === 'illegal-phase' && reached.place !== place) {
        successors.push({ explanation: { ...reached, place }, effects, lacksStart });
      }
    }
    return successors;
  }

  /** The deviation of a message that differs from its row. */
  codeOf(difference: NonNullable<LetterDifference>, letter: Letter): DeviationCode {
    if (difference !== 'protocol') return 'wrong-direction';
    const message = this.subject.messages.get(letter.message);
    const allowed = message === undefined || message.protocols.some(({ name }) => name === letter.protocol);
    return allowed ? 'wrong-protocol' : 'protocol-not-allowed';
  }

  /** The entrances, found out once: what open phases have got so far makes no difference, but who is in them. */
  private entrancesOf(
    explanation: Explanation,
    row: PhaseRow,
    letter: Letter,
    difference: LetterDifference,
    illegal: boolean,
  ): readonly Entrance[] {
    if (this.last !== explanation) {
      this.last = explanation;
      if (this.count > MAX_ENTRANCES) {
        this.entrancesByKey.clear();
        this.count = 0;
      }
      const key = placeKey(explanation, this.subject);
      this.lastKnown = this.entrancesByKey.get(key) ?? new Map();
      this.entrancesByKey.set(key, this.lastKnown);
    }
    const key =
      ((letter.id * this.subject.rowCount + row.index) * differences.length + differences.indexOf(difference)) * 2 +
      Number(illegal);
    let entrances = this.lastKnown.get(key);
    if (entrances === undefined) {
      entrances = [...this.entrances(explanation, row, letter, difference, illegal)];
      this.lastKnown.set(key, entrances);
      this.count++;
    }
    return entrances;
  }

  private *entrances(
    explanation: Explanation,
    phaseRow: PhaseRow,
    letter: Letter,
    difference: LetterDifference,
    illegal: boolean,
  ): Generator<Entrance> {
    if (difference === 'turned') {
      const other = turned(letter);
      if (other !== null) yield* this.entrances(explanation, phaseRow, other, null, illegal);
      return;
    }
    const { phase, row, isTrigger } = phaseRow;
    const { modelPhase } = phase;
    if (modelPhase === null) {
      const entry = this.entries.drawnEntry(phase);
      const { facts, configuration } = explanation;
      for (const slot of this.matching.slotsFor(entry, row, letter, difference, explanation.addresses, false)) {
        yield { entry, facts, configuration, addresses: slot.addresses, slot: slot.index };
      }
      return;
    }
    let count = 0;
    let isLegal = false;
    const withNewParties: Entrance[] = [];
    const { states } = this.entries.configuration(explanation);
    for (const arrow of row.arrows) {
      if (
        difference === 'protocol'
          ? fitsProtocol(arrow.protocol?.name ?? null, letter.protocol)
          : !fitsProtocol(arrow.protocol?.name ?? null, letter.protocol)
      ) {
        continue;
      }
      const sender = row.sender.kind === 'role' && !differsInSender(difference) ? row.sender.role : null;
      const receiver = arrow.receiver.kind === 'role' && !differsInReceiver(difference) ? arrow.receiver.role : null;
      for (const bindings of this.binder.bindingsOf(explanation, phase, sender, receiver, letter)) {
        if (++count > MAX_ROLE_BINDINGS) return;
        const entering = this.entries.entering(explanation.facts);
        const from = { ...this.entries.configuration(explanation), states: bindings.states };
        const bound = phase.ofFlow ? undefined : bindings.bound;
        const result = entering.enterAs(phase.phase, modelPhase, bound, from, illegal, explanation.before);
        if (isBlocked(result)) continue;
        const isRebound = !phase.ofFlow && entering.roles.isRebound(modelPhase, from, bindings.bound);
        if (illegal && !phase.ofFlow) {
          const legal = entering.enterAs(phase.phase, modelPhase, bindings.bound, from, false, explanation.before);
          // A phase that can begin here is not illegal.
          if (!isBlocked(legal) && !isRebound) {
            isLegal = true;
            continue;
          }
        }
        const isNew = illegal && bindings.states.some((own, at) => own !== STATELESS && states[at] === STATELESS);
        if ((result.wrongRoles.length > 0 || isRebound) && !illegal) continue;
        const after = [entering.configurations.add(result.configuration)];
        // What should have come before was perhaps not recorded: then what the phase needs holds all the same.
        const needed = illegal ? entering.asNeeded(modelPhase, result.players, from) : from;
        const assumed = needed === from ? null : entering.enterAs(phase.phase, modelPhase, bound, needed, true);
        if (assumed !== null && !isBlocked(assumed)) {
          const configuration = entering.configurations.add(assumed.configuration);
          if (!after.includes(configuration)) after.push(configuration);
        }
        for (const configuration of after) {
          for (const [facts, entry] of this.entries.entriesOf(phase, result.players, configuration, explanation)) {
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
}

const differences: readonly LetterDifference[] = [
  null,
  'protocol',
  'sender',
  'receiver',
  'unnamed sender',
  'unnamed receiver',
  'turned',
];

/** The parts of an explanation that decide which phases can be entered. */
function placeKey(explanation: Explanation, { flow, cast }: Subject): string {
  const { facts, configuration, place, before, entered, addresses, open } = explanation;
  let key = `${facts}|${configuration}|${place}|${before ? (entered ? 2 : 1) : 0}|${addressKey(addresses)}`;
  if (flow === null) {
    // Parties without an address are interchangeable, except those in an open phase.
    for (const { index, kind } of cast.participants) {
      if (kind !== 'party' || addresses[index] !== -1) continue;
      if (open.some(({ entry }) => entry.players.some((players) => players?.includes(index)))) key += `|${index}`;
    }
  }
  return key;
}
