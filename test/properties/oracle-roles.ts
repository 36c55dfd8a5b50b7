import type { Verdict } from './oracle.js';
import { type Players, playersAtStart, replacedBy, severityOf } from './oracle-entering.js';
import type { ArrowSpec, FlowSpec, Grounded, Item, ModelPhaseSpec, ModelSpec } from './specification.js';

/** A use of a role in a phase. */
interface Use extends Grounded {
  readonly role: number;
  /** Whether the phase needs the role even if it is optional. */
  readonly essential: boolean;
  /** Whether it must be known who plays the role: a party, or a system that sends. */
  readonly single: boolean;
}

/** The findings on roles without a player: `1 error`, once per role, at the first phase that uses it. */
export function unboundRoles(verdict: Verdict, flow: FlowSpec, model: ModelSpec): string[] {
  const first = new Map<number, { phase: number; uses: Use[] }>();
  for (const [phase, { realizes }] of flow.phases.entries()) {
    const modelPhase = model.phases[realizes ?? -1];
    if (modelPhase === undefined) continue;
    const uses = usesOf(modelPhase, model);
    for (const role of new Set(
      castsOf(phase, verdict, flow, model).flatMap((players) => lacking(uses, players, model)),
    )) {
      const firstUse = first.get(role) ?? { phase, uses: [] };
      firstUse.uses.push(...uses.filter((use) => use.role === role));
      first.set(role, firstUse);
    }
  }
  return [...first.values()].map(({ phase, uses }) => `${phase} ${severityOf(uses)}`).sort();
}

/** What is said of roles that several play where one must be known: once per role, at the first phase that uses it so. */
export function ambiguousRoles(verdict: Verdict, flow: FlowSpec, model: ModelSpec): string[] {
  const first = new Map<number, number>();
  for (const [phase, { realizes }] of flow.phases.entries()) {
    const modelPhase = model.phases[realizes ?? -1];
    if (modelPhase === undefined) continue;
    const uses = usesOf(modelPhase, model);
    for (const role of castsOf(phase, verdict, flow, model).flatMap((players) => crowded(uses, players))) {
      if (!first.has(role)) first.set(role, phase);
    }
  }
  return [...first.values()].map((phase) => `${phase} error`).sort();
}

/** Phases with a role without a player, or with several: their messages from or to it are not judged. */
export function phasesOfOpenRoles(verdict: Verdict, flow: FlowSpec, model: ModelSpec): Set<number> {
  const found = flow.phases.flatMap(({ realizes }, phase) => {
    const modelPhase = model.phases[realizes ?? -1];
    if (modelPhase === undefined) return [];
    const uses = usesOf(modelPhase, model);
    // An optional row with no player or several has no finding, but it is open who sends and receives its copies.
    const every = [...uses, ...usesOf({ ...modelPhase, items: required(modelPhase.items) }, model)];
    const isOpen = (players: Players) => lacking(every, players, model).length + crowded(every, players).length > 0;
    return castsOf(phase, verdict, flow, model).some(isOpen) ? [phase] : [];
  });
  return new Set(found);
}

/** The players of a phase's roles: where it is entered, or else as written. */
function castsOf(phase: number, verdict: Verdict, flow: FlowSpec, model: ModelSpec): Players[] {
  const casts = [
    ...verdict.visits.flatMap((visit) => (visit.phase === phase ? [visit.entry.players] : [])),
    ...verdict.unbound.flatMap((entry) => (entry.phase === phase ? [entry.players] : [])),
  ];
  const { [phase]: flowPhase } = flow.phases;
  if (casts.length > 0 || flowPhase === undefined) return casts;
  const players = playersAtStart(flow, model, flowPhase);
  const modelPhase = model.phases[flowPhase.realizes ?? -1];
  const movesPending = modelPhase?.moves.some(
    (move) => move.kind === 'role' && move.sources.some((state) => model.states[state]?.pending),
  );
  // A participant bound in another phase may be remembered.
  const bound = new Set(movesPending ? flow.phases.flatMap(({ bindings }) => bindings.map(({ role }) => role)) : []);
  return [players.map((own, role) => (own.length !== 1 && bound.has(role) ? [-1] : own))];
}

function lacking(uses: readonly Use[], players: Players, model: ModelSpec): number[] {
  return uses.flatMap(({ role, essential }) =>
    (players[role] ?? []).length === 0 && (essential || !model.roles[role]?.optional) ? [role] : [],
  );
}

function crowded(uses: readonly Use[], players: Players): number[] {
  return uses.flatMap(({ role, single }) => (single && (players[role] ?? []).length > 1 ? [role] : []));
}

function usesOf(phase: ModelPhaseSpec, model: ModelSpec): Use[] {
  const uses: Use[] = [];
  const add = (role: number, inferred: boolean, essential = false, sends = false) =>
    uses.push({ role, inferred, essential, single: sends || model.roles[role]?.kind === 'party' });
  const addArrow = ({ sender, receivers }: ArrowSpec, inferred: boolean) => {
    for (const end of [sender, ...receivers]) {
      const sends = end === sender && end.kind === 'role';
      for (const role of end.kind === 'role' ? [end.role] : end.except) add(role, inferred, false, sends);
    }
  };
  const inheriting = [phase, ...replacedBy(model, phase)];
  let inherited = false;
  for (const one of inheriting) {
    for (const need of one.needs) {
      if (need.kind === 'role') add(need.role, inherited || need.inferred, true);
      else if (need.kind !== 'fact') for (const role of need.except) add(role, inherited || need.inferred);
    }
    for (const move of one.moves) {
      if (move.kind === 'role') add(move.role, inherited || move.inferred, true);
      else if (one === phase) for (const role of move.except) add(role, move.inferred);
    }
    inherited ||= one.replaces?.inferred === true;
  }
  const starters = phase.triggers.flatMap((trigger) =>
    'timer' in trigger || trigger.sender.kind === 'all' ? [] : [trigger.sender.role],
  );
  for (const trigger of phase.triggers) {
    if ('timer' in trigger) add(trigger.timer, trigger.inferred);
    else addArrow(trigger, false);
  }
  // Only one role can start it: it is needed.
  if (starters.length === phase.triggers.length && new Set(starters).size === 1) add(starters[0] ?? -1, false, true);
  for (const row of rowsOf(phase.items)) if (!row.optional) addArrow(row, row.inferred);
  return uses;
}

function required(items: readonly Item[]): Item[] {
  return rowsOf(items).map((row) => ({ ...row, optional: false }));
}

function rowsOf(items: readonly Item[]): Extract<Item, { kind: 'row' }>[] {
  return items.flatMap((item) => (item.kind === 'row' ? [item] : rowsOf(item.items)));
}
