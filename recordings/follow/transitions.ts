import {
  ANYBODY,
  type Configuration,
  choicesOfPhase,
  type DeviationCode,
  type Item,
  isBlocked,
  NOBODY_KNOWN,
  type Obligations,
  obligationsOf,
  PhaseTransitions,
  type Players,
  type Slot,
  startTargets,
  targetsOf,
  UNKNOWN,
} from '../../check/index.js';
import {
  ANYWHERE,
  AT_START,
  addKinds,
  type Effect,
  type Explanation,
  type OpenPhase,
  type PhaseEntry,
} from './explanation.js';
import { ANY, type Letter, systemOf } from './letter.js';
import { ownSteps } from './own-steps.js';
import type { Recorded } from './recorded.js';
import type { FollowedPhase, PhaseRow, Subject } from './subject.js';

/** Most ways of filling the roles of one phase that are tried. */
const MAX_CASTS = 64;
/** Most phases in a row, and most explanations, that nothing was seen of. */
const MAX_UNSEEN_DEPTH = 3;
const MAX_UNSEEN = 24;
const NO_LETTER: Letter = { id: -1, message: '', protocol: null, from: ANY, to: ANY };
/** State of a party that is not there, as `check` has it for systems. */
const STATELESS = -2;
/** State of a party that nobody knows. */
const UNDECIDED = -1;

/** An explanation with what led to it. */
export interface Step {
  readonly explanation: Explanation;
  readonly effects: readonly Effect[];
}

/** How a message may differ from the row that takes it. */
type Difference = 'protocol' | 'sender' | 'receiver' | null;

interface Entrance {
  readonly entry: PhaseEntry;
  readonly facts: number;
  readonly configuration: number;
  readonly addresses: readonly number[];
  /** The slot that the message met. */
  readonly slot: number;
}

/** Says what each message can mean in an explanation (docs/recordings.md#explanations). */
export class Transitions {
  private readonly enterings: PhaseTransitions[] = [];
  private readonly factsKeys = new Map<string, number>();
  private readonly entries = new Map<string, PhaseEntry>();
  private readonly byId: PhaseEntry[] = [];

  /** Phases of which nothing required is recorded. */
  private readonly unseenPhases: readonly FollowedPhase[];

  constructor(
    readonly subject: Subject,
    readonly recorded: Recorded,
    private readonly settleMs: number,
  ) {
    this.unseenPhases = subject.phases.filter((phase) => this.isUnseen(phase));
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

  /** The explanations of an interaction of which nothing has come. */
  start(before: boolean): Explanation {
    const { cast } = this.subject;
    const facts = this.factsOf(cast.facts.map((fact) => (fact === null ? UNKNOWN : fact)));
    const initial = this.entering(facts).initial();
    const configuration = before
      ? { ...initial, states: initial.states.map((state) => (state === STATELESS ? state : UNDECIDED)) }
      : initial;
    return {
      facts,
      configuration: this.entering(facts).configurations.add(configuration),
      addresses: cast.participants.map(() => -1),
      place: before ? ANYWHERE : AT_START,
      before,
      entered: false,
      open: [],
      cost: 0,
      late: 0,
      untriggered: 0,
      kinds: '',
      order: '',
    };
  }

  configuration(explanation: Explanation): Configuration {
    return this.entering(explanation.facts).configurations.get(explanation.configuration) ?? { states: [], makers: [] };
  }

  entering(facts: number): PhaseTransitions {
    const known = this.enterings[facts];
    if (known === undefined) throw new Error('No such facts.');
    return known;
  }

  /** Settles the phases of which nothing came for long enough. */
  settle(explanation: Explanation, isStale: (age: number, afterMs: number) => boolean): Step {
    const effects: Effect[] = [];
    const open: OpenPhase[] = [];
    let { cost, kinds, untriggered } = explanation;
    for (const phase of explanation.open) {
      let startAge = phase.startAge;
      if (startAge >= 0 && isStale(startAge, this.settleMs)) startAge = -1;
      if (phase.settled || !isStale(phase.age, phase.entry.settleMs)) {
        open.push(startAge === phase.startAge ? phase : { ...phase, startAge });
        continue;
      }
      const missing = missingSlots(phase);
      if (missing.length === 0) {
        effects.push({ kind: 'close', at: open.length });
        continue;
      }
      const codes = missingCodes(phase, missing);
      cost += codes.length;
      kinds = addKinds(kinds, codes);
      if (missing.some((index) => phase.entry.starts[index])) untriggered++;
      effects.push({ kind: 'settle', at: open.length, missing });
      open.push({ ...phase, settled: true, age: 0, startAge: -1 });
    }
    if (effects.length === 0 && open.every((phase, index) => phase === explanation.open[index])) {
      return { explanation, effects };
    }
    return { explanation: { ...explanation, open, cost, kinds, untriggered }, effects };
  }

  /** What a message can mean without a deviation, or as a trigger sent twice; `isPlaced`: an open phase wants it, or it begins one. */
  take(explanation: Explanation, letter: Letter): { steps: Step[]; isPlaced: boolean } {
    const wanted = this.wanted(explanation, letter);
    const sentTwice = this.triggerSentTwice(explanation, letter);
    if (wanted !== null) return { steps: [wanted, ...sentTwice], isPlaced: true };
    const late = this.late(explanation, letter);
    const begun = [...this.lackedTriggers(explanation, letter), ...this.begins(explanation, letter)];
    if (begun.length > 0) return { steps: [...begun, ...late, ...sentTwice], isPlaced: true };
    for (const unseen of this.afterUnseen(explanation)) {
      begun.push(...this.begins(unseen, letter), ...this.enteredByRow(unseen, letter));
    }
    late.push(...begun);
    const optional = [...this.optional(explanation, letter), ...this.enteredByRow(explanation, letter)];
    return { steps: [...late, ...optional], isPlaced: false };
  }

  // 1: a required row that an open phase wants, youngest phase first.
  private wanted(explanation: Explanation, letter: Letter): Step | null {
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || phase.settled) continue;
      const found = this.bestSlot(explanation, phase, letter, (index) => {
        return (
          phase.entry.wanted[index] === true && phase.entry.slots[index]?.source === 'row' && phase.met[index] === 0
        );
      });
      if (found !== null) return this.taken(explanation, at, found.index, found.addresses, null);
    }
    return null;
  }

  /** A required copy or trigger of a settled phase that comes after all. */
  private late(explanation: Explanation, letter: Letter): Step[] {
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || !phase.settled) continue;
      const found = this.bestSlot(explanation, phase, letter, (index) => isMissing(phase, index));
      if (found === null) continue;
      const met = counted(phase.met, found.index);
      const row = phase.entry.slots[found.index]?.row;
      const rest = phase.entry.slots.some(
        (slot, index) => slot.row === row && isMissing(phase, index) && index !== found.index,
      );
      const before = missingCodes(phase, missingSlots(phase));
      const open = replaced(explanation.open, at, { ...phase, met });
      const changed = open[at];
      const after = changed === undefined ? [] : missingCodes(changed, missingSlots(changed));
      const kinds = addKinds(removeKinds(explanation.kinds, before), [...after, 'too-late']);
      return [
        {
          explanation: {
            ...explanation,
            addresses: found.addresses,
            open: open.filter((other) => other !== changed || missingSlots(other).length > 0),
            cost: explanation.cost + after.length + 1 - before.length,
            late: explanation.late + 1,
            kinds,
          },
          effects: [
            { kind: 'late', at, index: found.index, first: !rest },
            ...(changed !== undefined && missingSlots(changed).length === 0 ? [{ kind: 'close', at } as const] : []),
          ],
        },
      ];
    }
    return [];
  }

  // 2: a trigger that an open phase lacks.
  private lackedTriggers(explanation: Explanation, letter: Letter): Step[] {
    const steps: Step[] = [];
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || phase.settled || !phase.entry.startWanted) continue;
      const found = this.bestSlot(explanation, phase, letter, (index) => lacksStart(phase, index));
      if (found !== null) steps.push(this.taken(explanation, at, found.index, found.addresses, null));
    }
    return steps;
  }

  // 2: the trigger of a phase that can be entered.
  private begins(explanation: Explanation, letter: Letter): Step[] {
    return this.rowsOf(letter)
      .filter(({ isTrigger }) => isTrigger)
      .flatMap((row) => this.entered(explanation, row, letter, null, null));
  }

  /** Explanations after phases of which nothing is recorded: they may have happened without being seen. */
  afterUnseen(explanation: Explanation): Explanation[] {
    if (this.unseenPhases.length === 0) return [];
    const found = new Map<string, Explanation>();
    let last = [explanation];
    for (let depth = 0; depth < MAX_UNSEEN_DEPTH && last.length > 0; depth++) {
      const next: Explanation[] = [];
      for (const before of last) {
        for (const after of this.unseenFrom(before)) {
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

  private *unseenFrom(explanation: Explanation): Generator<Explanation> {
    const { flow } = this.subject;
    const entering = this.entering(explanation.facts);
    for (const phase of this.unseenPhases) {
      const { modelPhase } = phase;
      if (flow !== null && (!phase.ofFlow || !this.isOffered(explanation, phase))) continue;
      if (modelPhase === null) {
        yield { ...explanation, place: phase.index };
        continue;
      }
      if (flow === null && modelPhase.moves.length === 0) continue;
      for (const cast of this.casts(explanation, phase, null, null, NO_LETTER)) {
        const from = { ...this.configuration(explanation), states: cast.states };
        const result = entering.enterAs(phase.phase, modelPhase, phase.ofFlow ? undefined : cast.bound, from);
        if (isBlocked(result) || result.wrongRoles.length > 0) continue;
        const configuration = entering.configurations.add(result.configuration);
        yield { ...explanation, configuration, place: flow === null ? explanation.place : phase.index };
      }
    }
  }

  // 3: an optional row, or an `anytime`.
  private optional(explanation: Explanation, letter: Letter): Step[] {
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || phase.settled) continue;
      const found = this.bestSlot(explanation, phase, letter, (index) => {
        const slot = phase.entry.slots[index];
        if (slot === undefined) return false;
        return slot.repeated || (phase.met[index] === 0 && !phase.entry.wanted[index] && slot.source === 'row');
      });
      if (found !== null) return [this.taken(explanation, at, found.index, found.addresses, null)];
    }
    const told = explanation.before ? this.toldUnknown(explanation, letter) : null;
    if (told !== null) return [told];
    const free = this.subject.model.anytime.some((row) => {
      if (row.message?.name !== letter.message) return false;
      return row.arrows.some(({ protocol }) => fitsProtocol(protocol?.name ?? null, letter.protocol));
    });
    return free ? [this.left(explanation, null)] : [];
  }

  /** A copy of a broadcast to a party of whom nothing was known: it was in that state before the recording. */
  private toldUnknown(explanation: Explanation, letter: Letter): Step | null {
    if (letter.to < 0) return null;
    const configuration = this.configuration(explanation);
    const owner = explanation.addresses.indexOf(letter.to);
    if (owner >= 0 && configuration.states[owner] !== UNDECIDED) return null;
    const { firstExtra } = this.subject;
    const party =
      owner >= 0 ? owner : configuration.states.findIndex((state, index) => index >= firstExtra && state === STATELESS);
    if (party < 0) return null;
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || phase.settled) continue;
      for (const row of phase.entry.phase.modelPhase?.rows ?? []) {
        if (row.message?.name !== letter.message || row.sender.kind !== 'role') continue;
        const sender = phase.entry.players[row.sender.role]?.[0] ?? ANYBODY;
        if (this.bound(explanation.addresses, sender, letter.from) === null) continue;
        for (const [arrow, { receiver, protocol }] of row.arrows.entries()) {
          if (receiver.kind !== 'all' || !fitsProtocol(protocol?.name ?? null, letter.protocol)) continue;
          const states = changed(configuration.states, party, receiver.state);
          const next = this.entering(explanation.facts).configurations.add({ ...configuration, states });
          const slot: Slot = {
            ...unknownSlot,
            row,
            arrow,
            message: row.message,
            messageName: letter.message,
            protocol,
            sender,
            receiver: party,
          };
          return {
            explanation: {
              ...touched(explanation, at),
              configuration: next,
              addresses: changed(explanation.addresses, party, letter.to),
            },
            effects: [{ kind: 'take', at, slot, index: -1, code: null }],
          };
        }
      }
    }
    return null;
  }

  // 3: any row of a phase that can be entered; the trigger may come later.
  private enteredByRow(explanation: Explanation, letter: Letter): Step[] {
    return this.rowsOf(letter)
      .filter(({ isTrigger }) => !isTrigger)
      .flatMap((row) => this.entered(explanation, row, letter, null, null));
  }

  private triggerSentTwice(explanation: Explanation, letter: Letter): Step[] {
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase === undefined || phase.settled || phase.startAge < 0) continue;
      const found = this.bestSlot(explanation, phase, letter, (index) => {
        return phase.entry.starts[index] === true && (phase.met[index] ?? 0) > 0;
      });
      if (found !== null) return [this.taken(explanation, at, found.index, found.addresses, 'duplicate-message')];
    }
    return [];
  }

  // 4: one deviation, where no open phase wants the message and it begins none.
  deviations(explanation: Explanation, letter: Letter): Step[] {
    const steps: Step[] = [];
    for (let at = explanation.open.length - 1; at >= 0; at--) {
      const phase = explanation.open[at];
      if (phase !== undefined) steps.push(...this.deviatingRows(explanation, at, phase, letter));
    }
    for (const row of this.rowsOf(letter)) {
      const starts = row.isTrigger || !this.isStartRecorded(row.phase);
      if (starts) {
        for (const difference of ['protocol', 'sender', 'receiver'] as const) {
          steps.push(...this.entered(explanation, row, letter, difference, null));
        }
      }
      steps.push(...this.forced(explanation, row, letter, starts));
    }
    const partial = explanation.open.some(({ entry, settled }) => !settled && entry.phase.modelPhase?.partial === true);
    steps.push(this.left(explanation, partial ? null : 'unexpected-message'));
    return steps;
  }

  private deviatingRows(explanation: Explanation, at: number, phase: OpenPhase, letter: Letter): Step[] {
    const steps: Step[] = [];
    const { entry } = phase;
    const seen = new Set<string>();
    for (const [index, slot] of entry.slots.entries()) {
      if (slot.messageName !== letter.message) continue;
      const met = phase.met[index] ?? 0;
      if (met > 0 && !slot.repeated) {
        const addresses = this.matched(explanation.addresses, slot, letter, null);
        if (addresses === null || phase.settled || seen.has('duplicate')) continue;
        seen.add('duplicate');
        steps.push(this.taken(explanation, at, index, addresses, 'duplicate-message'));
        continue;
      }
      if (met > 0) continue;
      for (const difference of ['protocol', 'sender', 'receiver'] as const) {
        const addresses = this.matched(explanation.addresses, slot, letter, difference);
        if (addresses === null) continue;
        const code = this.codeOf(difference, letter);
        if (phase.settled && !isMissing(phase, index)) continue;
        if (phase.settled) continue;
        steps.push(this.taken(explanation, at, index, addresses, code));
      }
    }
    if (phase.settled) return steps;
    for (const slot of [...entry.obligations.unmet]) {
      if (slot.messageName !== letter.message) continue;
      const addresses = this.matched(explanation.addresses, slot, letter, null);
      if (addresses === null) continue;
      const explained = this.deviated({ ...touched(explanation, at), addresses }, 'condition-not-met');
      steps.push({
        explanation: explained,
        effects: [{ kind: 'take', at, slot, index: -1, code: 'condition-not-met' }],
      });
      break;
    }
    return steps;
  }

  /** Phases that cannot be entered here, or that the flow does not offer here. */
  private forced(explanation: Explanation, row: PhaseRow, letter: Letter, starts: boolean): Step[] {
    const steps: Step[] = [];
    if (this.subject.flow !== null && !row.phase.ofFlow) {
      const offFlow = this.entered(explanation, row, letter, null, 'off-flow');
      steps.push(...offFlow);
    }
    if (starts && (this.subject.flow === null || !row.phase.ofFlow)) {
      steps.push(...this.entered(explanation, row, letter, null, 'illegal-phase'));
    }
    return steps;
  }

  private codeOf(difference: 'protocol' | 'sender' | 'receiver', letter: Letter): DeviationCode {
    if (difference !== 'protocol') return 'wrong-direction';
    const message = this.subject.messages.get(letter.message);
    const allowed = message === undefined || message.protocols.some(({ name }) => name === letter.protocol);
    return allowed ? 'wrong-protocol' : 'protocol-not-allowed';
  }

  private rowsOf(letter: Letter): readonly PhaseRow[] {
    return this.subject.byMessage.get(letter.message) ?? [];
  }

  private isStartRecorded({ triggers }: FollowedPhase): boolean {
    return triggers.some((row) => row.arrows.some(({ protocol }) => this.recorded.isRecorded(row.message, protocol)));
  }

  /**
   * Ways of entering a phase by one of its rows.
   * @param difference how the message differs from the row
   * @param forced enters the phase though it cannot begin here, or the flow does not offer it
   */
  private entered(
    explanation: Explanation,
    row: PhaseRow,
    letter: Letter,
    difference: Difference,
    forced: 'illegal-phase' | 'off-flow' | null,
  ): Step[] {
    const { phase } = row;
    const { flow } = this.subject;
    if (!this.mayFit(row, letter, difference)) return [];
    if (flow !== null && forced === null && !this.isOffered(explanation, phase)) return [];
    if (flow !== null && forced === null && !phase.ofFlow) return [];
    const code = forced ?? (difference === null ? null : this.codeOf(difference, letter));
    const steps: Step[] = [];
    for (const entrance of this.entrances(explanation, row, letter, difference, forced === 'illegal-phase')) {
      const { entry, addresses, configuration, facts, slot } = entrance;
      const lenient = explanation.before && !explanation.entered && !entry.starts[slot];
      const opened: OpenPhase = {
        entry,
        met: counted(
          entry.slots.map(() => 0),
          slot,
        ),
        age: 0,
        startAge: entry.starts[slot] === true ? 0 : -1,
        settled: false,
        lenient,
      };
      const next: Explanation = {
        ...explanation,
        facts,
        configuration,
        addresses,
        open: [...explanation.open, opened],
        place: this.placeAfter(explanation, entry, forced),
        entered: true,
        order: explanation.order + String.fromCharCode(256 + phase.index),
      };
      const taken = entry.slots[slot];
      if (taken === undefined) continue;
      const effects: Effect[] = [
        { kind: 'enter', entry, code: forced, lenient },
        {
          kind: 'take',
          at: explanation.open.length,
          slot: taken,
          index: slot,
          code: forced === null ? code : null,
        },
      ];
      steps.push({ explanation: code === null ? next : this.deviated(next, code), effects });
    }
    return steps;
  }

  /** Whether the ends and protocol of a row allow a message at all, before anybody's state is looked at. */
  private mayFit({ row, phase }: PhaseRow, letter: Letter, difference: Difference): boolean {
    if (phase.modelPhase === null) return true;
    return row.arrows.some(({ receiver, protocol }) => {
      if (fitsProtocol(protocol?.name ?? null, letter.protocol) === (difference === 'protocol')) return false;
      const sender = this.endMayFit(row.sender, letter.from);
      const receives = this.endMayFit(receiver, letter.to);
      if (difference === 'sender') return receives !== 'no' && (sender !== 'surely' || letter.from >= 0);
      if (difference === 'receiver') return sender !== 'no' && (receives !== 'surely' || letter.to >= 0);
      return sender !== 'no' && receives !== 'no';
    });
  }

  private endMayFit(end: Slot['row']['sender'], ref: number): 'no' | 'maybe' | 'surely' {
    if (ref === ANY) return 'surely';
    const role = end.kind === 'role' ? this.subject.model.roles[end.role] : undefined;
    const system = systemOf(ref);
    if (role?.kind !== 'system') return system === undefined ? 'maybe' : 'no';
    if (system === undefined) return 'no';
    const roles = this.subject.cast.participants[system]?.roles ?? [];
    return end.kind === 'role' && roles.includes(end.role) ? 'surely' : 'no';
  }

  /** The phase of the flow that an entered one is, or stands for. */
  private placeAfter(explanation: Explanation, entry: PhaseEntry, forced: string | null): number {
    if (this.subject.flow === null) return explanation.place;
    if (forced === null) return entry.phase.index;
    const { modelPhase } = entry.phase;
    const entering = this.entering(explanation.facts);
    const configuration = this.configuration(explanation);
    const own = this.subject.phases.filter((phase) => phase.ofFlow && phase.modelPhase === modelPhase);
    const fitting = own.find(({ phase }) => {
      if (modelPhase === null) return false;
      const { players } = entering.roles.cast(phase, modelPhase, configuration);
      return entry.phase.singleRoles.every((role) => `${players[role]}` === `${entry.players[role]}`);
    });
    return fitting?.index ?? explanation.place;
  }

  private isOffered({ place }: Explanation, phase: FollowedPhase): boolean {
    const { flow } = this.subject;
    if (flow === null) return true;
    if (place === ANYWHERE) return phase.ofFlow;
    const targets = place === AT_START ? startTargets(flow) : targetsOf(flow, place);
    return targets.some((target) => target?.kind === 'phase' && target.phase === phase.index);
  }

  private *entrances(
    explanation: Explanation,
    { phase, row, isTrigger }: PhaseRow,
    letter: Letter,
    difference: Difference,
    illegal: boolean,
  ): Generator<Entrance> {
    const { modelPhase } = phase;
    if (modelPhase === null) {
      const entry = this.drawnEntry(phase, explanation.configuration);
      const slot = this.slotFor(entry, row, letter, difference, explanation.addresses, false);
      const { facts, configuration } = explanation;
      if (slot !== null) yield { entry, facts, configuration, addresses: slot.addresses, slot: slot.index };
      return;
    }
    let count = 0;
    for (const arrow of row.arrows) {
      if (
        difference === 'protocol'
          ? fitsProtocol(arrow.protocol?.name ?? null, letter.protocol)
          : !fitsProtocol(arrow.protocol?.name ?? null, letter.protocol)
      ) {
        continue;
      }
      const sender = row.sender.kind === 'role' && difference !== 'sender' ? row.sender.role : null;
      const receiver = arrow.receiver.kind === 'role' && difference !== 'receiver' ? arrow.receiver.role : null;
      for (const cast of this.casts(explanation, phase, sender, receiver, letter)) {
        if (++count > MAX_CASTS) return;
        const entering = this.entering(explanation.facts);
        const from = { ...this.configuration(explanation), states: cast.states };
        const result = phase.ofFlow
          ? entering.enterAs(phase.phase, modelPhase, undefined, from, illegal)
          : entering.enterAs(phase.phase, modelPhase, cast.bound, from, illegal);
        if (isBlocked(result)) continue;
        if (illegal && !phase.ofFlow) {
          const legal = entering.enterAs(phase.phase, modelPhase, cast.bound, from);
          // What can begin here is no illegal phase.
          if (!isBlocked(legal) && legal.wrongRoles.length === 0) continue;
        }
        if (result.wrongRoles.length > 0 && !illegal) continue;
        const configuration = entering.configurations.add(result.configuration);
        for (const [facts, entry] of this.entriesOf(phase, result.players, configuration, explanation)) {
          const slot = this.slotFor(entry, row, letter, difference, cast.addresses, isTrigger);
          if (slot === null) continue;
          yield { entry, facts, configuration, addresses: slot.addresses, slot: slot.index };
        }
      }
    }
  }

  private slotFor(
    entry: PhaseEntry,
    row: PhaseRow['row'],
    letter: Letter,
    difference: Difference,
    addresses: readonly number[],
    isTrigger: boolean,
  ): { index: number; addresses: readonly number[] } | null {
    for (const [index, slot] of entry.slots.entries()) {
      if (isTrigger ? !entry.starts[index] : slot.row !== row) continue;
      const matched = this.matched(addresses, slot, letter, difference);
      if (matched !== null) return { index, addresses: matched };
    }
    return null;
  }

  /** Ways of saying who plays the roles of a phase: those that the message shows, and others that could. */
  private casts(
    explanation: Explanation,
    phase: FollowedPhase,
    sender: number | null,
    receiver: number | null,
    letter: Letter,
  ): Cast[] {
    const { states } = this.configuration(explanation);
    let casts: Cast[] = [{ bound: new Map(), states, addresses: explanation.addresses }];
    // A flow says who plays its phases.
    if (phase.ofFlow) return casts;
    for (const [role, ref] of [
      [sender, letter.from],
      [receiver, letter.to],
    ] as const) {
      if (role === null || role === UNKNOWN || this.subject.model.roles[role]?.kind !== 'party') continue;
      casts = casts.flatMap((cast) => (cast.bound.has(role) ? [cast] : this.playing(cast, explanation, role, ref)));
    }
    const { modelPhase } = phase;
    if (modelPhase === null) return [];
    const entering = this.entering(explanation.facts);
    return casts.flatMap((cast) => {
      const from = { ...this.configuration(explanation), states: cast.states };
      const { players } = entering.roles.cast(phase.phase, modelPhase, from, cast.bound);
      const open = phase.singleRoles.filter((role) => (players[role]?.length ?? 0) === 0);
      let filled: Cast[] = [cast];
      for (const role of open) {
        filled = filled.flatMap((other) => this.playing(other, explanation, role, ANY)).slice(0, MAX_CASTS);
      }
      return filled;
    });
  }

  /** Who may play a role: whoever has the address, or somebody without one. */
  private playing(cast: Cast, explanation: Explanation, role: number, ref: number): Cast[] {
    if (systemOf(ref) !== undefined) return [];
    const { cast: flow, firstExtra, model } = this.subject;
    const taken = new Set([...cast.bound.values()].flat());
    const casts: Cast[] = [];
    const owner = ref >= 0 ? cast.addresses.indexOf(ref) : -1;
    const with_ = (participant: number, states: readonly number[]) => {
      const addresses =
        ref >= 0 && cast.addresses[participant] === -1 ? changed(cast.addresses, participant, ref) : cast.addresses;
      casts.push({ bound: new Map(cast.bound).set(role, [participant]), states, addresses });
    };
    if (owner >= 0) {
      if (!taken.has(owner)) with_(owner, cast.states);
      return casts;
    }
    const { makers } = this.configuration(explanation);
    const involved = new Set(explanation.open.flatMap(({ entry }) => entry.players.flatMap((list) => list ?? [])));
    // Of parties of whom nothing tells one from the other, one is enough.
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
      with_(index, cast.states);
    }
    const fresh = cast.states.findIndex((state, index) => index >= firstExtra && state === STATELESS);
    if (fresh >= 0) {
      const declared = model.roles[role];
      const resting = declared === undefined || declared.initialStated ? (model.firstStates[0] ?? 0) : declared.initial;
      const state = explanation.before ? UNDECIDED : resting;
      if (!alike.has(`${state}/-1`)) with_(fresh, changed(cast.states, fresh, state));
    }
    return casts;
  }

  /** The entries of a phase: one for each member of a `one of`, and for each value of a fact that they turn on. */
  private *entriesOf(
    phase: FollowedPhase,
    players: Players,
    configuration: number,
    explanation: Explanation,
  ): Generator<[facts: number, entry: PhaseEntry]> {
    const { modelPhase } = phase;
    if (modelPhase === null) {
      yield [explanation.facts, this.drawnEntry(phase, configuration)];
      return;
    }
    const pending: number[] = [explanation.facts];
    for (let facts = pending.pop(); facts !== undefined; facts = pending.pop()) {
      const entering = this.entering(facts);
      for (const choices of combinations(choicesOfPhase(modelPhase))) {
        const decided = new Set<number>();
        const key = `${phase.index}|${players.map((list) => list?.join(',') ?? '?').join(';')}|${configuration}|${facts}|${[...choices.values()].join(',')}`;
        let entry = this.entries.get(key);
        if (entry === undefined) {
          const { states } = entering.configurations.get(configuration) ?? { states: [] };
          const situation = entering.situation(states, players);
          const obligations = obligationsOf(modelPhase, this.subject.model.anytime, situation, choices, decided);
          const open = [...decided].find((fact) => entering.facts[fact] === UNKNOWN);
          if (open !== undefined) {
            const values = this.subject.model.facts[open]?.values ?? [];
            for (const value of values.keys()) pending.unshift(this.factsOf(changed(entering.facts, open, value)));
            break;
          }
          const own = ownSteps(phase.phase, this.subject.model).flatMap(({ slots }) => slots);
          const all = own.length === 0 ? obligations : { ...obligations, slots: [...obligations.slots, ...own] };
          entry = this.makeEntry(phase, players, configuration, all);
          this.entries.set(key, entry);
        }
        yield [facts, entry];
      }
    }
  }

  /** A phase without `is`: its steps as drawn. */
  private drawnEntry(phase: FollowedPhase, configuration: number): PhaseEntry {
    const key = `${phase.index}|drawn|${configuration}`;
    let entry = this.entries.get(key);
    if (entry === undefined) {
      const slots = ownSteps(phase.phase, this.subject.model).flatMap((step) => step.slots);
      const obligations: Obligations = { slots, unmet: [], unchosen: [], idle: [], blocks: 0 };
      entry = this.makeEntry(phase, [], configuration, obligations);
      this.entries.set(key, entry);
    }
    return entry;
  }

  private makeEntry(
    phase: FollowedPhase,
    players: Players,
    configuration: number,
    obligations: Obligations,
  ): PhaseEntry {
    const slots = obligations.slots;
    const starts = slots.map(({ begins }) => begins);
    const recorded = slots.map((slot) => this.recorded.isRecorded(slot.message, slot.protocol));
    const wanted = slots.map((slot, index) => slot.required && recorded[index] === true);
    const delays = phase.phase.steps.slice(1).reduce((sum, step) => sum + (step.delayMs ?? 0), 0);
    const entry: PhaseEntry = {
      id: this.byId.length,
      phase,
      players,
      configuration,
      obligations,
      slots,
      wanted,
      starts,
      startWanted: slots.some((_, index) => starts[index] === true && recorded[index] === true),
      settleMs: this.settleMs + delays,
      startSettleMs: this.settleMs,
    };
    this.byId.push(entry);
    return entry;
  }

  private factsOf(values: readonly number[]): number {
    const key = values.join(',');
    let number = this.factsKeys.get(key);
    if (number === undefined) {
      number = this.enterings.length;
      this.factsKeys.set(key, number);
      this.enterings.push(new PhaseTransitions(this.subject.cast, this.subject.model, values, this.enterings[0]));
    }
    return number;
  }

  private taken(
    explanation: Explanation,
    at: number,
    index: number,
    addresses: readonly number[],
    code: DeviationCode | null,
  ): Step {
    const phase = explanation.open[at];
    const slot = phase?.entry.slots[index];
    if (phase === undefined || slot === undefined) return this.left(explanation, 'unexpected-message');
    const isStart = phase.entry.starts[index] === true;
    const open = replaced(explanation.open, at, {
      ...phase,
      met: counted(phase.met, index),
      age: 0,
      startAge: isStart ? 0 : phase.startAge,
    });
    const next = { ...explanation, addresses, open };
    return {
      explanation: code === null ? next : this.deviated(next, code),
      effects: [{ kind: 'take', at, slot, index, code }],
    };
  }

  private left(explanation: Explanation, code: DeviationCode | null): Step {
    return {
      explanation: code === null ? explanation : this.deviated(explanation, code),
      effects: [{ kind: 'leave', code }],
    };
  }

  private deviated(explanation: Explanation, code: DeviationCode): Explanation {
    return { ...explanation, cost: explanation.cost + 1, kinds: addKinds(explanation.kinds, [code]) };
  }

  /** The slot of a phase that a message meets: one of participants who are known before one of unnamed ones. */
  private bestSlot(
    explanation: Explanation,
    phase: OpenPhase,
    letter: Letter,
    accepts: (index: number) => boolean,
  ): { index: number; addresses: readonly number[] } | null {
    let found: { index: number; addresses: readonly number[] } | null = null;
    for (const [index, slot] of phase.entry.slots.entries()) {
      if (slot.messageName !== letter.message || !accepts(index)) continue;
      const addresses = this.matched(explanation.addresses, slot, letter, null);
      if (addresses === explanation.addresses) return { index, addresses };
      if (addresses !== null) found ??= { index, addresses };
    }
    return found;
  }

  /** The addresses after a message meets a slot; null where it does not. */
  private matched(
    addresses: readonly number[],
    slot: Slot,
    letter: Letter,
    difference: Difference,
  ): readonly number[] | null {
    const protocol = fitsProtocol(slot.protocol?.name ?? null, letter.protocol);
    if (difference === 'protocol' ? protocol : !protocol) return null;
    let after: readonly number[] | null = addresses;
    if (difference === 'sender') {
      if (this.bound(addresses, slot.sender, letter.from) !== null) return null;
    } else after = this.bound(after, slot.sender, letter.from);
    if (after === null) return null;
    if (difference === 'receiver') {
      if (this.bound(after, slot.receiver, letter.to) !== null) return null;
    } else after = this.bound(after, slot.receiver, letter.to);
    return after;
  }

  private bound(addresses: readonly number[], participant: number, ref: number): readonly number[] | null {
    if (participant === ANYBODY || participant === NOBODY_KNOWN || ref === ANY) return addresses;
    const system = systemOf(ref);
    if (system !== undefined) return system === participant ? addresses : null;
    const own = addresses[participant];
    if (own === ref) return addresses;
    if (own !== -1 || !this.subject.isParty(participant) || addresses.includes(ref)) return null;
    return changed(addresses, participant, ref);
  }
}

const unknownSlot = {
  all: true,
  required: false,
  repeated: false,
  source: 'row',
  values: [],
  spent: false,
  begins: false,
  order: null,
  met: 0,
  taken: false,
} as const;

interface Cast {
  readonly bound: ReadonlyMap<number, readonly number[]>;
  /** With those who are there only because of this phase. */
  readonly states: readonly number[];
  readonly addresses: readonly number[];
}

/** The slots of a phase that are still missing: required copies, and the start where it is recorded. */
export function missingSlots(phase: OpenPhase): number[] {
  if (phase.lenient) return [];
  return phase.entry.slots.flatMap((_, index) => (isMissing(phase, index) ? [index] : []));
}

function isMissing(phase: OpenPhase, index: number): boolean {
  if (phase.lenient) return false;
  if (phase.entry.wanted[index] === true) return phase.met[index] === 0;
  return lacksStart(phase, index);
}

/** Whether a slot is the phase's recorded start, none of which has come. */
function lacksStart({ entry, met, lenient }: OpenPhase, index: number): boolean {
  if (lenient || !entry.startWanted || entry.starts[index] !== true) return false;
  if (entry.starts.some((starts, other) => starts && (met[other] ?? 0) > 0)) return false;
  // Of several copies of a start, the first stands for all.
  return entry.starts.indexOf(true) === index || entry.slots[index]?.source === 'row';
}

/** One deviation for each row of which copies are missing. */
export function missingCodes(phase: OpenPhase, missing: readonly number[]): DeviationCode[] {
  const rows = new Map<unknown, DeviationCode>();
  for (const index of missing) {
    const slot = phase.entry.slots[index];
    if (slot === undefined || rows.has(slot.row)) continue;
    const some = phase.entry.slots.some((other, at) => other.row === slot.row && other.all && (phase.met[at] ?? 0) > 0);
    rows.set(slot.row, some && slot.all ? 'incomplete-broadcast' : 'missing-message');
  }
  return [...rows.values()];
}

function touched(explanation: Explanation, at: number): Explanation {
  const phase = explanation.open[at];
  return phase === undefined
    ? explanation
    : { ...explanation, open: replaced(explanation.open, at, { ...phase, age: 0 }) };
}

function removeKinds(kinds: string, codes: readonly DeviationCode[]): string {
  let rest = kinds;
  for (const letter of addKinds('', codes)) rest = rest.replace(letter, '');
  return rest;
}

function counted(met: readonly number[], index: number): readonly number[] {
  return met.map((count, at) => (at === index ? Math.min(count + 1, 9) : count));
}

function changed(values: readonly number[], index: number, value: number): readonly number[] {
  return values.map((other, at) => (at === index ? value : other));
}

function replaced<T>(values: readonly T[], index: number, value: T): T[] {
  return values.map((other, at) => (at === index ? value : other));
}

function fitsProtocol(own: string | null, other: string | null): boolean {
  return own === null || other === null || own === other;
}

/** Every choice of one member of each `one of`. */
function combinations(choices: readonly Item[]): ReadonlyMap<Item, number>[] {
  let all: ReadonlyMap<Item, number>[] = [new Map()];
  for (const choice of choices) {
    const members = choice.kind === 'choice' ? choice.items.length : 1;
    if (all.length * members > MAX_CASTS) break;
    all = all.flatMap((before) => Array.from({ length: members }, (_, index) => new Map(before).set(choice, index)));
  }
  return all;
}
