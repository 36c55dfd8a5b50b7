import type { DeviationCode } from '../../check/index.js';
import { addressKey } from './address-key.js';
import { type Effect, type Explanation, NOW, type OpenPhase } from './explanation.js';
import { isOffered, placeAfter } from './flow-places.js';
import type { Letter } from './letter.js';
import { type Entrance, PhaseEntrances } from './phase-entrances.js';
import type { PhaseEntries } from './phase-entries.js';
import { PhaseProgress } from './phase-progress.js';
import type { RoleBinder } from './role-binder.js';
import { rowMayFit } from './row-ends.js';
import type { LetterDifference, SlotMatching } from './slot-matching.js';
import type { PhaseRow, Subject } from './subject.js';
import { addDeviation, type Successor } from './successor.js';

/** Limit on known lists of entrances; exceeded, they are found out again. */
const MAX_ENTRANCES = 200_000;

/** Finds the phases that a message can enter. */
export class PhaseEntering {
  private readonly entrancesByKey = new Map<string, Map<number, readonly Entrance[]>>();
  /** Lists that are known. */
  private count = 0;
  private last: Explanation | null = null;
  private lastKnown = new Map<number, readonly Entrance[]>();
  private readonly entrances: PhaseEntrances;

  constructor(
    private readonly subject: Subject,
    private readonly entries: PhaseEntries,
    binder: RoleBinder,
    matching: SlotMatching,
  ) {
    this.entrances = new PhaseEntrances(subject, entries, binder, matching);
  }

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
      entrances = [...this.entrances.of(explanation, row, letter, difference, illegal)];
      this.lastKnown.set(key, entrances);
      this.count++;
    }
    return entrances;
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
