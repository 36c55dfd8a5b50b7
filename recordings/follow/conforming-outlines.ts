import type { Players } from '../../check/index.js';
import { memoize } from '../../timeline/types/memoize.js';
import type { Effect } from './explanation.js';
import type { ExplanationState } from './explanation-states.js';
import type { Interaction } from './interaction.js';
import type { MessageInterpreter } from './message-interpreter.js';
import { PartyNames } from './party-names.js';
import { PathMap } from './path-map.js';
import { messagePath } from './reconstruct.js';
import { deviationOf, type TimeLimit, timeLimits } from './timing.js';
import { hasStarted, type PhasesOutline, phasesOutline, spanOf, type TakenCopy, type VisitOutline } from './visits.js';

/** An interaction that conforms, except for its times: one object for interactions that went the same way. */
export interface ConformingOutline extends PhasesOutline {
  isShared: boolean;
  /** Phase of the flow that was entered last. */
  readonly place: number;
  readonly limits: readonly TimeLimit[];
}

/** How an explanation ends: it lacks copies, or nothing at all, or whether it does depends on more. */
type OutlineEnd = 'complete' | 'lacking' | 'unclear';

interface OutlinedVisit extends VisitOutline {
  readonly taken: TakenCopy[];
}

/**
 * Outlines interactions without a deviation: most are, and most in a way of their own. Only counts and times are
 * computed of them, not who played what.
 */
export class ConformingOutlines {
  private readonly endIn: (state: ExplanationState) => OutlineEnd;
  /** Null: it has to be judged in full. */
  private readonly outlineByPath = new PathMap<ConformingOutline | null>();

  constructor(private readonly interpreter: MessageInterpreter) {
    this.endIn = memoize(({ explanation }) => {
      if (explanation.before || explanation.open.some(({ settled }) => settled)) return 'unclear';
      if (explanation.open.some(({ progress }) => progress.missingCodes.length > 0)) return 'lacking';
      return interpreter.pendingIn(explanation).length > 0 ? 'unclear' : 'complete';
    });
  }

  /**
   * Outlines an interaction that is over; null if it has to be judged in full.
   * @param interaction followed without deviations, and over for so long that all its phases are settled
   */
  of(interaction: Interaction): ConformingOutline | null {
    const { messages } = interaction;
    const path = messages.path();
    let outline = path === null ? null : this.outlineByPath.get(path);
    if (outline === undefined && path !== null) {
      outline = this.outlineOf(interaction);
      if (this.outlineByPath.set(path, outline) && outline !== null) outline.isShared = true;
    }
    if (outline === undefined || outline === null) return null;
    for (const limit of outline.limits) if (deviationOf(limit, messages) !== null) return null;
    return outline;
  }

  private outlineOf(interaction: Interaction): ConformingOutline | null {
    const { candidates, dropped } = interaction.explanations;
    // Explanations are sorted, so of those that lack nothing the first is the best.
    const index = candidates.findIndex(({ state }) => this.endIn(state) !== 'lacking');
    const best = candidates[index];
    if (best === undefined || best.cost > 0 || dropped < 0 || this.endIn(best.state) !== 'complete') return null;
    const visits = this.visitsOf(interaction, index);
    if (!visits.some((visit) => !visit.entry.startWanted || visit.lenient || hasStarted(visit))) return null;
    // Whether these are in order depends on who received them.
    if (visits.some(({ taken }) => taken.some(({ slot }) => slot.order !== null))) return null;
    const limits = timeLimits(visits, this.interpreter.subject, false);
    const { subject } = this.interpreter;
    return { ...phasesOutline(visits, [], subject), place: best.state.explanation.place, limits };
  }

  private visitsOf(interaction: Interaction, explanation: number): readonly OutlinedVisit[] {
    const parties = new PartyNames(this.interpreter, false);
    const visits: OutlinedVisit[] = [];
    const open: OutlinedVisit[] = [];
    for (const [message, { target }] of messagePath(interaction, explanation).entries()) {
      parties.begin(target);
      for (const effect of target.effects) apply(effect, message, { visits, open, names: parties.current });
      parties.end(target);
    }
    return sortedVisits(visits);
  }
}

interface Outlining {
  readonly visits: OutlinedVisit[];
  /** The visits of the explanation's open phases. */
  readonly open: OutlinedVisit[];
  readonly names: readonly number[];
}

function apply(effect: Effect, message: number, { visits, open, names }: Outlining): void {
  switch (effect.kind) {
    case 'enter': {
      const { phase, players, startWanted } = effect.entry;
      const { code, lenient } = effect;
      const visit = { entry: { phase, startWanted, players: renamed(players, names) }, code, lenient, taken: [] };
      visits.push(visit);
      open.push(visit);
      break;
    }
    case 'take': {
      const { slot, index, code } = effect;
      open[effect.at]?.taken.push({ message, slot, index, code, late: false });
      break;
    }
    case 'close':
      open.splice(effect.at, 1);
      break;
    default:
  }
}

/** Players with the names that they have in the interaction. */
function renamed(players: Players, names: readonly number[]): Players {
  return players.map((list) => {
    if (list === null || list.length === 0) return list;
    const own = list.map((player) => names[player] ?? player);
    return own.length === 1 ? own : own.sort((a, b) => a - b);
  });
}

/** Visits by their first messages. */
export function sortedVisits<Visit extends VisitOutline>(visits: readonly Visit[]): readonly Visit[] {
  const firsts = visits.map((visit) => spanOf(visit).first);
  if (firsts.every((first, index) => index === 0 || (firsts[index - 1] ?? 0) <= first)) return visits;
  const placed = visits.map((visit, index) => ({ visit, first: firsts[index] ?? 0 }));
  return placed.sort((a, b) => a.first - b.first).map(({ visit }) => visit);
}
