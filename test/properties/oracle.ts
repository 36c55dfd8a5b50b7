// A second implementation of the check: written from the language's description alone, by brute force, for small flows.
// It shares no code with the check.

import type { Configuration, Entry, Players, Refused, Unbound } from './oracle-entering.js';
import {
  enter,
  initialConfiguration,
  movesToPending,
  pendingParties,
  type Severity,
  severityOf,
} from './oracle-entering.js';
import type { FlowSpec, ModelSpec, TargetSpec } from './specification.js';

/** A flow phase entered in one configuration. */
export interface Visit {
  readonly phase: number;
  readonly entry: Entry;
  /** The result of each target. */
  readonly ways: readonly Way[];
}

export type Way = 'end' | 'pending' | Refused | Unbound | { readonly kind: 'visit'; visit(): Visit };

/** The finding on such a target: `either` if some configurations show one code and some the other. */
export interface Refusal {
  readonly code: 'illegal-phase' | 'replaces-not-follows' | 'either';
  readonly severity: Severity;
}

/** The results of the flow's targets. */
export interface Verdict {
  readonly visits: readonly Visit[];
  /** The result of each target of the start; empty if no phase is entered. */
  readonly startWays: readonly Way[];
  /** Targets that no configuration can take, `start>3` or `2>3`, with their findings. */
  readonly refused: ReadonlyMap<string, Refusal>;
  readonly endsWhilePending: ReadonlyMap<number, Severity>;
  /** Phases with a configuration in which nothing can follow, although no party is pending or no end is offered. */
  readonly stuck: ReadonlySet<number>;
  /** Rings of phases that only lead to each other. */
  readonly deadEnds: readonly (readonly number[])[];
  readonly wrongRoles: ReadonlyMap<number, Severity>;
  /** Phases that are not entered because a role has no player, each with the players of the others. */
  readonly unbound: readonly { readonly phase: number; readonly players: Players }[];
}

/** The targets of a phase, an implied end included. */
export function targetsOf(flow: FlowSpec, phase: number): readonly TargetSpec[] {
  return flow.phases[phase]?.next ?? ['end'];
}

/** Every phase in every configuration that it can be entered in, and what follows. */
export function judgeTargets(flow: FlowSpec, model: ModelSpec): Verdict {
  const visits: (Visit & { ways: Way[] })[] = [];
  const unbound: { phase: number; players: Players }[] = [];
  const visitByKey = new Map<string, Visit & { ways: Way[] }>();
  const follow = (target: TargetSpec, from: Configuration): Way => {
    if (target === 'end') return pendingParties(model, from).length === 0 ? 'end' : 'pending';
    const entry = enter(flow, model, target, from);
    if (entry.kind === 'unbound') unbound.push({ phase: target, players: entry.players });
    if (entry.kind !== 'entered') return entry;
    const key = JSON.stringify([target, entry.configuration, entry.players, entry.wrongRole]);
    const visit = visitByKey.get(key) ?? { phase: target, entry, ways: [] };
    if (!visitByKey.has(key)) visits.push(visit);
    visitByKey.set(key, visit);
    return { kind: 'visit', visit: () => visit };
  };
  const starts = flow.start ?? [0];
  const initial = initialConfiguration(flow, model);
  // No phase is entered if the initial state of a participant is not known.
  const startWays = initial === null ? [] : starts.map((target) => follow(target, initial));
  for (const visit of visits) {
    for (const target of targetsOf(flow, visit.phase)) visit.ways.push(follow(target, visit.entry.configuration));
  }
  const refused = new Map<string, Refusal>();
  for (const [index, way] of startWays.entries()) {
    // At the start no phase has happened that could be replaced too late.
    const target = `start>${starts[index]}`;
    if (!noteRefusal(refused, target, [way])) continue;
    refused.set(target, { severity: 'error', ...refused.get(target), code: 'illegal-phase' });
  }
  const byPhase = flow.phases.map((_, phase) => visits.filter((visit) => visit.phase === phase));
  const endsWhilePending = new Map<number, Severity>();
  const ofPending = ({ entry: { configuration } }: Visit) =>
    worst(
      pendingParties(model, configuration).map((party) => {
        const memory = configuration.memories[party] ?? null;
        return memory === null ? 'error' : severityOf(movesToPending(flow, model, memory, party));
      }),
    );
  const stuck = new Set<number>();
  const free = new Set<number>();
  for (const [phase, own] of byPhase.entries()) {
    if (own.length === 0) continue;
    for (const [index, target] of targetsOf(flow, phase).entries()) {
      const ways = own.flatMap((visit) => visit.ways[index] ?? []);
      const reported =
        target === 'end' ? ways.every((way) => way === 'pending') : noteRefusal(refused, `${phase}>${target}`, ways);
      if (reported) free.add(phase);
      // If inferred rows did not count, it could end in some configuration.
      if (reported && target === 'end') endsWhilePending.set(phase, mildest(own.map(ofPending)));
    }
    // A phase that is not judged may have successors.
    if (own.some(({ ways }) => ways.some((way) => typeof way === 'object' && way.kind === 'unbound'))) free.add(phase);
    if (free.has(phase)) continue;
    const nowhere = own.filter(({ ways }) => ways.every((way) => !isTaken(way)));
    const pending = nowhere.filter(({ ways }) => ways.includes('pending'));
    if (pending.length > 0) endsWhilePending.set(phase, worst(pending.map(ofPending)));
    if (pending.length < nowhere.length) stuck.add(phase);
  }
  const isStuck = (visit: Visit) => visit.ways.every((way) => !isTaken(way));
  return {
    visits,
    startWays,
    refused,
    endsWhilePending,
    stuck,
    deadEnds: deadEnds(visits, (visit) => free.has(visit.phase) || isStuck(visit)),
    wrongRoles: wrongRoles(byPhase),
    unbound,
  };
}

function wrongRoles(byPhase: readonly (readonly Visit[])[]): Map<number, Severity> {
  const found = new Map<number, Severity>();
  for (const [phase, visits] of byPhase.entries()) {
    const severities = visits.flatMap(({ entry }) => entry.wrongRole ?? []);
    if (severities.length > 0) found.set(phase, worst(severities));
  }
  return found;
}

function worst(severities: readonly Severity[]): Severity {
  return severities.includes('error') ? 'error' : 'warning';
}

function mildest(severities: readonly Severity[]): Severity {
  return severities.includes('warning') ? 'warning' : 'error';
}

function isTaken(way: Way): boolean {
  return way === 'end' || isVisit(way);
}

function noteRefusal(refused: Map<string, Refusal>, target: string, ways: readonly Way[]): boolean {
  const refusals = ways.flatMap((way) => (typeof way === 'object' && way.kind === 'refused' ? [way] : []));
  if (refusals.length === 0 || refusals.length < ways.length) return false;
  const after = refusals.filter(({ afterReplaced }) => afterReplaced).length;
  refused.set(target, {
    code: after === 0 ? 'illegal-phase' : after === ways.length ? 'replaces-not-follows' : 'either',
    // If inferred rows did not count, some configuration could take it.
    severity: mildest(refusals.map(({ inferred }) => (inferred ? 'warning' : 'error'))),
  });
  return true;
}

/** Rings of phases from which no configuration leads to an end or to a phase that already has a finding. */
function deadEnds(visits: readonly Visit[], saidAlready: (visit: Visit) => boolean): number[][] {
  const finishing = new Set(visits.filter((visit) => saidAlready(visit) || visit.ways.includes('end')));
  for (let before = -1; before < finishing.size; ) {
    before = finishing.size;
    for (const visit of visits) {
      if (visit.ways.some((way) => isVisit(way) && finishing.has(way.visit()))) finishing.add(visit);
    }
  }
  const alive = new Set([...finishing].map(({ phase }) => phase));
  const dead = visits.filter(({ phase }) => !alive.has(phase));
  const phases = [...new Set(dead.map(({ phase }) => phase))].sort((a, b) => a - b);
  const steps = new Map(
    phases.map((phase) => {
      const next = dead
        .filter((visit) => visit.phase === phase)
        .flatMap(({ ways }) => ways.flatMap((way) => (isVisit(way) ? [way.visit().phase] : [])));
      return [phase, next.filter((other) => phases.includes(other))] as const;
    }),
  );
  const reach = (phase: number): Set<number> => {
    const found = new Set<number>();
    const open = [...(steps.get(phase) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(...(steps.get(next) ?? []));
    }
    return found;
  };
  // A dead end is a ring that leads to no other dead phase.
  return phases
    .map((phase) => phases.filter((other) => other === phase || (reach(phase).has(other) && reach(other).has(phase))))
    .filter((ring) => ring.every((phase) => [...reach(phase)].every((other) => ring.includes(other))))
    .filter((ring, index, all) => all.findIndex(([first]) => first === ring[0]) === index);
}

function isVisit(way: Way): way is Extract<Way, { kind: 'visit' }> {
  return typeof way === 'object' && way.kind === 'visit';
}
