import { NO_ENTRY, UNDECIDED } from '../exploration/configuration.js';
import type { BlockedEntry } from '../exploration/entry-conditions.js';
import { type Edge, type Exploration, pathTo, startTargets, targetsOf, type Visit } from '../exploration/explore.js';
import { ringsOf } from '../exploration/rings.js';
import type { PhaseTransitions } from '../exploration/transitions.js';
import { brief, briefList } from '../findings/brief.js';
import type { FindingDraft } from '../findings/finding.js';
import { mistakeKey } from '../findings/mistake-key.js';
import type { Target } from '../model/flow.js';
import { citedGround } from '../model/ground.js';
import { type Ground, isInferred, needsDelay, timersOf } from '../model/model.js';
import { plainPlace } from '../model/place.js';
import { type MessageText, quoted } from './message-text.js';
import { unmetEntry } from './unmet-condition.js';
import { lowered, toFinding, type VisitFinding, type VisitFindings } from './visit-findings.js';

/**
 * Targets that can never be taken, ends while a party is pending, configurations and phases from which nothing leads on
 * (docs/language.md, "Targets and ends").
 */
export function targetFindings(
  exploration: Exploration,
  transitions: PhaseTransitions,
  visitFindings: VisitFindings,
  words: MessageText,
): FindingDraft[] {
  const findings: FindingDraft[] = [];
  const excused = new Set<number>();
  startTargets(words.flow).forEach((target, index) => {
    const edge = exploration.starts[index];
    if (edge?.kind !== 'refused') return;
    // Before the start nothing has happened that could not be replaced any more.
    const refusal = { ...edge.refusal, follows: null };
    findings.push(refusedTarget(target, refusal, null, undefined, words));
  });
  for (const phase of words.flow.phases) {
    const visits = visitsOf(exploration, phase.index);
    if (visits.length === 0) continue;
    addMissingTimeouts(phase.index, visits, visitFindings, words);
    // Unexplored configurations might take any of its targets.
    if (exploration.bounded) continue;
    for (const [position, target] of targetsOf(words.flow, phase.index).entries()) {
      // As nearly all are.
      if (visits.every(({ edges }) => isTaken(edges[position]))) continue;
      const edges = visits.map((visit) => visit.edges[position]);
      if (edges.some((edge) => edge === undefined || edge.kind === 'unknown')) excused.add(phase.index);
      const never = neverTaken(target, edges, visits, exploration, transitions, words);
      if (never !== null) {
        excused.add(phase.index);
        findings.push(never);
      }
    }
  }
  if (exploration.bounded) return findings;
  for (const visit of exploration.visits) addStuck(visit, excused, transitions, visitFindings, words);
  return [...dedupe(findings), ...deadEnds(exploration, excused, words)];
}

function visitsOf(exploration: Exploration, phase: number): Visit[] {
  const visits: Visit[] = [];
  for (const index of exploration.byPhase[phase] ?? []) {
    const visit = exploration.visits[index];
    if (visit !== undefined) visits.push(visit);
  }
  return visits;
}

function isTaken(edge: Edge | undefined): boolean {
  return edge?.kind === 'visit' || edge?.kind === 'end';
}

function neverTaken(
  target: Target | null,
  edges: readonly (Edge | undefined)[],
  visits: readonly Visit[],
  exploration: Exploration,
  transitions: PhaseTransitions,
  words: MessageText,
): FindingDraft | null {
  if (edges.length === 0) return null;
  const [first] = visits;
  const phase = words.flow.phases[first?.phase ?? -1];
  if (first === undefined || phase === undefined) return null;
  const witness = () => pathTo(exploration, first.index, words.flow);
  if (edges.every((edge) => edge?.kind === 'refused')) {
    const refusals = edges.flatMap((edge) => (edge?.kind === 'refused' ? [edge.refusal] : []));
    const chosen = refusals.find((candidate) => candidate.follows !== null) ?? refusals[0];
    if (target === null || chosen === undefined) return null;
    // Without what is inferred it could be taken somewhere.
    const inferred = refusals.find((refusal) => refusal.inferred.length > 0)?.inferred ?? [];
    return refusedTarget(target, { ...chosen, inferred }, quoted(phase.name), witness, words);
  }
  const [edge] = edges;
  if (edge?.kind !== 'pending' || !edges.every((other) => other?.kind === 'pending')) return null;
  const grounds = visits.map((visit, index) => {
    const other = edges[index];
    return other?.kind === 'pending' ? groundsOfPending(visit, other.parties, transitions) : [];
  });
  const inferred = grounds.find((own) => own.length > 0 && own.every(isInferred)) ?? [];
  return toFinding(lowered(pendingEnd(first, edge.parties, words), inferred), words.flow, witness);
}

function refusedTarget(
  target: Target,
  refusal: BlockedEntry,
  /** The quoted phase before it; null at the start of the flow. */
  after: string | null,
  witness: (() => readonly string[]) | undefined,
  words: MessageText,
): FindingDraft {
  const name = target.kind === 'phase' ? target.name : '?';
  const realized = target.kind === 'phase' ? words.flow.phases[target.phase]?.realizes?.phase : null;
  const what = realized ? words.modelPhase(realized) : 'it';
  const { reason, follows } = refusal;
  const place = reason.kind === 'source' ? reason.move.place : reason.condition.place;
  const own = reason.kind === 'source' ? reason.move.ground : reason.condition.ground;
  const ground = realized ? citedGround(own, realized, realized.model) : '';
  const message = `required by the model${ground === '' ? '' : ` (${ground})`}`;
  const related = [{ ...plainPlace(place), message }];
  const common = { place: target.place, related };
  if (follows !== null) {
    const visitFinding: VisitFinding = {
      ...common,
      code: 'replaces-not-follows',
      brief: brief`Replaces ${follows.name}, which has already happened`,
      fact: `${quoted(name)} cannot follow ${after ?? 'the start of the flow'}: ${what} replaces "${follows.name}", which has already happened`,
      remedy: `Offer ${quoted(name)} as an alternative to the phase it replaces.`,
    };
    return toFinding(lowered(visitFinding, refusal.inferred), words.flow, witness);
  }
  const unmet = unmetEntry(refusal, words);
  const visitFinding: VisitFinding = {
    ...common,
    code: 'illegal-phase',
    brief: unmet.brief,
    fact: `${after === null ? `The flow can never start with ${quoted(name)}` : `${quoted(name)} can never follow ${after}`}: ${unmet.actual}, but ${what} can begin only when ${unmet.required}`,
    remedy: 'Remove the target, or let a phase that makes it possible come first.',
  };
  return toFinding(lowered(visitFinding, refusal.inferred), words.flow, witness);
}

function pendingEnd(visit: Visit, parties: readonly number[], words: MessageText): VisitFinding {
  const phase = words.flow.phases[visit.phase];
  const states = new Set(parties.map((party) => visit.entered.configuration.states[party] ?? UNDECIDED));
  return {
    code: 'ends-while-pending',
    brief: brief`Ends while ${briefList(parties.map((party) => words.name(party)))} ${parties.length === 1 ? 'is' : 'are'} pending`,
    place: phase?.namePlace ?? words.flow.namePlace,
    fact: `The flow cannot end after ${words.phase(visit.phase)} while ${words.participants(parties)} ${parties.length === 1 ? 'is' : 'are'} still in ${words.states([...states])}`,
    remedy: `Continue with ${parties.length === 1 ? 'a phase that resolves it' : 'phases that resolve them'}, or remove the end.`,
  };
}

/** Grounds of the moves that made the parties pending. */
function groundsOfPending(visit: Visit, parties: readonly number[], transitions: PhaseTransitions): (Ground | null)[] {
  return parties.flatMap((party) => {
    const entry = transitions.entries.get(visit.entered.configuration.makers[party] ?? NO_ENTRY);
    if (entry === undefined) return [null];
    const role = entry.movedRoles.get(party);
    const moves = transitions.roles.pendingMoves(entry).filter((move) => move.role === role);
    return moves.length === 0 ? [null] : moves.map(({ ground }) => ground);
  });
}

/** A configuration in which no target can be taken, of a phase without another finding of this kind. */
function addStuck(
  visit: Visit,
  excused: Set<number>,
  transitions: PhaseTransitions,
  visitFindings: VisitFindings,
  words: MessageText,
): void {
  if (excused.has(visit.phase) || visit.edges.some((edge) => edge.kind !== 'refused' && edge.kind !== 'pending'))
    return;
  const pending = visit.edges.find((edge) => edge.kind === 'pending');
  const key = `${pending === undefined ? 'cannot-finish' : 'ends-while-pending'}/${visit.phase}`;
  visitFindings.add(key, visit.index, () => {
    if (pending?.kind === 'pending') {
      return lowered(pendingEnd(visit, pending.parties, words), groundsOfPending(visit, pending.parties, transitions));
    }
    const refused = visit.edges.find((edge) => edge.kind === 'refused');
    const unmet = refused?.kind === 'refused' ? unmetEntry(refused.refusal, words) : null;
    const reason = unmet === null ? '' : `: ${unmet.actual}, but the next phase can begin only when ${unmet.required}`;
    return {
      code: 'cannot-finish',
      place: words.flow.phases[visit.phase]?.namePlace ?? words.flow.namePlace,
      fact: `No target can be taken after ${words.phase(visit.phase)}${reason}`,
      remedy: 'Add a target that can be taken, or `end`.',
    };
  });
}

/** Phases that only lead to each other and never to an end: one finding for each dead end, at its first phase. */
function deadEnds(exploration: Exploration, excused: ReadonlySet<number>, words: MessageText): FindingDraft[] {
  const stuck = (visit: Visit) => visit.edges.every((edge) => edge.kind === 'refused' || edge.kind === 'pending');
  const finishing = new Set<number>();
  const before = exploration.visits.map((): number[] => []);
  const queue: number[] = [];
  for (const visit of exploration.visits) {
    for (const edge of visit.edges) if (edge.kind === 'visit') before[edge.visit]?.push(visit.index);
    if (excused.has(visit.phase) || stuck(visit) || visit.edges.some((edge) => edge.kind === 'end'))
      queue.push(visit.index);
  }
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (finishing.has(index)) continue;
    finishing.add(index);
    queue.push(...(before[index] ?? []));
  }
  const dead = new Set(
    words.flow.phases
      .map((phase) => phase.index)
      .filter((phase) => {
        const visits = exploration.byPhase[phase] ?? [];
        return visits.length > 0 && visits.every((visit) => !finishing.has(visit));
      }),
  );
  return rings(dead, exploration).map(([first, ...rest]) => {
    const others = rest.length === 0 ? '' : ` (${[first, ...rest].map((phase) => words.phase(phase)).join(', ')})`;
    return toFinding(
      {
        code: 'cannot-finish',
        place: words.flow.phases[first]?.namePlace ?? words.flow.namePlace,
        fact: `${words.phase(first)} never leads to an end${others === '' ? '' : `: these phases only lead to each other${others}`}`,
        remedy: 'Add `end` to a `next`, or a phase that leads to an end.',
      },
      words.flow,
    );
  });
}

/** Dead ends: dead phases that lead to each other and to no other dead ones, each in the order written. */
function rings(dead: ReadonlySet<number>, exploration: Exploration): [number, ...number[]][] {
  const next = new Map<number, Set<number>>([...dead].map((phase) => [phase, new Set()]));
  for (const visit of exploration.visits) {
    for (const edge of visit.edges) {
      const phase = edge.kind === 'visit' ? exploration.visits[edge.visit]?.phase : undefined;
      if (phase !== undefined && dead.has(visit.phase) && dead.has(phase)) next.get(visit.phase)?.add(phase);
    }
  }
  const found: [number, ...number[]][] = [];
  for (const group of ringsOf(next)) {
    const own = new Set(group);
    const leadsOn = group.some((phase) => [...(next.get(phase) ?? [])].some((other) => !own.has(other)));
    const [first, ...rest] = group.sort((a, b) => a - b);
    if (first !== undefined && !leadsOn) found.push([first, ...rest]);
  }
  return found.sort(([a], [b]) => a - b);
}

function addMissingTimeouts(
  phase: number,
  visits: readonly Visit[],
  visitFindings: VisitFindings,
  words: MessageText,
): void {
  for (const [position, target] of targetsOf(words.flow, phase).entries()) {
    if (target?.kind !== 'phase' || target.delayMs !== null) continue;
    const realized = words.flow.phases[target.phase]?.realizes?.phase;
    if (!realized || !needsDelay(realized)) continue;
    const taking = visits.filter((visit) => visit.edges[position]?.kind === 'visit');
    for (const visit of taking) {
      visitFindings.add(`missing-timeout/${phase}/${position}`, visit.index, () =>
        lowered(
          {
            code: 'missing-timeout',
            place: target.place,
            origin: { kind: 'target', phase, position },
            fact: `${quoted(target.name)} starts on a timeout (${words.modelPhase(realized)}), but no time is given`,
            remedy: `Write \`${target.name} after 30s\`, with the time you need.`,
            related: [{ ...plainPlace(realized.place), message: 'triggered by a timeout' }],
          },
          timersOf(realized).map(({ ground }) => ground),
        ),
      );
    }
  }
}

function dedupe(findings: readonly FindingDraft[]): FindingDraft[] {
  const mistakes = new Set<string>();
  return findings.filter((finding) => {
    const mistake = mistakeKey(finding);
    return !mistakes.has(mistake) && mistakes.add(mistake);
  });
}
