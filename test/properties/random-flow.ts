import type { Choices } from './choices.js';
import { type Letter, lettersOf, type RowCopy, rowChoices } from './oracle-content.js';
import { type Configuration, type Entry, enter, initialConfiguration, pendingParties } from './oracle-entering.js';
import { listenerOf, PENDING, requiredRow } from './random-model.js';
import type { FlowPhaseSpec, FlowSpec, ModelSpec, ParticipantSpec, StepSpec, TargetSpec } from './specification.js';

/** A step with the copies that it sends. */
export interface SentStep {
  readonly step: StepSpec;
  /** The row it is a copy of; null for a trigger. */
  readonly copy: RowCopy | null;
}

/** A flow that conforms to its model, each phase entered in one configuration only. */
export interface ConformingFlow {
  readonly model: ModelSpec;
  readonly flow: FlowSpec;
  /** Per phase. */
  readonly sentSteps: readonly (readonly SentStep[])[];
  readonly entries: readonly Entry[];
}

const MAX_PHASES = 7;

/**
 * Participants for nearly all roles, perhaps one for two of them, and perhaps one more party and one more listener. In
 * most flows the number of a participant is that of its role.
 */
export function randomParticipants(choices: Choices, model: ModelSpec): ParticipantSpec[] {
  const [first, second] = model.roles;
  const both = first?.kind === 'party' && second?.kind === 'party' && choices.chance(30);
  const participants = model.roles.flatMap(({ kind, optional }, role): ParticipantSpec[] => {
    if (choices.chance(optional ? 50 : 3) || (both && role === 1)) return [];
    const initial = both && role === 0 && choices.chance(40) ? 0 : null;
    return [{ kind, roles: both && role === 0 ? [0, 1] : [role], initial }];
  });
  if (choices.chance(50)) {
    participants.push({ kind: 'party', roles: [], initial: choices.chance(30) ? model.states.length - 1 : null });
  }
  // Every step names a participant.
  if (participants.length === 0) participants.push({ kind: 'party', roles: [0], initial: null });
  const listener = listenerOf(model.roles);
  if (listener !== null && choices.chance(30)) {
    participants.push({ kind: 'system', roles: [listener], initial: null });
  }
  return participants;
}

/** A binding of a party to a party's role, or two. */
export function randomBindings(
  choices: Choices,
  model: ModelSpec,
  participants: readonly ParticipantSpec[],
): FlowPhaseSpec['bindings'] {
  const party = ({ kind }: { kind: string }, index: number) => (kind === 'party' ? [index] : []);
  if (participants.every(({ kind }) => kind !== 'party')) return [];
  const players = choices.shuffled(participants.flatMap(party));
  const roles = choices.shuffled(model.roles.flatMap(party));
  const count = Math.min(players.length, roles.length, choices.chance(30) ? 2 : 1);
  return roles.slice(0, count).map((role, index) => ({ participant: players[index] ?? 0, role }));
}

/** Grows a tree of phases, each of which can be entered at its place, with every message it requires. */
export function conformingFlow(choices: Choices, model: ModelSpec): ConformingFlow {
  const participants = randomParticipants(choices, model);
  const phases: FlowPhaseSpec[] = [];
  const value = model.values > 0 ? choices.below(model.values) : null;
  const flow: FlowSpec = { participants, value, start: null, phases, scenarios: [] };
  const sentSteps: SentStep[][] = [];
  const entries: Entry[] = [];
  const grow = (from: Configuration): number | null => {
    if (phases.length >= MAX_PHASES) return null;
    const index = phases.length;
    const phase = enterable(choices, model, flow, from);
    if (phase === null) return null;
    phases.push(phase);
    const entry = enter(flow, model, index, from);
    if (entry.kind !== 'entered') throw new Error('An enterable phase was not entered.');
    const steps = spelledOut(choices, model, flow, phase, entry);
    sentSteps[index] = steps;
    entries[index] = entry;
    const next: TargetSpec[] = [];
    const open = pendingParties(model, entry.configuration).length > 0;
    for (let ways = choices.between(open || index === 0 ? 1 : 0, 2); ways > 0; ways--) {
      const child = grow(entry.configuration);
      if (child !== null) next.push(child);
    }
    if (!open && next.length > 0 && choices.chance(30)) next.push('end');
    phases[index] = { ...phase, steps: steps.map(({ step }) => step), next: next.length === 0 ? null : next };
    return index;
  };
  const initial = initialConfiguration(flow, model);
  if (initial !== null) grow(initial);
  return { model, flow, sentSteps, entries };
}

function enterable(choices: Choices, model: ModelSpec, flow: FlowSpec, from: Configuration): FlowPhaseSpec | null {
  for (const realizes of choices.shuffled(model.phases.map((_, index) => index))) {
    const bindings = choices.chance(40) ? randomBindings(choices, model, flow.participants) : [];
    const phase: FlowPhaseSpec = { realizes, bindings, steps: [], next: null };
    const entry = enter({ ...flow, phases: [...flow.phases, phase] }, model, flow.phases.length, from);
    if (entry.kind === 'entered' && entry.wrongRole === null) return phase;
  }
  return null;
}

/** The steps a phase needs, in the model's order, some optional ones too. */
export function spelledOut(
  choices: Choices,
  model: ModelSpec,
  flow: FlowSpec,
  phase: FlowPhaseSpec,
  entry: Entry,
): SentStep[] {
  const modelPhase = phase.realizes === null ? undefined : model.phases[phase.realizes];
  if (modelPhase === undefined) return [];
  const situation = { flow, states: entry.configuration.states, players: entry.players };
  const rows = choices.one(rowChoices(modelPhase, situation));
  const steps: SentStep[] = [];
  const arrows = modelPhase.triggers.flatMap((trigger) => ('timer' in trigger ? [] : [trigger]));
  const trigger = arrows.length === 0 ? undefined : choices.one(arrows);
  const isRepeated = arrows.some((arrow) =>
    lettersOf(arrow, situation).some((other) => rows.some(({ letter }) => sameLetter(letter, other.letter))),
  );
  if (trigger !== undefined && !isRepeated && choices.chance(50)) {
    const [shown] = rowChoices({ ...modelPhase, items: [requiredRow(trigger)] }, situation);
    steps.push(...(shown ?? []).map(({ letter }) => ({ step: arrowStep(letter), copy: null })));
  }
  for (const copy of rows) {
    if (copy.row.optional && !choices.chance(40)) continue;
    const value = choices.chance(70) ? copy.row.value : null;
    steps.push({ step: { ...arrowStep(copy.letter), value }, copy });
  }
  return steps;
}

/** What a phase requires at its place, in the model's order; of each `one of` its first member. */
export function requiredCopies(model: ModelSpec, flow: FlowSpec, phase: FlowPhaseSpec, entry: Entry): RowCopy[] {
  const modelPhase = phase.realizes === null ? undefined : model.phases[phase.realizes];
  if (modelPhase === undefined) return [];
  const [rows = []] = rowChoices(modelPhase, { flow, states: entry.configuration.states, players: entry.players });
  return rows.filter(({ row }) => !row.optional);
}

/** The one step that carries this letter. */
export function arrowStep({ message, protocol, sender, receiver }: Letter): StepSpec {
  return {
    arrow: { sender, receivers: [{ kind: 'participant', participant: receiver }] },
    message,
    protocol,
    value: null,
    delay: null,
  };
}

export function sameLetter(a: Letter, b: Letter): boolean {
  return a.message === b.message && a.protocol === b.protocol && a.sender === b.sender && a.receiver === b.receiver;
}

/** A flow whose phases lead anywhere: many can be entered in several configurations, some never. */
export function randomGraph(choices: Choices, model: ModelSpec): FlowSpec {
  const conforming = conformingFlow(choices, model).flow;
  const flow = choices.chance(15) ? withAnother(choices, model, conforming) : conforming;
  const grown = [...flow.phases, ...furtherPhases(choices, model, flow)];
  const numbers = grown.map((_, index) => index);
  const targets = (count: number): number[] => choices.shuffled(numbers).slice(0, count);
  // A flow with few ends has phases that never lead to one.
  const ending = choices.chance(40) ? 5 : 25;
  const phases = grown.map((phase): FlowPhaseSpec => {
    if (choices.chance(8)) return { ...phase, realizes: null, bindings: [] };
    const isMisbound = choices.chance(movesPending(model, phase) ? 50 : 25);
    const bindings = isMisbound ? randomBindings(choices, model, flow.participants) : phase.bindings;
    const kept = choices.chance(80) ? (phase.next ?? []) : [];
    const least = kept.length === 0 && choices.chance(100 - ending) ? 1 : 0;
    const more = [...targets(choices.between(least, 2)), ...(choices.chance(ending) ? ['end' as const] : [])];
    const next = [...new Set([...kept, ...more])];
    return { ...phase, bindings, next: next.length === 0 ? null : next };
  });
  const start = choices.chance(30) && phases.length > 0 ? [...new Set([0, ...targets(1)])] : null;
  const graph = { ...flow, start, phases: choices.chance(8) ? withLoops(phases) : phases };
  return { ...graph, scenarios: graph.phases.length === 0 ? [] : randomScenarios(choices, graph) };
}

/** One more participant that plays a role of which phases have to know who does. */
function withAnother(choices: Choices, model: ModelSpec, flow: FlowSpec): FlowSpec {
  const listener = listenerOf(model.roles);
  const role = choices.one(model.roles.flatMap((_, index) => (index === listener ? [] : [index])));
  const kind = model.roles[role]?.kind ?? 'party';
  return { ...flow, participants: [...flow.participants, { kind, roles: [role], initial: null }] };
}

/** Leaves the fact open here and there. */
export function leavingOpen(choices: Choices, flow: FlowSpec): FlowSpec {
  return flow.value !== null && choices.chance(25) ? { ...flow, value: null } : flow;
}

/** Two more phases that the first one leads to, and that lead to themselves alone. */
function withLoops(phases: readonly FlowPhaseSpec[]): FlowPhaseSpec[] {
  const loops = [phases.length, phases.length + 1];
  const own = loops.map((loop): FlowPhaseSpec => ({ realizes: null, bindings: [], steps: [], next: [loop] }));
  const leading = phases.map((phase, index) =>
    index === 0 ? { ...phase, next: [...(phase.next ?? []), ...loops] } : phase,
  );
  return [...leading, ...own];
}

/** Paths along `next` from a start, some of which leave the flow's targets. */
function randomScenarios(choices: Choices, { start, phases }: FlowSpec): number[][] {
  return Array.from({ length: choices.below(3) }, () => {
    const astray = () => choices.below(phases.length);
    const path = [choices.chance(90) ? choices.one(start ?? [0]) : astray()];
    for (let more = choices.below(4); more > 0; more--) {
      const next = (phases[path.at(-1) ?? 0]?.next ?? []).flatMap((target) => (target === 'end' ? [] : [target]));
      if (next.length === 0 && !choices.chance(20)) break;
      path.push(next.length === 0 || choices.chance(10) ? astray() : choices.one(next));
    }
    return path;
  });
}

function movesPending(model: ModelSpec, { realizes }: FlowPhaseSpec): boolean {
  const moves = model.phases[realizes ?? -1]?.moves ?? [];
  return moves.some((move) => move.kind === 'role' && move.sources.includes(PENDING));
}

/** More phases, whether they can be entered or not: others of the model, or the same ones with other bindings. */
function furtherPhases(choices: Choices, model: ModelSpec, { participants, phases }: FlowSpec): FlowPhaseSpec[] {
  const least = phases.length === 0 ? 1 : 0;
  return Array.from({ length: choices.between(least, 4) }, () => {
    const realizes = choices.below(model.phases.length);
    const same = phases.find((phase) => phase.realizes === realizes);
    const bindings = choices.chance(50) ? randomBindings(choices, model, participants) : (same?.bindings ?? []);
    return { realizes, bindings, steps: same?.steps ?? [], next: null };
  });
}
