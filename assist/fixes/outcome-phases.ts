import {
  type Binding,
  type FlowPhase,
  isBlocked,
  type ModelPhase,
  messageTriggers,
  needsDelay,
  obligationsOf,
  PhaseIndex,
  type Players,
  phaseReference,
  type Target,
  UNDECIDED,
  UNKNOWN,
  type Visit,
} from '../../check/index.js';
import type { FlowAt, PhaseAt } from '../edits/fix-context.js';
import { freeName } from '../edits/free-name.js';
import { written } from '../edits/step-edits.js';
import { type NewTarget, targetOf } from '../edits/target-edits.js';

/** A model phase that can happen somewhere and is to be offered there. */
export interface Outcome {
  readonly realized: ModelPhase;
  /** The pending party it is an outcome for; null if no party is pending. */
  readonly party: number | null;
  /** The players of each role. */
  readonly players: Players;
  /** States of the participants before it. */
  readonly states: readonly number[];
  /** Bindings that the new phase needs: those of the phase it belongs to. */
  readonly bindings: readonly Pick<Binding, 'participant' | 'role'>[];
}

/** How the phases that are made look: with arrows or with messages alone, and what they lead to. */
export interface PhaseStyle {
  readonly arrows: boolean;
  /** Whether the message that starts a phase is shown. */
  readonly triggers: boolean;
  /** Targets next to the outcomes of the other parties; null: they lead nowhere. */
  readonly next: readonly string[] | null;
  /** Whether a phase leads to itself, as what it is offered next to does. */
  readonly again?: boolean;
  /** Whether the flow may still end at the place where they are offered. */
  readonly ends?: boolean;
}

/** The outcomes of the parties that are pending after a visit, of the model that made them so; each phase once. */
export function outcomesAfter(flow: FlowAt, visit: Visit, isMissing: (phase: ModelPhase) => boolean): Outcome[] {
  const { simulation, model } = flow.analysis;
  const { configuration } = visit.entered;
  const outcomes = simulation.parties.flatMap((participant): Outcome[] => {
    const entry = simulation.makerOf(participant, configuration);
    const role = entry?.movedRoles.get(participant);
    const made = entry === undefined ? undefined : flow.analysis.flow.phases[entry.phase];
    if (entry === undefined || role === undefined || made === undefined) return [];
    const state = configuration.states[participant] ?? UNDECIDED;
    const movesOut = (phase: ModelPhase) =>
      phase.model === made.realizes?.phase?.model &&
      phase.moves.some((move) => move.kind === 'role' && move.role === role && move.sources.includes(state));
    return model.phases
      .filter((phase) => isMissing(phase) && movesOut(phase))
      .map((realized) => {
        const used = PhaseIndex.of(model).roleUse(realized).used;
        const bindings = made.bindings.filter((binding) => used.has(binding.role));
        const bound = bindings.some((binding) => binding.role === role);
        const alone = bound || isFound(flow, visit, realized, role, participant);
        return {
          realized,
          party: participant,
          players: entry.players,
          states: configuration.states,
          bindings: alone ? bindings : [...bindings, { participant, role }],
        };
      });
  });
  // What moves several parties on is one phase for all of them, unless it has to say which of them it is for.
  const phaseOf = ({ realized, players, bindings }: Outcome) =>
    JSON.stringify([realized.index, players, bindings.map(({ participant, role }) => [participant, role])]);
  return [...new Map(outcomes.map((outcome) => [phaseOf(outcome), outcome])).values()];
}

/** A phase of the flow that is this outcome already, for the same parties. */
export function existingPhase(flow: FlowAt, visit: Visit | undefined, outcome: Outcome): FlowPhase | undefined {
  const { simulation } = flow.analysis;
  const from = visit?.entered.configuration ?? simulation.initial;
  return flow.analysis.flow.phases.find((phase) => {
    if (phase.realizes?.phase !== outcome.realized) return false;
    const entered = simulation.enter(phase, from);
    return (
      !isBlocked(entered) &&
      outcome.bindings.every(({ participant, role }) => entered.players[role]?.includes(participant) ?? false)
    );
  });
}

/** Text of phases for outcomes, and the targets that lead to them. */
export function phasesFor(
  flow: FlowAt,
  outcomes: readonly Outcome[],
  style: PhaseStyle,
  unit: string,
): { readonly targets: readonly NewTarget[]; readonly phases: readonly (readonly string[])[] } {
  const names = new Set(flow.analysis.flow.phases.map((phase) => phase.name));
  const made = outcomes.map((outcome) => {
    const name = phaseName(flow, outcome, names);
    names.add(name);
    return { outcome, name, target: targetOf(written(name), needsDelay(outcome.realized)) };
  });
  const phases = made.map(({ outcome, name, target }) => {
    const ofOthers = made.filter((other) => other.outcome.party !== outcome.party).map(({ target }) => target.text);
    const own = style.again === true ? [target.text] : [];
    const next = style.next === null ? [] : [...ofOthers, ...style.next, ...own];
    return phaseText(flow, outcome, name, { ...style, next }, unit);
  });
  return { targets: made.map(({ target }) => target), phases };
}

/** The targets of a phase that may still be taken when one of its outcomes has happened. */
export function otherTargets(targets: readonly Target[] | null): string[] {
  return [...new Set((targets ?? []).flatMap((target) => (target.kind === 'phase' ? [written(target.name)] : [])))];
}

/** Whether the phases of the flow are written with arrows. */
export function usesArrows(phases: readonly PhaseAt[]): boolean {
  return phases.some(({ phase }) => phase.steps.some((step) => step.arrow !== null));
}

/** Whether the phases of the flow show the messages that start them. */
export function showsTriggers(phases: readonly PhaseAt[]): boolean {
  return phases.some(({ phase }) => {
    const realized = phase.realizes?.phase;
    const triggers = new Set(realized ? messageTriggers(realized).map(({ row }) => row.message) : []);
    return phase.steps.some((step) => step.message !== null && triggers.has(step.message));
  });
}

/** Whether the outcome finds its party without a binding. */
function isFound(flow: FlowAt, visit: Visit, realized: ModelPhase, role: number, participant: number): boolean {
  const { simulation } = flow.analysis;
  const pending = simulation.pendingIn(role, realized, visit.entered.configuration);
  const defaults = (simulation.defaultPlayers[role] ?? []).filter((player) => pending.includes(player));
  const found = defaults.length > 0 ? defaults : pending;
  return found.length === 1 && found[0] === participant;
}

function phaseText(flow: FlowAt, outcome: Outcome, name: string, style: PhaseStyle, unit: string): string[] {
  const { analysis } = flow;
  const bindings = outcome.bindings.map(({ participant, role }) => {
    const player = analysis.flow.participants[participant]?.name ?? '?';
    return `${written(player)} as ${analysis.model.roles[role]?.name ?? '?'}`;
  });
  const head = `phase ${name} is ${phaseReference(outcome.realized, analysis.model)}${bindings.length === 0 ? '' : `(${bindings.join(', ')})`}`;
  const lines = stepsOf(flow, outcome, style);
  if (style.next !== null && style.next.length > 0) lines.push(`next ${style.next.join(' | ')}`);
  return lines.length === 0 ? [head] : [`${head} {`, ...lines.map((line) => unit + line), '}'];
}

/** The rows that are required there, with arrows; or each of their messages alone. */
function stepsOf(flow: FlowAt, outcome: Outcome, { arrows, triggers }: PhaseStyle): string[] {
  const { simulation, model } = flow.analysis;
  const context = simulation.context(statesAfter(flow, outcome), playersOf(outcome));
  const { slots } = obligationsOf(outcome.realized, [], context, new Map());
  const shown = [
    ...slots.filter(({ source }) => triggers && source === 'trigger'),
    ...slots.filter(({ required }) => required),
  ];
  if (arrows && model.roles.length > 0) return flow.words.steps(shown);
  return [...new Set(shown.map((slot) => written(slot.messageName)))];
}

function playersOf(outcome: Outcome): Players {
  return outcome.players.map((players, role) => {
    const bound = outcome.bindings.filter((binding) => binding.role === role).map(({ participant }) => participant);
    return bound.length > 0 ? bound : players;
  });
}

/** States after the outcome's moves. */
function statesAfter(flow: FlowAt, outcome: Outcome): number[] {
  const states = [...outcome.states];
  const players = playersOf(outcome);
  for (const move of outcome.realized.moves) {
    if (move.kind === 'all') {
      const left = move.except.flatMap((role) => players[role] ?? []);
      for (const party of flow.analysis.simulation.parties) {
        if (!left.includes(party) && move.source !== UNKNOWN && outcome.states[party] === move.source) {
          states[party] = move.target;
        }
      }
    }
  }
  for (const move of outcome.realized.moves) {
    if (move.kind !== 'role') continue;
    for (const player of players[move.role] ?? []) states[player] = move.target;
  }
  return states;
}

/** The model phase's name; if it is taken, with the player's name before it; otherwise with a number. */
function phaseName(flow: FlowAt, outcome: Outcome, names: ReadonlySet<string>): string {
  const { name } = outcome.realized;
  if (!names.has(name)) return name;
  const player = outcome.bindings.map(({ participant }) => flow.analysis.flow.participants[participant]?.name).at(0);
  return player !== undefined && !names.has(player + name) ? player + name : freeName(name, names);
}
