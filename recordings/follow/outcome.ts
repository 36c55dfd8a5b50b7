import {
  type AllowedDeviation,
  type DeviationCode,
  deviationCodes,
  isArrowInferred,
  isInferred,
  isRuleCode,
  isTimeoutPhase,
  type ModelPhase,
  rules,
  type Slot,
  startTargets,
  targetsOf,
} from '../../check/index.js';
import type { Severity } from '../../timeline/types/timeline.js';
import type { Automaton } from './automaton.js';
import { addKinds, compareExplanations, type Explanation, type OpenPhase } from './explanation.js';
import type { FollowedMessage, Interaction } from './interaction.js';
import { systemOf } from './letter.js';
import { judgeOrder } from './order.js';
import type { Deviation, InteractionResult, PhaseResult, Verdict } from './result.js';
import { judgeTimes, type TimeDeviation } from './timing.js';
import { missingCodes, missingSlots, type Transitions } from './transitions.js';
import { type LeftMessage, type PhaseVisit, type Reconstruction, reconstruct, spanOf } from './visits.js';

/** How an interaction came to its end. */
export interface Ending {
  /** The recording stopped, at this time; null: nothing came for too long. */
  readonly stoppedMs: number | null;
  readonly idleMs: number;
}

/** What a result is made of, beside its messages. */
export interface OutcomeContext {
  readonly automaton: Automaton;
  readonly fileNames: readonly string[];
  readonly allowed: readonly AllowedDeviation[];
}

/** A deviation, and what it is drawn at. */
export interface DeviationMark {
  readonly deviation: Deviation;
  /** Number of the message in the interaction. */
  readonly message: number;
  /** The slots of copies that are missing. */
  readonly missing: readonly Slot[];
}

/** A result, and what statistics count of it. */
export interface Outcome {
  readonly result: InteractionResult;
  readonly visits: readonly PhaseVisit[];
  readonly endedElsewhere: boolean;
  /** In the order of the result's deviations. */
  readonly marks: readonly DeviationMark[];
  readonly left: readonly LeftMessage[];
  /** The visits of the explanation's open phases. */
  readonly open: readonly PhaseVisit[];
  /** The explanation that was chosen. */
  readonly explanation: Explanation;
  readonly transitions: Transitions;
}

interface Final {
  readonly explanation: Explanation;
  readonly index: number;
  readonly reconstruction: Reconstruction;
  /** Missing slots of phases that were not settled before, and are now. */
  readonly missing: ReadonlyMap<PhaseVisit, readonly number[]>;
  readonly pending: readonly number[];
  /** Deviations that count only because the recording stops. */
  readonly spared: number;
}

/** Chooses the best explanation of an interaction that is over, and judges it. */
export function outcomeOf(interaction: Interaction, ending: Ending, context: OutcomeContext): Outcome {
  const { explanations, dropped } = interaction.situation;
  let best: Final | undefined;
  for (const [index, explanation] of explanations.entries()) {
    if (best !== undefined && best.spared === 0 && compareExplanations(best.explanation, explanation) <= 0) break;
    if (best !== undefined && best.explanation.cost < explanation.cost) break;
    const final = finished(interaction, explanation, index, ending, context.automaton);
    if (best === undefined || compareFinals(final, best) < 0) best = final;
  }
  if (best === undefined) throw new Error('An interaction without an explanation.');
  const inconclusive = interaction.evicted || dropped < best.explanation.cost;
  return new OutcomeBuilder(interaction, best, context, inconclusive).build();
}

/** Of equally good explanations, the one that waits for least. */
function compareFinals(a: Final, b: Final): number {
  return (
    a.explanation.cost - b.explanation.cost || a.spared - b.spared || compareExplanations(a.explanation, b.explanation)
  );
}

/** An explanation at the interaction's end: what is missing then counts. */
function finished(
  interaction: Interaction,
  explanation: Explanation,
  index: number,
  ending: Ending,
  automaton: Automaton,
): Final {
  const reconstruction = reconstruct(interaction, index);
  const missing = new Map<PhaseVisit, readonly number[]>();
  const codes: DeviationCode[] = [];
  let spared = 0;
  for (const [at, phase] of explanation.open.entries()) {
    if (phase.settled) continue;
    const slots = missingSlots(phase);
    if (slots.length === 0) continue;
    const visit = reconstruction.open[at];
    if (!isSettled(phase, interaction, ending)) {
      spared += missingCodes(phase, slots).length;
      continue;
    }
    if (visit !== undefined) missing.set(visit, slots);
    codes.push(...missingCodes(phase, slots));
  }
  const { transitions } = automaton;
  const entering = transitions.entering(explanation.facts);
  const configuration = transitions.configuration(explanation);
  const pending: number[] = [];
  const unseen = transitions.afterUnseen(explanation).map((after) => transitions.configuration(after));
  for (const party of entering.pending(configuration)) {
    // What could have resolved it may have happened unseen.
    if (unseen.some(({ states }) => transitions.subject.model.states[states[party] ?? -1]?.pending === false)) continue;
    const maker = entering.entries.get(configuration.makers[party] ?? -1);
    const visit = reconstruction.visits.findLast(({ entry }) => entry.phase.index === maker?.phase);
    if (isLeftPending(visit, interaction, ending, automaton)) pending.push(party);
    else spared++;
  }
  codes.push(...pending.map(() => 'ends-while-pending' as const));
  const final = {
    ...explanation,
    cost: explanation.cost + codes.length,
    kinds: addKinds(explanation.kinds, codes),
  };
  return { explanation: final, index, reconstruction, missing, pending, spared };
}

function isSettled(phase: OpenPhase, { times }: Interaction, { stoppedMs }: Ending): boolean {
  if (stoppedMs === null) return true;
  const last = times[times.length - 1 - phase.age] ?? 0;
  return stoppedMs - last > phase.entry.settleMs;
}

function isLeftPending(
  visit: PhaseVisit | undefined,
  interaction: Interaction,
  { stoppedMs, idleMs }: Ending,
  automaton: Automaton,
): boolean {
  if (stoppedMs === null) return true;
  const since =
    visit === undefined ? interaction.lastMs : (interaction.times[spanOf(visit).last] ?? interaction.lastMs);
  const limit = visit === undefined ? idleMs : (statedTimeout(visit, automaton) ?? idleMs);
  return stoppedMs - since > limit;
}

/** Time-out stated for the party that a phase made pending, in ms; null where none is. */
export function statedTimeout(visit: PhaseVisit, { transitions }: Automaton): number | null {
  const { flow, phases, model } = transitions.subject;
  const { phase } = visit.entry;
  if (flow !== null && phase.ofFlow) {
    for (const target of targetsOf(flow, phase.index)) {
      if (target?.kind !== 'phase') continue;
      const next = phases[target.phase]?.modelPhase;
      if (next === null || next === undefined || !isTimeoutPhase(next)) continue;
      const limit = target.delayMs ?? timerOf(next);
      if (limit !== null) return limit;
    }
  }
  const moved = phase.modelPhase?.moves.filter((move) => move.kind === 'role') ?? [];
  for (const next of model.phases) {
    if (!isTimeoutPhase(next)) continue;
    const resolves = next.moves.some(
      (move) =>
        move.kind === 'role' && moved.some(({ role, target }) => move.role === role && move.sources.includes(target)),
    );
    const limit = resolves ? timerOf(next) : null;
    if (limit !== null) return limit;
  }
  return null;
}

function timerOf(phase: ModelPhase): number | null {
  for (const trigger of phase.triggers) {
    if (trigger.kind === 'timeout' && trigger.afterMs !== null) return trigger.toMs ?? trigger.afterMs;
  }
  return null;
}

type Draft = Omit<Deviation, 'key' | 'severity' | 'allowed' | 'timeMs' | 'file' | 'line' | 'offset'> & {
  readonly severity?: Severity | undefined;
  /** Number of the message that it is marked at. */
  readonly at: number;
  readonly slots?: readonly Slot[];
  readonly isInferred: boolean;
};

class OutcomeBuilder {
  private readonly visits: readonly PhaseVisit[];
  private readonly marks: DeviationMark[] = [];

  constructor(
    private readonly interaction: Interaction,
    private readonly final: Final,
    private readonly context: OutcomeContext,
    private readonly inconclusive: boolean,
  ) {
    this.visits = [...final.reconstruction.visits].sort((a, b) => spanOf(a).first - spanOf(b).first);
  }

  build(): Outcome {
    const { interaction, final } = this;
    const { explanation } = final;
    for (const visit of this.visits) this.ofVisit(visit);
    for (const { message, code } of final.reconstruction.left) if (code !== null) this.unexpected(message, code);
    for (const party of final.pending) this.pendingParty(party);
    const { subject } = this.context.automaton.transitions;
    for (const deviation of judgeTimes(this.visits, interaction, subject, explanation.before)) this.time(deviation);
    const order = new Map(deviationCodes.map((code, index) => [code, index]));
    this.marks.sort(
      ({ deviation: a }, { deviation: b }) =>
        (a.line ?? 0) - (b.line ?? 0) || (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0),
    );
    const clean = this.visits.some((visit) => visit.code !== 'illegal-phase' && !this.lacksStart(visit));
    const verdict = this.verdict(clean);
    const marks = verdict === 'unplaced' ? [] : this.marks;
    const result: InteractionResult = {
      key: interaction.key,
      keys: interaction.keys,
      verdict,
      beganBefore: explanation.before || interaction.start === 'before',
      fromMs: interaction.firstMs,
      toMs: interaction.lastMs,
      phases: this.visits.map((visit, index) => this.phase(visit, index)),
      deviations: marks.map(({ deviation }) => deviation),
    };
    return {
      result,
      visits: this.visits,
      endedElsewhere: verdict === 'conforms' && this.endedElsewhere(),
      marks,
      left: final.reconstruction.left,
      open: final.reconstruction.open,
      explanation,
      transitions: this.context.automaton.transitions,
    };
  }

  private verdict(clean: boolean): Verdict {
    if (!clean) return 'unplaced';
    if (this.inconclusive) return 'inconclusive';
    if (this.marks.some(({ deviation: { severity } }) => severity === 'error' || severity === 'warning'))
      return 'deviates';
    return this.final.spared > 0 ? 'unfinished' : 'conforms';
  }

  private lacksStart({ entry, lenient, taken }: PhaseVisit): boolean {
    return entry.startWanted && !lenient && !taken.some(({ index }) => entry.starts[index] === true);
  }

  private endedElsewhere(): boolean {
    const { flow } = this.context.automaton.transitions.subject;
    const { place } = this.final.explanation;
    if (flow === null || place === -2) return false;
    const targets = place < 0 ? startTargets(flow) : targetsOf(flow, place);
    return !targets.some((target) => target === null || target.kind === 'end');
  }

  private phase(visit: PhaseVisit, index: number): PhaseResult {
    const { first, last } = spanOf(visit);
    return {
      visit: index,
      ...this.names(visit),
      fromMs: this.interaction.times[first] ?? 0,
      toMs: this.interaction.times[last] ?? 0,
    };
  }

  private names({ entry, code }: PhaseVisit): { name: string | null; modelPhase: string | null } {
    const { phase } = entry;
    const { flow } = this.context.automaton.transitions.subject;
    const modelPhase = phase.modelPhase?.name ?? null;
    if (flow === null) return { name: modelPhase, modelPhase };
    return { name: phase.ofFlow && code !== 'off-flow' ? phase.phase.name : null, modelPhase };
  }

  private ofVisit(visit: PhaseVisit): void {
    const { entry } = visit;
    const { first, last } = spanOf(visit);
    const phase = entry.phase.modelPhase?.name ?? entry.phase.phase.name;
    if (visit.code !== null) {
      const illegal = visit.code === 'illegal-phase';
      const party = this.movedParty(visit);
      this.add(visit, {
        ...this.marked(visit, first),
        code: visit.code,
        text: illegal
          ? `"${phase}" cannot happen here: ${this.whyIllegal(visit, party)}`
          : `The flow does not offer "${phase}" here. ${this.offered(visit)}`,
        party: party === undefined ? null : this.name(party),
        isInferred: illegal && this.isEntryInferred(entry.phase.modelPhase),
      });
    }
    for (const { message, slot, code, late } of visit.taken) {
      if (late) {
        const times = this.interaction.times;
        this.add(visit, {
          ...this.marked(visit, message),
          code: 'too-late',
          severity: 'warning',
          text: `"${slot.messageName}" comes after "${phase}" was settled: ${seconds((times[message] ?? 0) - (times[last] ?? 0))} after its last message.`,
          expectedMs: entry.settleMs,
          actualMs: (times[message] ?? 0) - (times[last] ?? 0),
          isInferred: false,
        });
      }
      if (code !== null) this.ofCopy(visit, message, slot, code, phase);
    }
    const missing = this.final.missing.get(visit) ?? visit.missing;
    for (const slots of byRow(missing.flatMap((index) => entry.slots[index] ?? []))) {
      this.missing(visit, slots, last, phase);
    }
    const turned = judgeOrder(visit);
    for (const { message, slot } of turned) {
      this.add(visit, {
        ...this.marked(visit, message),
        code: 'order-violation',
        text: `"${slot.messageName}" comes too early: the model has the messages of "${phase}" in another order.`,
        isInferred: false,
      });
    }
  }

  private ofCopy(visit: PhaseVisit, message: number, slot: Slot, code: DeviationCode, phase: string): void {
    const header = visit.entry.phase.modelPhase?.model;
    const direction = code === 'wrong-direction';
    const asked = slot.row.text;
    const texts: Partial<Record<DeviationCode, string>> = {
      'wrong-protocol': `"${slot.messageName}" of "${phase}" travels on another protocol: the model has ${asked}${slot.protocol === null ? '' : ` on ${slot.protocol.name}`}.`,
      'protocol-not-allowed': `"${slot.messageName}" is never sent on "${this.letterOf(message)?.protocol ?? ''}": the model has ${asked}${slot.protocol === null ? '' : ` on ${slot.protocol.name}`}.`,
      'wrong-direction': `"${slot.messageName}" of "${phase}" has another sender or receiver: the model has ${asked}.`,
      'condition-not-met': `"${slot.messageName}" is sent although its condition does not hold in "${phase}": ${asked}.`,
      'duplicate-message': `"${slot.messageName}" of "${phase}" is sent again: the model has it once.`,
    };
    this.add(visit, {
      ...this.marked(visit, message),
      code,
      text: texts[code] ?? code,
      severity: direction && header !== undefined && isArrowInferred(slot.row, header) ? 'warning' : undefined,
      isInferred: code.startsWith('wrong-') && !direction && isInferred(slot.row.ground),
    });
  }

  private missing(visit: PhaseVisit, slots: readonly Slot[], last: number, phase: string): void {
    const [slot] = slots;
    if (slot === undefined) return;
    const sent = visit.taken.some((copy) => copy.slot.row === slot.row && copy.slot.all);
    const code = slot.all && sent ? 'incomplete-broadcast' : 'missing-message';
    const to = slots.flatMap(({ receiver }) => this.name(receiver) ?? []);
    const towards = to.length === 0 ? '' : ` to ${to.join(', ')}`;
    this.add(visit, {
      ...this.marked(visit, last),
      code,
      text: `"${slot.messageName}"${towards} is missing in "${phase}": the model has ${slot.row.text}.`,
      message: slot.messageName,
      protocol: slot.protocol?.name ?? null,
      from: this.name(slot.sender),
      to: [...new Set(to)],
      slots,
      isInferred: isInferred(slot.row.ground),
    });
  }

  private unexpected(message: number, code: DeviationCode): void {
    const letter = this.letterOf(message);
    const visit = this.visits.findLast(
      (other) =>
        spanOf(other).first <= message && other.entry.slots.some((slot) => slot.messageName === letter?.message),
    );
    const inferred =
      visit?.entry.phase.modelPhase?.model.arrowsInferred === true &&
      visit.entry.slots.some(
        (slot) =>
          slot.messageName === letter?.message &&
          (letter.protocol === null || slot.protocol === null || slot.protocol.name === letter.protocol),
      );
    const current = this.visits.findLast((other) => spanOf(other).first <= message);
    this.add(current ?? null, {
      ...this.marked(current ?? null, message),
      code,
      text: `Nothing asks for "${letter?.message ?? ''}" here: no phase that is under way or could begin has it.`,
      severity: inferred ? 'warning' : undefined,
      isInferred: false,
    });
  }

  private pendingParty(party: number): void {
    const { transitions } = this.context.automaton;
    const { explanation } = this.final;
    const entering = transitions.entering(explanation.facts);
    const configuration = transitions.configuration(explanation);
    const maker = entering.entries.get(configuration.makers[party] ?? -1);
    const visit = this.visits.findLast(({ entry }) => entry.phase.index === maker?.phase) ?? null;
    const state = transitions.subject.model.states[configuration.states[party] ?? -1];
    const name = this.name(party);
    const moves = visit?.entry.phase.modelPhase?.moves ?? [];
    this.add(visit, {
      ...this.marked(visit, this.interaction.messages.length - 1),
      code: 'ends-while-pending',
      text: `The interaction ends while ${name === null ? 'a party' : `"${name}"`} is ${state?.name ?? 'pending'}: nothing resolves it.`,
      message: null,
      protocol: null,
      from: null,
      to: [],
      party: name,
      isInferred: moves.some((move) => move.kind === 'role' && isInferred(move.ground)),
    });
  }

  private time({ visit, code, expectedMs, actualMs, message, isInferred: inferred, text }: TimeDeviation): void {
    this.add(visit, { ...this.marked(visit, message), code, text, expectedMs, actualMs, isInferred: inferred });
  }

  /** What is told of a message that is marked. */
  private marked(visit: PhaseVisit | null, message: number): Omit<Draft, 'code' | 'text' | 'isInferred'> {
    const letter = this.letterOf(message);
    const names = visit === null ? { name: null, modelPhase: null } : this.names(visit);
    return {
      phase: names.name,
      modelPhase: names.modelPhase,
      visit: visit === null ? null : this.visits.indexOf(visit),
      message: letter?.message ?? null,
      protocol: letter?.protocol ?? null,
      from: letter === undefined ? null : this.address(letter.from),
      to: letter === undefined ? [] : [this.address(letter.to)].flatMap((name) => name ?? []),
      party: null,
      expectedMs: null,
      actualMs: null,
      at: message,
    };
  }

  private add(_visit: PhaseVisit | null, draft: Draft): void {
    const { at, isInferred: inferred, severity: given, slots = [], ...rest } = draft;
    const message: FollowedMessage | undefined = this.interaction.messages[at];
    let severity: Severity = given ?? (isRuleCode(rest.code) ? rules[rest.code].severity : 'error');
    if (inferred) severity = lower(severity);
    if (this.inconclusive && severity === 'error') severity = 'warning';
    const allowed =
      this.context.allowed.find(
        (known) =>
          known.code === rest.code &&
          (known.message === null || known.message === rest.message) &&
          (known.phase === null || known.phase === rest.phase || known.phase === rest.modelPhase),
      )?.reason ?? null;
    if (allowed !== null) severity = 'information';
    const deviation: Deviation = {
      ...rest,
      severity,
      key: this.interaction.key,
      timeMs: message?.timeMs ?? null,
      file: this.context.fileNames[message?.file ?? -1] ?? null,
      line: message?.line ?? null,
      offset: message?.offset ?? null,
      allowed,
    };
    this.marks.push({ deviation, message: at, missing: slots });
  }

  private letterOf(message: number): FollowedMessage['letter'] | undefined {
    return this.interaction.messages[message]?.letter;
  }

  private address(ref: number): string | null {
    const system = systemOf(ref);
    if (system !== undefined) return this.name(system);
    return this.interaction.addresses[ref] ?? null;
  }

  /** The address of a party; the name of a system, and of a party of the flow whose address is not known. */
  private name(participant: number): string | null {
    const { subject } = this.context.automaton.transitions;
    const own = subject.cast.participants[participant];
    if (own === undefined) return null;
    const address = this.interaction.addresses[this.final.explanation.addresses[participant] ?? -1];
    if (own.kind === 'system') return own.name;
    return address ?? (subject.flow !== null && participant < subject.firstExtra ? own.name : null);
  }

  private movedParty({ entry }: PhaseVisit): number | undefined {
    const move = entry.phase.modelPhase?.moves.find((other) => other.kind === 'role');
    const role = move?.kind === 'role' ? move.role : entry.phase.singleRoles[0];
    return role === undefined ? undefined : entry.players[role]?.[0];
  }

  private whyIllegal(visit: PhaseVisit, party: number | undefined): string {
    const { model } = this.context.automaton.transitions.subject;
    const move = visit.entry.phase.modelPhase?.moves.find((other) => other.kind === 'role');
    const name = (party === undefined ? null : this.name(party)) ?? 'the party';
    if (move?.kind !== 'role') return 'what it needs does not hold.';
    const states = move.sources.map((state) => model.states[state]?.name ?? '').join(' or ');
    const makers = model.phases.filter((phase) =>
      phase.moves.some(
        (other) => other.kind === 'role' && other.role === move.role && move.sources.includes(other.target),
      ),
    );
    const before =
      makers.length === 0 ? '' : ` "${makers.map((phase) => phase.name).join('" or "')}" would make it so.`;
    return `${name} is not ${states}.${before}`;
  }

  private offered(visit: PhaseVisit): string {
    const { flow } = this.context.automaton.transitions.subject;
    if (flow === null) return '';
    const before = this.visits[this.visits.indexOf(visit) - 1];
    const targets =
      before === undefined || !before.entry.phase.ofFlow
        ? startTargets(flow)
        : targetsOf(flow, before.entry.phase.index);
    const names = targets.flatMap((target) => (target?.kind === 'phase' ? [`"${target.name}"`] : []));
    return names.length === 0 ? 'It offers an end.' : `It offers ${names.join(', ')}.`;
  }

  private isEntryInferred(phase: ModelPhase | null): boolean {
    if (phase === null) return false;
    const grounds = [...phase.needs, ...phase.moves].map(({ ground }) => ground);
    return grounds.length > 0 && grounds.every(isInferred);
  }
}

function byRow(slots: readonly Slot[]): Slot[][] {
  const rows = new Map<unknown, Slot[]>();
  for (const slot of slots) {
    const list = rows.get(slot.row);
    if (list === undefined) rows.set(slot.row, [slot]);
    else list.push(slot);
  }
  return [...rows.values()];
}

function lower(severity: Severity): Severity {
  return severity === 'error' ? 'warning' : 'information';
}

/** A time for people. */
export function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}
