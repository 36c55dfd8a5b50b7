import { NO_ENTRY } from '../exploration/configuration.js';
import { type Exploration, targetsOf, type Visit } from '../exploration/explore.js';
import type { PhaseTransitions } from '../exploration/transitions.js';
import { brief } from '../findings/brief.js';
import type { Target } from '../model/flow.js';
import { type Ground, isInferred, isTimeoutPhase, type ModelPhase, timersOf } from '../model/model.js';
import { plainPlace } from '../model/place.js';
import { durationLiteral, type MessageText, quoted } from './message-text.js';
import { lowered, type VisitFindings } from './visit-findings.js';

type PhaseTarget = Extract<Target, { readonly kind: 'phase' }>;

/** A target that is taken in a visit, with its place among the phase's targets and the visit that it leads to. */
interface TakenTarget {
  readonly target: PhaseTarget;
  readonly next: Visit;
  readonly position: number;
}

/** How long a timeout takes, and what states it: null if the flow does. */
interface Length {
  readonly ms: number;
  readonly ground: Ground | null;
}

/**
 * Times of targets against the model's timers, and outcomes that come after the timeout next to them (`too-early`,
 * `too-late`; docs/language.md#times).
 */
export function addTimeFindings(
  exploration: Exploration,
  transitions: PhaseTransitions,
  visitFindings: VisitFindings,
  words: MessageText,
): void {
  // Only times that are stated are judged.
  const timed = new Set(words.flow.phases.filter(({ next }) => next?.some(isTimed)).map(({ index }) => index));
  for (const visit of exploration.visits) {
    if (!timed.has(visit.phase)) continue;
    const takenTargets: TakenTarget[] = [];
    for (const [position, target] of targetsOf(words.flow, visit.phase).entries()) {
      const edge = visit.edges[position];
      const next = edge?.kind === 'visit' ? exploration.visits[edge.visit] : undefined;
      if (target?.kind === 'phase' && next !== undefined) takenTargets.push({ target, next, position });
    }
    for (const { target, next, position } of takenTargets) {
      const { realized } = next.entered;
      if (realized !== null) addOfTimer(visit, target, position, realized, visitFindings, words);
    }
    addAfterTimeout(visit, takenTargets, transitions, visitFindings, words);
  }
}

function isTimed(target: Target): boolean {
  return target.kind === 'phase' && target.delayMs !== null;
}

/** A stated time against those that the model's timers run. */
function addOfTimer(
  visit: Visit,
  target: PhaseTarget,
  position: number,
  realized: ModelPhase,
  visitFindings: VisitFindings,
  words: MessageText,
): void {
  const { delayMs } = target;
  if (delayMs === null || !isTimeoutPhase(realized)) return;
  const timers = timersOf(realized);
  const limits = timers.flatMap(({ afterMs, toMs }) =>
    afterMs === null ? [] : [{ from: afterMs, to: toMs ?? afterMs }],
  );
  if (limits.length < timers.length || limits.some(({ from, to }) => delayMs >= from && delayMs <= to)) return;
  const early = limits.every(({ from }) => delayMs < from);
  const code = early ? 'too-early' : 'too-late';
  const [first = { from: 0, to: 0 }] = limits;
  const length =
    first.from === first.to
      ? durationLiteral(first.from)
      : `${durationLiteral(first.from)} to ${durationLiteral(first.to)}`;
  visitFindings.add(`${code}/${visit.phase}/${position}`, visit.index, () =>
    lowered(
      {
        code,
        place: target.delayPlace,
        fact: `Too ${early ? 'early' : 'late'}: ${quoted(target.name)} begins after ${durationLiteral(delayMs)}, but the timer of ${words.modelPhase(realized)} runs for ${length}`,
        brief: brief`The timer runs for ${length}`,
        remedy: `Write \`after ${durationLiteral(early ? first.from : first.to)}\`, or omit the time.`,
        data: { candidates: [durationLiteral(early ? first.from : first.to)] },
        related: timers.map(({ place }) => ({ ...plainPlace(place), message: "the model's timer" })),
      },
      timers.map(({ ground }) => ground),
    ),
  );
}

/** Outcomes of a party that this phase made pending, later than the timeout that resolves it too. */
function addAfterTimeout(
  visit: Visit,
  takenTargets: readonly TakenTarget[],
  transitions: PhaseTransitions,
  visitFindings: VisitFindings,
  words: MessageText,
): void {
  const { makers } = visit.entered.configuration;
  for (const [party, maker] of makers.entries()) {
    if (maker === NO_ENTRY || transitions.entries.get(maker)?.phase !== visit.phase) continue;
    const outcomes = takenTargets.filter(({ next }) => next.entered.configuration.makers[party] !== maker);
    const isTimeout = ({ next: { entered } }: TakenTarget) =>
      entered.realized !== null && isTimeoutPhase(entered.realized);
    for (const timeout of outcomes.filter(isTimeout)) {
      const length = lengthOf(timeout.target, timeout.next.entered.realized);
      if (length === null) continue;
      for (const { target, position } of outcomes.filter((outcome) => !isTimeout(outcome))) {
        const { delayMs } = target;
        if (delayMs === null || delayMs <= length.ms) continue;
        visitFindings.add(`too-late/${visit.phase}/${position}`, visit.index, () =>
          lowered(
            {
              code: 'too-late',
              place: target.delayPlace,
              fact: `Too late: ${quoted(target.name)} begins after ${durationLiteral(delayMs)}, but by then ${quoted(timeout.target.name)} has begun: the timer for ${words.participant(party)} runs out after ${durationLiteral(length.ms)}`,
              brief: brief`${timeout.target.name} comes first, after ${durationLiteral(length.ms)}`,
              remedy: `Write \`after ${durationLiteral(length.ms)}\` or less.`,
              data: { candidates: [durationLiteral(length.ms)] },
              related: [{ ...plainPlace(timeout.target.place), message: 'the timeout' }],
            },
            [length.ground],
          ),
        );
      }
    }
  }
}

/** How long a timeout takes at most: its own `after`, otherwise what the model says; null if neither does. */
function lengthOf({ delayMs }: PhaseTarget, realized: ModelPhase | null): Length | null {
  if (delayMs !== null) return { ms: delayMs, ground: null };
  const lengths = (realized === null ? [] : timersOf(realized)).map(({ afterMs, toMs, ground }) => ({
    ms: toMs ?? afterMs,
    ground,
  }));
  let longest: Length | null = null;
  for (const { ms, ground } of lengths) {
    if (ms === null) return null;
    // Of timers that run equally long, one that is given counts.
    const counts = longest === null || ms > longest.ms || (ms === longest.ms && !isInferred(ground));
    if (counts) longest = { ms, ground };
  }
  return longest;
}
