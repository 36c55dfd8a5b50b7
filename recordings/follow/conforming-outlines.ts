import { memoize } from '../../timeline/types/memoize.js';
import type { Effect } from './explanation.js';
import type { ExplanationState } from './explanation-states.js';
import type { Interaction } from './interaction.js';
import { PartyNames } from './party-names.js';
import { pathTo } from './reconstruct.js';
import { deviationOf, timeLimits } from './timing.js';
import type { Transitions } from './transitions.js';
import { hasStarted, spanOf, type TakenCopy, type VisitOutline } from './visits.js';

interface OutlinedVisit extends VisitOutline {
  readonly taken: TakenCopy[];
}

/**
 * Outlines interactions without a deviation: most are, and most in a way of their own. Only what is counted and timed is
 * worked out of them, not who played what.
 */
export class ConformingOutlines {
  /** Whether an explanation that ends in a state lacks nothing, and leaves nobody pending. */
  private readonly isComplete: (state: ExplanationState) => 'yes' | 'no';

  constructor(private readonly transitions: Transitions) {
    this.isComplete = memoize(({ explanation }) => {
      const isPending = transitions.pendingIn(explanation).length > 0;
      const isOpen = explanation.open.some(({ settled, progress }) => settled || progress.missing.length > 0);
      return isPending || isOpen ? 'no' : 'yes';
    });
  }

  /**
   * The phases of an interaction that is over, by their first messages; null if it has to be judged in full.
   * @param interaction followed without deviations, and over for so long that all its phases are settled
   */
  of(interaction: Interaction): readonly VisitOutline[] | null {
    const { candidates, dropped } = interaction.situation;
    const [best] = candidates;
    if (best === undefined || best.cost > 0 || dropped < 0 || best.state.explanation.before) return null;
    if (this.isComplete(best.state) === 'no') return null;
    const visits = this.visitsOf(interaction);
    if (!visits.some((visit) => !visit.entry.startWanted || visit.lenient || hasStarted(visit))) return null;
    // Whether these are in order depends on who received them.
    if (visits.some(({ taken }) => taken.some(({ slot }) => slot.order !== null))) return null;
    const limits = timeLimits(visits, this.transitions.subject, false);
    return limits.some((limit) => deviationOf(limit, interaction.messages) !== null) ? null : visits;
  }

  private visitsOf(interaction: Interaction): OutlinedVisit[] {
    const parties = new PartyNames(this.transitions, false);
    const visits: OutlinedVisit[] = [];
    const open: OutlinedVisit[] = [];
    for (const [message, { target }] of pathTo(interaction, 0).entries()) {
      parties.begin(target);
      for (const effect of target.effects) apply(effect, message, { visits, open, names: parties.current });
      parties.end(target);
    }
    return sortedVisits(visits);
  }
}

interface Progress {
  readonly visits: OutlinedVisit[];
  /** The visits of the explanation's open phases. */
  readonly open: OutlinedVisit[];
  readonly names: readonly number[];
}

function apply(effect: Effect, message: number, { visits, open, names }: Progress): void {
  switch (effect.kind) {
    case 'enter': {
      const { phase, players, startWanted } = effect.entry;
      const renamed = players.map((list) => list?.map((player) => names[player] ?? player).sort(byNumber) ?? null);
      const { code, lenient } = effect;
      const visit = { entry: { phase, startWanted, players: renamed }, code, lenient, taken: [] };
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

/** Visits by their first messages. */
export function sortedVisits<Visit extends VisitOutline>(visits: readonly Visit[]): Visit[] {
  const firsts = new Map(visits.map((visit) => [visit, spanOf(visit).first]));
  return [...visits].sort((a, b) => (firsts.get(a) ?? 0) - (firsts.get(b) ?? 0));
}

function byNumber(a: number, b: number): number {
  return a - b;
}
