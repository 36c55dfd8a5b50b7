import type { Condition, FlowPhaseSpec, FlowSpec, Grounded, ModelPhaseSpec, ModelSpec, Move } from './specification.js';

/** Who plays each role: several only for a system's. */
export type Players = readonly (readonly number[])[];

/** The flow phase that made a party pending, and the roles it was entered with. */
export interface Memory {
  readonly phase: number;
  readonly players: Players;
}

/** The state of every participant (-1 for a system), and of a pending one how it came to be. */
export interface Configuration {
  readonly states: readonly number[];
  readonly memories: readonly (Memory | null)[];
}

export interface Entry {
  readonly kind: 'entered';
  readonly configuration: Configuration;
  readonly players: Players;
  /** The severity of a binding that differs from the remembered one; null if none differs. */
  readonly wrongRole: Severity | null;
}

export interface Refused {
  readonly kind: 'refused';
  /** A replacing phase, whose party is where the replaced phase moved it. */
  readonly afterReplaced: boolean;
  /** All that does not hold here is inferred. */
  readonly inferred: boolean;
}

/** An error, or a warning if everything that requires it is inferred. */
export type Severity = 'error' | 'warning';

/** A phase that is not judged: its entry depends on a role without a player, or on a party with several. */
export interface Unbound {
  readonly kind: 'unbound';
  readonly players: Players;
}

/** Thrown if the language does not specify the result: such a case proves nothing. */
export class Unspecified extends Error {}

/**
 * The state in which every party starts; null if a party's roles start in different states and it does not state one.
 */
export function initialConfiguration(flow: FlowSpec, model: ModelSpec): Configuration | null {
  if (unsetStates(flow, model).length > 0) return null;
  const states = flow.participants.map(({ kind, roles, initial }) => {
    if (kind === 'system') return -1;
    return initial ?? startsOf(roles, model)[0] ?? 0;
  });
  return { states, memories: states.map(() => null) };
}

/** The participants whose roles start in different states, and that do not say in which of them they are. */
export function unsetStates(flow: FlowSpec, model: ModelSpec): number[] {
  return flow.participants.flatMap(({ kind, roles, initial }, participant) =>
    kind === 'party' && initial === null && startsOf(roles, model).length > 1 ? [participant] : [],
  );
}

function startsOf(roles: readonly number[], model: ModelSpec): number[] {
  const starts = roles.map((role) => model.roles[role]?.initial ?? model.roles[role]?.states?.[0] ?? 0);
  return [...new Set(starts)];
}

/** Enters a flow phase from a configuration: binds roles, checks needs and sources, moves. */
export function enter(flow: FlowSpec, model: ModelSpec, phase: number, from: Configuration): Entry | Refused | Unbound {
  const flowPhase = flow.phases[phase];
  if (flowPhase === undefined) throw new Error(`There is no phase ${phase}.`);
  const modelPhase = flowPhase.realizes === null ? undefined : model.phases[flowPhase.realizes];
  if (modelPhase === undefined) {
    return { kind: 'entered', configuration: from, players: model.roles.map(() => []), wrongRole: null };
  }
  const { players, memory } = cast(flow, model, flowPhase, modelPhase, from);
  const isCertain = (role: number) => {
    const { length } = players[role] ?? [];
    return length === 1 || (length > 1 && model.roles[role]?.kind === 'system');
  };
  // After `except`, an optional role without a player excludes nobody; with several players, it is open whom it excludes.
  const isCertainOrNobody = (role: number) => (players[role] ?? []).length === 0 || isCertain(role);
  if (!entryRoles(model, modelPhase).every(isCertain) || !leftOutAtEntry(modelPhase, model).every(isCertainOrNobody)) {
    return { kind: 'unbound', players };
  }
  const situation: OracleContext = { flow, states: from.states, players };
  const inherited = replacedBy(model, modelPhase);
  const failing = [
    ...askedFor(model, modelPhase).filter(({ holds }) => !holds(situation)),
    ...movesOfAnothersParty(flow, model, modelPhase, players, from),
  ];
  if (failing.length > 0) {
    const afterReplaced = inherited.some(({ moves }) =>
      moves.some((move) => move.kind === 'role' && stateOf(move.role, situation) === move.target),
    );
    return { kind: 'refused', afterReplaced, inferred: failing.every(({ inferred }) => inferred) };
  }
  const isWrong = flowPhase.bindings.some(({ participant, role }) => {
    const remembered = memory?.players[role] ?? [];
    return remembered.length > 0 && !remembered.includes(participant);
  });
  const wrongRole = !isWrong || memory === null ? null : severityOf(movesToPending(flow, model, memory));
  return { kind: 'entered', configuration: moved(modelPhase, phase, situation, from, model), players, wrongRole };
}

/**
 * Moves of parties that the other model made pending: only its phases move them on. A replacing phase needs everything
 * that the replaced one needs, so it cannot happen in its place either.
 */
function movesOfAnothersParty(
  flow: FlowSpec,
  model: ModelSpec,
  phase: ModelPhaseSpec,
  players: Players,
  from: Configuration,
): Grounded[] {
  const replaced = phase.replaces === null ? undefined : model.phases[phase.replaces.phase];
  const inherited = replaced === undefined ? [] : movesOfAnothersParty(flow, model, replaced, players, from);
  const own = phase.moves.filter((move) => {
    const [party] = move.kind === 'role' ? (players[move.role] ?? []) : [];
    return party !== undefined && isOfAnother(from.memories[party] ?? null, flow, model, phase);
  });
  // An inferred `replaces` makes all that it inherits inferred.
  return [...own, ...inherited.map(({ inferred }) => ({ inferred: inferred || phase.replaces?.inferred === true }))];
}

/** Whether what made a party pending is a phase of another model. */
export function isOfAnother(
  memory: Memory | null,
  flow: FlowSpec,
  model: ModelSpec,
  { owner }: ModelPhaseSpec,
): boolean {
  const maker = memory === null ? undefined : model.phases[flow.phases[memory.phase]?.realizes ?? -1];
  return maker !== undefined && maker.owner !== owner;
}

/** The conditions for a phase to begin: its needs and the sources of its moves, and those of the phase it replaces. */
export function askedFor(
  model: ModelSpec,
  phase: ModelPhaseSpec,
): { readonly inferred: boolean; holds(situation: OracleContext): boolean }[] {
  const own = [
    ...phase.needs.map((condition) => ({
      inferred: condition.inferred,
      holds: (situation: OracleContext) => conditionHolds(condition, situation),
    })),
    ...phase.moves.flatMap((move) => {
      if (move.kind === 'all') return [];
      const holds = (situation: OracleContext) => move.sources.includes(stateOf(move.role, situation));
      return [{ inferred: move.inferred, holds }];
    }),
  ];
  const { replaces } = phase;
  const replaced = replaces === null ? undefined : model.phases[replaces.phase];
  if (replaced === undefined) return own;
  // An inferred `replaces` makes all that it inherits inferred.
  const inherited = askedFor(model, replaced).map((asked) => {
    return { ...asked, inferred: asked.inferred || replaces?.inferred === true };
  });
  return [...own, ...inherited];
}

/**
 * The roles whose players decide whether a phase can begin: an optional one only if it is moved or must be in a state.
 */
export function entryRoles(model: ModelSpec, phase: ModelPhaseSpec): number[] {
  const isAsked = (role: number) => model.roles[role]?.optional === false;
  const replaced = replacedBy(model, phase);
  const needs = [phase, ...replaced].flatMap((one) => one.needs);
  const moves = [...phase.moves, ...replaced.flatMap((one) => one.moves.filter(({ kind }) => kind === 'role'))];
  return [
    ...needs.flatMap((need) =>
      need.kind === 'role' ? [need.role] : need.kind === 'fact' ? [] : need.except.filter(isAsked),
    ),
    ...moves.flatMap((move) => (move.kind === 'role' ? [move.role] : move.except.filter(isAsked))),
  ];
}

/** The roles that a phase leaves out in its `needs` and moves: whom these are about depends on their players. */
function leftOutAtEntry(phase: ModelPhaseSpec, model: ModelSpec): number[] {
  const needs = [phase, ...replacedBy(model, phase)].flatMap((one) => one.needs);
  const exceptIn = (one: Condition | Move) => ('except' in one ? one.except : []);
  return [...needs, ...phase.moves].flatMap(exceptIn);
}

/** The moves of roles by which a phase made parties pending, of one party only if given. */
export function movesToPending(flow: FlowSpec, model: ModelSpec, { phase, players }: Memory, party?: number) {
  const { realizes } = flow.phases[phase] ?? { realizes: null };
  return (model.phases[realizes ?? -1]?.moves ?? []).flatMap((move) => {
    if (move.kind === 'all' || !model.states[move.target]?.pending) return [];
    return party === undefined || players[move.role]?.[0] === party ? [move] : [];
  });
}

/** The severity of a finding that only these require. */
export function severityOf(asking: readonly Grounded[]): Severity {
  return asking.length > 0 && asking.every(({ inferred }) => inferred) ? 'warning' : 'error';
}

/** A configuration, and who plays what in it. */
export interface OracleContext {
  readonly flow: FlowSpec;
  readonly states: readonly number[];
  readonly players: Players;
}

export function conditionHolds(condition: Condition, situation: OracleContext): boolean {
  if (condition.kind === 'fact') return situation.flow.value === condition.value;
  if (condition.kind === 'role') return stateOf(condition.role, situation) === condition.state;
  const somebody = partiesIn(condition.state, condition.except, situation).length > 0;
  return (condition.kind === 'some') === somebody;
}

/** The parties in a state, without the player of a role. */
export function partiesIn(state: number, except: readonly number[], { states, players }: OracleContext): number[] {
  const left = except.flatMap((role) => players[role] ?? []);
  return states.flatMap((own, party) => (own === state && !left.includes(party) ? [party] : []));
}

/** The phases that a phase replaces, along the chain. */
export function replacedBy(model: ModelSpec, { replaces }: ModelPhaseSpec): ModelPhaseSpec[] {
  const replaced = replaces === null ? undefined : model.phases[replaces.phase];
  return replaced === undefined ? [] : [replaced, ...replacedBy(model, replaced)];
}

/** The parties that are pending. */
export function pendingParties(model: ModelSpec, { states }: Configuration): number[] {
  return states.flatMap((state, party) => (model.states[state]?.pending ? [party] : []));
}

function stateOf(role: number, { states, players }: OracleContext): number {
  const [player, another] = players[role] ?? [];
  if (player === undefined) throw new Unspecified('nobody plays a role that the phase depends on');
  if (another !== undefined) throw new Unspecified('several play a role that the phase depends on');
  return states[player] ?? -1;
}

/** Who plays what in a phase if nothing has happened yet. */
export function playersAtStart(flow: FlowSpec, model: ModelSpec, { realizes, bindings }: FlowPhaseSpec): Players {
  const modelPhase = model.phases[realizes ?? -1];
  const states = flow.participants.map(() => -1);
  const nothing = { states, memories: states.map(() => null) };
  if (modelPhase === undefined) return [];
  return cast(flow, model, { realizes, bindings, steps: null, next: null }, modelPhase, nothing).players;
}

function cast(
  flow: FlowSpec,
  model: ModelSpec,
  flowPhase: FlowPhaseSpec,
  modelPhase: ModelPhaseSpec,
  from: Configuration,
): { players: Players; memory: Memory | null } {
  const bound = (role: number) => flowPhase.bindings.filter((b) => b.role === role).map((b) => b.participant);
  const defaults = (role: number) =>
    flow.participants.flatMap(({ roles }, participant) => (roles.includes(role) ? [participant] : []));
  const pending = new Set(pendingParties(model, from));
  const ways = modelPhase.moves.flatMap((move) => (move.kind === 'role' ? [move] : []));
  const onward = ways.filter(({ sources }) => sources.some((state) => model.states[state]?.pending));
  if (onward.length > 1) throw new Unspecified('two pending parties are moved on at once');
  const [way] = onward;
  let memory: Memory | null = null;
  let parties: readonly number[] = [];
  if (way !== undefined) {
    const pendingIn = [...pending].filter((p) => {
      const made = from.memories[p] ?? null;
      return made?.players[way.role]?.includes(p) && !isOfAnother(made, flow, model, modelPhase);
    });
    const standard = defaults(way.role);
    const [binding] = bound(way.role);
    const pendingDefaults = standard.filter((party) => pendingIn.includes(party));
    if (binding !== undefined) parties = [binding];
    else if (pendingDefaults.length > 0) parties = pendingDefaults;
    else parties = pendingIn.length === 1 ? pendingIn : standard;
    const [only, another] = parties;
    const party = another === undefined ? only : undefined;
    if (party !== undefined && pending.has(party)) memory = from.memories[party] ?? null;
    if (isOfAnother(memory, flow, model, modelPhase)) memory = null;
    if (memory !== null && binding === undefined && !memory.players[way.role]?.includes(party ?? -1)) {
      throw new Unspecified('the default player is pending in another role');
    }
  }
  const players = model.roles.map((_, role) => {
    if (bound(role).length > 0) return bound(role);
    if (role === way?.role && parties.length > 0) return parties;
    const remembered = memory?.players[role] ?? [];
    return remembered.length > 0 ? remembered : defaults(role);
  });
  return { players, memory };
}

function moved(
  modelPhase: ModelPhaseSpec,
  phase: number,
  situation: OracleContext,
  from: Configuration,
  model: ModelSpec,
): Configuration {
  const targets = new Map<number, number>();
  for (const move of modelPhase.moves) {
    const parties =
      move.kind === 'all'
        ? partiesIn(move.state, move.except, situation)
        : (situation.players[move.role] ?? []).slice(0, 1);
    for (const party of parties) {
      if (targets.has(party)) throw new Unspecified('one party is moved twice');
      targets.set(party, move.target);
    }
  }
  const states = from.states.map((state, party) => targets.get(party) ?? state);
  const memories = states.map((state, party) => {
    if (!model.states[state]?.pending) return null;
    return targets.has(party) ? { phase, players: situation.players } : (from.memories[party] ?? null);
  });
  return { states, memories };
}
