import { joinWithAnd, joinWithOr } from '../../timeline/types/join-words.js';
import { type Configuration, NO_ENTRY, type Players, UNDECIDED } from '../exploration/configuration.js';
import { type Edge, type Exploration, startTargets, targetsOf, type Visit } from '../exploration/explore.js';
import { judgeAll, onlyPlayer } from '../exploration/three-valued.js';
import type { PhaseTransitions } from '../exploration/transitions.js';
import { brief, briefList } from '../findings/brief.js';
import type { FindingDraft, OutcomesOrigin } from '../findings/finding.js';
import type { FlowPhase } from '../model/flow.js';
import { isInferred, type ModelPhase, UNKNOWN } from '../model/model.js';
import { PhaseIndex } from '../model/phase-index.js';
import type { Place } from '../model/place.js';
import { plainPlace } from '../model/place.js';
import { isUnknownCondition } from '../model/unreadable-parts.js';
import { type MessageText, quoted } from './message-text.js';
import { lowered, toFinding, type VisitFinding, type VisitFindings } from './visit-findings.js';

/** A target that is taken, with what it realizes there. */
interface OfferedTarget {
  readonly realized: ModelPhase;
  readonly players: Players;
}

/** A state that a phase needs a participant to be in. */
interface NeededState {
  readonly participant: number;
  readonly state: number;
}

/** A phase that is left out, the one offered that it belongs together with, and who plays then. */
interface Apart {
  readonly companion: ModelPhase;
  readonly offered: ModelPhase;
  readonly players: Players;
}

/** Outcomes that are not offered where they can happen (docs/language.md, "Outcomes"). */
export function outcomeFindings(
  exploration: Exploration,
  transitions: PhaseTransitions,
  visitFindings: VisitFindings,
  words: MessageText,
): FindingDraft[] {
  const outcomes = new OutcomeChecks(exploration, transitions, words);
  for (const visit of exploration.visits.slice(0, exploration.followed)) outcomes.addOf(visit, visitFindings);
  return outcomes.ofStart();
}

class OutcomeChecks {
  private readonly index: PhaseIndex;

  constructor(
    private readonly exploration: Exploration,
    private readonly transitions: PhaseTransitions,
    private readonly words: MessageText,
  ) {
    this.index = PhaseIndex.of(words.model);
  }

  addOf(visit: Visit, visitFindings: VisitFindings): void {
    const phase = this.words.flow.phases[visit.phase];
    const offers = this.offers(visit.edges);
    if (phase === undefined || offers === null) return;
    const { configuration } = visit.entered;
    const ends = targetsOf(this.words.flow, visit.phase).some((target) => target === null || target.kind === 'end');
    const reported = new Set<ModelPhase>();
    const { makers } = configuration;
    for (let participant = 0; participant < makers.length; participant++) {
      const maker = makers[participant] ?? NO_ENTRY;
      if (maker === NO_ENTRY) continue;
      const missing = this.missingOutcomes(participant, maker, configuration, offers);
      if (missing === null || missing.phases.length === 0) continue;
      if (!missing.some && ends) continue;
      for (const outcome of missing.phases) reported.add(outcome);
      const key = `unhandled-outcome/${visit.phase}/${participant}/${missing.some}`;
      visitFindings.add(key, visit.index, () =>
        this.withInference(this.unhandled(participant, missing, phase, configuration), participant, maker, missing),
      );
    }
    const apart = this.apart(configuration, offers).filter(({ companion }) => !reported.has(companion));
    if (apart.length === 0) return;
    const key = `unhandled-outcome/${visit.phase}/apart/${apart.map(({ companion }) => companion.index).join(',')}`;
    visitFindings.add(key, visit.index, () => this.offeredApart(apart, phase, phase.nextPlace));
  }

  ofStart(): FindingDraft[] {
    const { flow } = this.words;
    const offers = this.offers(this.exploration.starts);
    const apart = offers === null ? [] : this.apart(this.transitions.initial(), offers);
    if (apart.length === 0) return [];
    const [first] = startTargets(flow);
    const place = flow.startPlace ?? first?.place ?? flow.namePlace;
    return [toFinding(this.offeredApart(apart, null, place), flow)];
  }

  /** Null if a target's meaning is not known: absence proves nothing then. */
  private offers(edges: readonly Edge[]): OfferedTarget[] | null {
    const offers: OfferedTarget[] = [];
    for (const edge of edges) {
      if (edge.kind === 'unknown') return null;
      if (edge.kind !== 'visit') continue;
      const entered = this.exploration.visits[edge.visit]?.entered;
      const phase = this.words.flow.phases[this.exploration.visits[edge.visit]?.phase ?? -1];
      if (entered === undefined || (phase?.realizes && phase.realizes.phase === null)) return null;
      if (entered.realized === null) continue;
      offers.push({ realized: entered.realized, players: entered.players });
    }
    return offers;
  }

  /** (a) Outcomes of a pending party that are not offered; null if it needs none. */
  private missingOutcomes(
    participant: number,
    maker: number,
    configuration: Configuration,
    offers: readonly OfferedTarget[],
  ): { phases: ModelPhase[]; some: boolean; madeBy: ModelPhase } | null {
    const entry = this.transitions.entries.get(maker);
    const role = entry?.movedRoles.get(participant);
    const state = configuration.states[participant] ?? UNDECIDED;
    if (entry === undefined || role === undefined || state === UNDECIDED) return null;
    const madeBy = entry.realized;
    const outcomes = this.index
      .movingOut(role, state)
      .filter((phase) => phase.model === madeBy.model && this.possible(phase, entry.players, configuration));
    const offered = (phase: ModelPhase) =>
      offers.some((offer) => {
        const player = offer.players[role];
        return offer.realized === phase && (player === null || player?.includes(participant));
      });
    const missing = outcomes.filter((phase) => !offered(phase));
    const phases = missing.filter((phase) => !this.isUncertain(phase));
    return { phases, some: missing.length < outcomes.length, madeBy };
  }

  /** (b) Phases that belong together with an offered one and are not offered for the same participant. */
  private apart(configuration: Configuration, offers: readonly OfferedTarget[]): Apart[] {
    const found = new Map<ModelPhase, Apart>();
    for (const offer of offers) {
      const companions = this.index.companions(offer.realized);
      if (companions.size === 0) continue;
      const needed = this.neededStates(offer.realized, offer.players);
      for (const companion of companions) {
        if (companion.model !== offer.realized.model || found.has(companion)) continue;
        const replaces = this.index.needs(companion).replaced.includes(offer.realized);
        const replaced = this.index.needs(offer.realized).replaced.includes(companion);
        const together = this.neededStates(companion, offer.players);
        if (!replaces && !replaced && !overlap(needed, together)) continue;
        if (this.isUncertain(companion) || !this.possible(companion, offer.players, configuration)) continue;
        const isOffered = offers.some(
          (other) => other.realized === companion && sameParties(together, this.neededStates(companion, other.players)),
        );
        if (!isOffered) found.set(companion, { companion, offered: offer.realized, players: offer.players });
      }
    }
    return [...found.values()];
  }

  /**
   * Whether a name in what a phase needs does not resolve, so that it is unknown when it can happen, or another phase
   * has its name, so that no flow can name it.
   */
  private isUncertain(phase: ModelPhase): boolean {
    const { conditions, sources } = this.index.needs(phase);
    return (
      this.firstOfName(phase) !== phase ||
      sources.some((move) => move.role === UNKNOWN || move.sources.includes(UNKNOWN)) ||
      conditions.some(isUnknownCondition)
    );
  }

  /** The first phase of a model that has the name of another. */
  private firstOfName({ name, model }: ModelPhase): ModelPhase | undefined {
    return this.words.model.phases.find((phase) => phase.name === name && phase.model === model);
  }

  private possible(phase: ModelPhase, players: Players, configuration: Configuration): boolean {
    if (this.transitions.needsUnplayed(phase)) return false;
    const needs = this.index.needs(phase);
    const context = this.transitions.context(configuration.states, players);
    if (judgeAll(needs.conditions, context, this.transitions.decidingFacts) === 'no') return false;
    const isIn = (role: number, states: readonly number[]) => this.mayBeIn(role, states, players, configuration);
    return (
      needs.conditions.every((condition) => condition.kind !== 'role' || isIn(condition.role, [condition.state])) &&
      needs.sources.every((move) => isIn(move.role, move.sources))
    );
  }

  /** Whether one of those who play a role, or are bound to it somewhere, may be in one of the states. */
  private mayBeIn(role: number, states: readonly number[], players: Players, configuration: Configuration): boolean {
    const list = players[role];
    if (list === null || list === undefined || states.includes(UNKNOWN)) return true;
    const candidates = list.length > 0 ? list : this.transitions.boundTo(role);
    return candidates.some((participant) => {
      const state = configuration.states[participant] ?? UNDECIDED;
      return state === UNDECIDED || states.includes(state);
    });
  }

  /** The states that a phase needs its parties to be in, each once; there are few. */
  private neededStates(phase: ModelPhase, players: Players): NeededState[] {
    const needs = this.index.needs(phase);
    const found: NeededState[] = [];
    const add = (role: number, state: number) => {
      const participant = onlyPlayer(players, role);
      if (participant === undefined || includes(found, { participant, state })) return;
      found.push({ participant, state });
    };
    for (const condition of needs.conditions) if (condition.kind === 'role') add(condition.role, condition.state);
    for (const move of needs.sources) for (const state of move.sources) add(move.role, state);
    return found;
  }

  private unhandled(
    participant: number,
    missing: { phases: readonly ModelPhase[]; some: boolean; madeBy: ModelPhase },
    phase: FlowPhase,
    configuration: Configuration,
  ): VisitFinding {
    const names = missing.phases.map((outcome) => this.words.outcome(outcome));
    const state = this.words.state(configuration.states[participant] ?? UNDECIDED);
    const party = this.words.participant(participant);
    const many = names.length > 1;
    return {
      code: 'unhandled-outcome',
      severity: missing.some ? 'warning' : 'information',
      place: phase.nextPlace,
      subject: this.words.name(participant),
      origin: outcomesOrigin(phase, missing.phases),
      brief: brief`Not offered: ${briefList(missing.phases.map((outcome) => outcome.name))}`,
      fact: missing.some
        ? `${joinWithAnd(names)} ${many ? 'are' : 'is'} not handled: ${party} is ${state} after ${quoted(phase.name)}, but \`next\` has no phase for ${many ? 'them' : 'it'}`
        : `No outcome is handled: ${party} is ${state} after ${quoted(phase.name)}, but \`next\` has no phase for ${joinWithOr(names)}`,
      remedy: `Add ${many ? 'phases for them' : 'one'} to \`next\`.`,
      related: missing.phases.map((outcome) => ({
        ...plainPlace(outcome.place),
        message: `outcome "${outcome.name}"`,
      })),
      data: { phases: missing.phases.map((outcome) => outcome.name) },
    };
  }

  /** One severity lower if the party is pending, or every missing outcome is one, by inference alone. */
  private withInference(
    visitFinding: VisitFinding,
    participant: number,
    maker: number,
    missing: { readonly phases: readonly ModelPhase[]; readonly some: boolean },
  ): VisitFinding {
    const entry = this.transitions.entries.get(maker);
    const role = entry?.movedRoles.get(participant);
    if (entry === undefined || !missing.some) return visitFinding;
    const made = this.transitions.roles.pendingMoves(entry).filter((move) => move.role === role);
    const outcomes = missing.phases.flatMap(({ moves }) =>
      moves.filter((move) => move.kind === 'role' && move.role === role),
    );
    const grounds = [made, outcomes].find(
      (moves) => moves.length > 0 && moves.every(({ ground }) => isInferred(ground)),
    );
    return grounds === undefined
      ? visitFinding
      : lowered(
          { ...visitFinding },
          grounds.map(({ ground }) => ground),
        );
  }

  /** The parties that must be in a state that the phase needs. */
  private partiesOf(phase: ModelPhase, players: Players): number[] {
    return [...new Set(this.neededStates(phase, players).map(({ participant }) => participant))];
  }

  private offeredApart(apart: readonly Apart[], after: FlowPhase | null, place: Place): VisitFinding {
    // A phase that is offered for one participant may be left out for another one.
    const mixed = apart.some(({ companion }) => apart.some(({ offered }) => offered === companion));
    const described = (phase: ModelPhase, players: Players) => {
      const parties = mixed ? this.partiesOf(phase, players) : [];
      return parties.length === 0
        ? this.words.outcome(phase)
        : `${this.words.outcome(phase)} for ${this.words.participants(parties)}`;
    };
    const names = apart.map(({ companion, players }) => described(companion, players));
    const offered = [...new Set(apart.map((entry) => described(entry.offered, entry.players)))];
    return {
      code: 'unhandled-outcome',
      severity: 'information',
      place,
      subject: apart.map(({ companion }) => companion.name).join(' '),
      origin: outcomesOrigin(
        after,
        apart.map(({ companion }) => companion),
      ),
      brief: brief`Not offered: ${briefList(apart.map(({ companion }) => companion.name))}`,
      fact:
        after === null
          ? `The flow can also start with ${joinWithAnd(names)}: \`start\` only has ${joinWithAnd(offered)}`
          : `${joinWithAnd(names)} can also happen: ${quoted(after.name)} only offers ${joinWithAnd(offered)}`,
      remedy:
        names.length > 1
          ? 'Add phases for them, or cover them in another flow.'
          : 'Add a phase for it, or cover it in another flow.',
      related: apart.map(({ companion }) => ({ ...plainPlace(companion.place), message: `phase "${companion.name}"` })),
      data: { phases: apart.map(({ companion }) => companion.name) },
    };
  }
}

function outcomesOrigin(after: FlowPhase | null, phases: readonly ModelPhase[]): OutcomesOrigin {
  return { kind: 'outcomes', after: after?.index ?? null, modelPhases: new Set(phases.map(({ index }) => index)) };
}

function includes(needed: readonly NeededState[], { participant, state }: NeededState): boolean {
  return needed.some((other) => other.participant === participant && other.state === state);
}

function overlap(a: readonly NeededState[], b: readonly NeededState[]): boolean {
  return a.some((needed) => includes(b, needed));
}

function sameParties(a: readonly NeededState[], b: readonly NeededState[]): boolean {
  return a.length === b.length && a.every((needed) => includes(b, needed));
}
