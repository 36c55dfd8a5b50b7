import { joinWithAnd } from '../../timeline/types/join-words.js';
import { memoize } from '../../timeline/types/memoize.js';
import type { Players } from '../exploration/configuration.js';
import { type Exploration, targetsOf, type Visit } from '../exploration/explore.js';
import { onlyPlayer } from '../exploration/three-valued.js';
import type { EnteredPhase } from '../exploration/transitions.js';
import type { FindingDraft } from '../findings/finding.js';
import type { End, Model, ModelPhase, Row, Trigger } from '../model/model.js';
import { messageTriggers, UNKNOWN } from '../model/model.js';
import { PhaseIndex } from '../model/phase-index.js';
import { type MessageText, quoted } from './message-text.js';
import { modelFinding } from './model-finding.js';
import type { VisitFindings } from './visit-findings.js';

/** What decides that a phase happens. */
interface Decision {
  readonly phase: number;
  /** Per trigger of the phase who sends it or has its timer, and then who receives it. */
  readonly knows: readonly (readonly number[])[];
}

/**
 * Choices that no participant oversees: the next phases are triggered by different participants, and no one participant
 * sends or receives all these triggers or has their timers (`non-local-choice`). Two of them can begin at once.
 */
export function addNonLocalChoices(exploration: Exploration, visitFindings: VisitFindings, words: MessageText): void {
  const knowersByEntry = new Map<EnteredPhase, Knowers>();
  for (const visit of exploration.visits.slice(0, exploration.followed)) {
    if (visit.edges.length < 2) continue;
    const decisions = decisionsOf(visit, exploration, words, knowersByEntry);
    const phase = words.flow.phases[visit.phase];
    if (decisions.length < 2 || phase === undefined) continue;
    const triggers = decisions.flatMap(({ knows }) => knows);
    const deciders = new Set(triggers.flatMap(([decider]) => decider ?? []));
    if (deciders.size < 2 || common(triggers).length > 0) continue;
    visitFindings.add(`non-local-choice/${visit.phase}`, visit.index, () => ({
      code: 'non-local-choice',
      place: phase.nextPlace,
      fact: `${words.participants([...deciders])} decide independently what comes after ${quoted(phase.name)} (${joinWithAnd(decisions.map((decision) => words.phase(decision.phase)))}), so two of these phases can begin at once`,
      remedy:
        'Let one participant receive every trigger, or ignore the rule here and say how the conflict is resolved.',
      data: { phases: decisions.map((decision) => words.flow.phases[decision.phase]?.name ?? '') },
    }));
  }
}

/**
 * Empty if a target's trigger is unknown: then nothing is reported.
 * @param knowersByEntry the results of `knowersOf` so far: many visits lead to the same
 */
function decisionsOf(
  visit: Visit,
  exploration: Exploration,
  words: MessageText,
  knowersByEntry: Map<EnteredPhase, Knowers>,
): Decision[] {
  const decisions: Decision[] = [];
  const targets = targetsOf(words.flow, visit.phase);
  for (let position = 0; position < targets.length; position++) {
    const target = targets[position];
    const edge = visit.edges[position];
    if (target?.kind !== 'phase' || edge?.kind !== 'visit') continue;
    const entered = exploration.visits[edge.visit]?.entered;
    if (entered === undefined) continue;
    const knows = knowersByEntry.get(entered) ?? knowersOf(entered);
    knowersByEntry.set(entered, knows);
    if (knows === 'unknown') return [];
    if (knows.length > 0) decisions.push({ phase: target.phase, knows });
  }
  return decisions;
}

/** Per trigger of a phase who decides it and who receives it; `unknown` if it is not known who decides. */
type Knowers = Decision['knows'] | 'unknown';

function knowersOf({ realized, players }: EnteredPhase): Knowers {
  const knows: number[][] = [];
  for (const trigger of realized?.triggers ?? []) {
    if (isIdle(trigger, players)) continue;
    const decider = deciderOf(trigger, players);
    if (decider === undefined || lacksReceiver(trigger)) return 'unknown';
    knows.push([decider, ...receiversOf(trigger, players)]);
  }
  return knows;
}

/** A trigger from a role without a player. */
function isIdle(trigger: Trigger, players: Players): boolean {
  return (
    trigger.kind === 'message' && trigger.row.sender.kind === 'role' && players[trigger.row.sender.role]?.length === 0
  );
}

/** The participant that sends the trigger or has the timer; undefined if unknown. */
function deciderOf(trigger: Trigger, players: Players): number | undefined {
  if (trigger.kind === 'timeout') return trigger.at === null ? undefined : onlyPlayer(players, trigger.at);
  return trigger.row.sender.kind === 'role' ? onlyPlayer(players, trigger.row.sender.role) : undefined;
}

/** Whether a trigger is received by a role that cannot be read, or that does not exist. */
function lacksReceiver(trigger: Trigger): boolean {
  if (trigger.kind === 'timeout') return false;
  const { arrows } = trigger.row;
  return arrows.length === 0 || arrows.some(({ receiver }) => receiver.kind === 'role' && receiver.role === UNKNOWN);
}

function receiversOf(trigger: Trigger, players: Players): number[] {
  if (trigger.kind === 'timeout') return [];
  return trigger.row.arrows.flatMap(({ receiver }) => (receiver.kind === 'role' ? (players[receiver.role] ?? []) : []));
}

/** The values that all the lists have. */
function common([first = [], ...rest]: readonly (readonly number[])[]): number[] {
  return first.filter((member) => rest.every((other) => other.includes(member)));
}

/**
 * Outcomes that do not reach a receiver which the start has reached (`outcome-not-observed`): reported at the outcome's
 * phase, once for all such receivers.
 */
export function outcomesNotObserved(model: Model): FindingDraft[] {
  const index = PhaseIndex.of(model);
  const reachedBy = memoize((phase: ModelPhase) => rolesReached(phase, model));
  const forgotten = new Map<
    ModelPhase,
    { start: ModelPhase; roles: Set<number>; row: Row; others: readonly ModelPhase[] }
  >();
  // A phase whose head cannot be read may be any.
  for (const start of model.phases.filter(({ name }) => name !== '')) {
    for (const move of start.moves) {
      if (move.kind !== 'role' || move.role === UNKNOWN || !model.states[move.target]?.pending) continue;
      const others = index.movingOut(move.role, move.target);
      for (const outcome of others) {
        if (outcome === start || outcome.partial) continue;
        const reached = reachedBy(outcome);
        // A name that does not resolve might mean the role that is missing.
        if (reached.has(UNKNOWN)) continue;
        for (const { role, row } of reachedByStart(start)) {
          if (reached.has(role)) continue;
          const entry = forgotten.get(outcome);
          if (entry === undefined) forgotten.set(outcome, { start, roles: new Set([role]), row, others });
          else entry.roles.add(role);
        }
      }
    }
  }
  return [...forgotten].map(([outcome, { start, roles, row, others }]) => {
    const names = joinWithAnd([...roles].map((role) => quoted(model.roles[role]?.name ?? '?')));
    const message = `${quoted(outcome.name)} resolves what ${quoted(start.name)} started, but ${names} ${roles.size === 1 ? 'is' : 'are'} not notified. Add a row that notifies ${roles.size === 1 ? 'it' : 'them'}, or ignore the rule here with the reason.`;
    const related = [{ place: row.place, message: `notified here: ${row.text}` }];
    const expected = [...new Set([...ownRowsTo(roles, outcome, row, model), ...rowsTo(roles, others)])];
    return modelFinding('outcome-not-observed', outcome.place, message, related, { expected });
  });
}

/** Rows by which an outcome would notify the roles, from the sender that notifies them of the start. */
function ownRowsTo(roles: ReadonlySet<number>, outcome: ModelPhase, startRow: Row, model: Model): string[] {
  const sender = startRow.sender.kind === 'role' ? model.roles[startRow.sender.role]?.name : undefined;
  const protocol = startRow.arrows.find(
    ({ receiver }) => receiver.kind === 'role' && roles.has(receiver.role),
  )?.protocol;
  if (sender === undefined || protocol === null || protocol === undefined) return [];
  const receivers = [...roles].map((role) => model.roles[role]?.name ?? '?').join(', ');
  const rows = [...outcome.rows, ...messageTriggers(outcome).map(({ row }) => row)];
  return rows
    .filter(({ message, values }) => values.length === 0 && message?.protocols.includes(protocol) === true)
    .map(({ messageName }) => `${sender} -> ${receivers} : ${messageName}`);
}

/** Rows by which outcomes notify one of the roles, as written, except rows that start only another outcome. */
function rowsTo(roles: ReadonlySet<number>, outcomes: readonly ModelPhase[]): string[] {
  const starting = new Set(outcomes.flatMap(messageTriggers).map(({ row }) => row.messageName));
  const tells = ({ arrows, messageName }: Row) =>
    !starting.has(messageName) &&
    arrows.length === 1 &&
    arrows.every(({ receiver }) => receiver.kind === 'role' && roles.has(receiver.role));
  return [...new Set(outcomes.flatMap(({ rows }) => rows.filter(tells).map(({ text }) => text)))];
}

/** Roles that a required row of the phase reaches under any conditions. */
function reachedByStart(start: ModelPhase): { role: number; row: Row }[] {
  return start.items.flatMap((item) => {
    if (item.kind !== 'row' || item.row.optional || item.row.faulty) return [];
    const { row } = item;
    return row.arrows.flatMap(({ receiver }) =>
      receiver.kind === 'role' && receiver.role !== UNKNOWN ? [{ role: receiver.role, row }] : [],
    );
  });
}

/** The role of an end, or every party role that `all` may mean. */
function rolesOf(end: End, model: Model): number[] {
  if (end.kind === 'role') return [end.role];
  return model.roles.flatMap(({ kind }, role) => (kind === 'party' && !end.except.includes(role) ? [role] : []));
}

/** Roles that learn of a phase: who sends or receives its trigger or a row, or has its timer. */
function rolesReached(phase: ModelPhase, model: Model): Set<number> {
  const reached = new Set<number>();
  const add = (end: End) => {
    for (const role of rolesOf(end, model)) reached.add(role);
  };
  for (const row of phase.rows) {
    add(row.sender);
    for (const { receiver } of row.arrows) add(receiver);
  }
  // One of several triggers happens; which one is unknown.
  const byTrigger = phase.triggers.map((trigger) => {
    if (trigger.kind === 'timeout') return trigger.at === null ? [] : [trigger.at];
    const { sender, arrows } = trigger.row;
    return [sender, ...arrows.map(({ receiver }) => receiver)].flatMap((end) => rolesOf(end, model));
  });
  for (const role of common(byTrigger)) reached.add(role);
  if (byTrigger.some((roles) => roles.includes(UNKNOWN))) reached.add(UNKNOWN);
  return reached;
}
