import { type AllowedDeviation, deviationCodes } from '../../check/index.js';
import type { InteractionVerdict } from '../../timeline/types/timeline.js';
import { FIRST_DEVIATING } from './candidates.js';
import { type DeviationMark, DeviationMarks } from './deviation-marks.js';
import { ANYWHERE, type Explanation } from './explanation.js';
import { chooseFinal, type Ending, type FinalExplanation } from './final-explanation.js';
import { targetsAt } from './flow-places.js';
import type { Follower } from './follower.js';
import type { Interaction } from './interaction.js';
import { markPending, markTime, markUnexpected } from './interaction-deviations.js';
import type { JudgedInteraction } from './judged-interaction.js';
import type { Way, WayPhase } from './known-ways.js';
import { ParticipantNames } from './participant-names.js';
import type { InteractionResult } from './result.js';
import { judgeTimes, type TimeLimit, timeLimits } from './timing.js';
import type { Transitions } from './transitions.js';
import { VisitDeviations } from './visit-deviations.js';
import { type LeftMessage, type PhaseVisit, phaseNames, spanOf } from './visits.js';

/** What a result is made of, next to its messages. */
export interface OutcomeContext {
  readonly follower: Follower;
  readonly transitions: Transitions;
  readonly fileNames: readonly string[];
  readonly allowed: readonly AllowedDeviation[];
}

/** A result, and what statistics count of it. */
export interface Outcome {
  readonly result: InteractionResult;
  readonly visits: readonly PhaseVisit[];
  /** Slots that visits lack which were not settled before the interaction's end. */
  readonly missing: ReadonlyMap<PhaseVisit, readonly number[]>;
  readonly endedElsewhere: boolean;
  /** The way that the interaction took, where many may take it. */
  readonly way: Way | null;
  /** In the order of the result's deviations. */
  readonly marks: readonly DeviationMark[];
  readonly left: readonly LeftMessage[];
  /** The visits of the explanation's open phases. */
  readonly open: readonly PhaseVisit[];
  /** The explanation that was chosen. */
  readonly explanation: Explanation;
  readonly transitions: Transitions;
}

/** Chooses the best explanation of an interaction that is over, and judges it. */
export function outcomeOf(interaction: Interaction, ending: Ending, context: OutcomeContext): Outcome {
  const { transitions, follower } = context;
  follower.retrace(interaction);
  const isKnowable =
    interaction.effort < FIRST_DEVIATING && !interaction.evicted && isSettled(interaction, ending, transitions);
  const way = isKnowable ? follower.ways.of(interaction) : undefined;
  if (way !== undefined) return { ...way.outcome, way, result: resultOf(interaction, way.phases, way.outcome.result) };
  let final = chooseFinal(interaction, ending, transitions);
  while (final.explanation.cost > 0 && interaction.effort < FIRST_DEVIATING) {
    follower.again(interaction);
    final = chooseFinal(interaction, ending, transitions);
  }
  const { explanation, reconstruction } = final;
  const judged: JudgedInteraction = {
    ...context,
    interaction,
    final,
    visits: sortedVisits(reconstruction.visits),
    names: new ParticipantNames(interaction, explanation, transitions.subject),
    inconclusive: interaction.evicted || isInconclusive(interaction, final),
  };
  const { visits } = judged;
  const limits = timeLimits(visits, transitions.subject, explanation.before);
  const found = findDeviations(judged, limits);
  const verdict = verdictOf(judged, found);
  const marks = verdict === 'unplaced' ? [] : found;
  const phases = visits.map((visit, index) => wayPhase(visit, index, transitions));
  const judgement = {
    verdict,
    beganBefore: explanation.before || interaction.start === 'before',
    deviations: marks.map(({ deviation }) => deviation),
  };
  const outcome: Outcome = {
    result: resultOf(interaction, phases, judgement),
    visits,
    missing: final.missing,
    endedElsewhere: verdict === 'conforms' && endsElsewhere(judged),
    way: null,
    marks,
    left: reconstruction.left,
    open: reconstruction.open.map(({ visit }) => visit),
    explanation,
    transitions,
  };
  if (isKnowable && interaction.effort < FIRST_DEVIATING && found.length === 0 && final.spared === 0) {
    follower.ways.add({ outcome, phases, limits }, interaction);
  }
  return outcome;
}

/** Whether an explanation was dropped that may have had fewer deviations. */
function isInconclusive({ situation }: Interaction, { explanation }: FinalExplanation): boolean {
  return situation.dropped < explanation.cost;
}

/** Whether the recording continued long enough that no phase of an interaction is cut off. */
function isSettled({ lastMs }: Interaction, { stoppedMs }: Ending, { longestSettleMs }: Transitions): boolean {
  return stoppedMs === null || stoppedMs - lastMs > longestSettleMs;
}

function sortedVisits(visits: readonly PhaseVisit[]): PhaseVisit[] {
  return visits
    .map((visit) => ({ visit, first: spanOf(visit).first }))
    .sort((a, b) => a.first - b.first)
    .map(({ visit }) => visit);
}

/** The deviations of an interaction, by line, then in the order of the rules. */
function findDeviations(judged: JudgedInteraction, limits: readonly TimeLimit[]): readonly DeviationMark[] {
  const { interaction, final, visits } = judged;
  const marks = new DeviationMarks(judged);
  const ofVisits = new VisitDeviations(judged, marks);
  for (const visit of visits) ofVisits.add(visit);
  for (const { message, code } of final.reconstruction.left) {
    if (code !== null) markUnexpected(message, code, judged, marks);
  }
  for (const party of final.pending) markPending(party, judged, marks);
  for (const deviation of judgeTimes(limits, interaction)) markTime(deviation, marks);
  if (marks.all.length === 0) return marks.all;
  const order = new Map(deviationCodes.map((code, index) => [code, index]));
  return [...marks.all].sort(
    ({ deviation: a }, { deviation: b }) =>
      (a.line ?? 0) - (b.line ?? 0) || (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0),
  );
}

function verdictOf(
  { visits, final, inconclusive }: JudgedInteraction,
  marks: readonly DeviationMark[],
): InteractionVerdict {
  if (!visits.some((visit) => visit.code !== 'illegal-phase' && !lacksStart(visit))) return 'unplaced';
  if (inconclusive) return 'inconclusive';
  if (marks.some(({ deviation: { severity } }) => severity === 'error' || severity === 'warning')) return 'deviates';
  return final.spared > 0 ? 'unfinished' : 'conforms';
}

function lacksStart({ entry, lenient, taken }: PhaseVisit): boolean {
  return entry.startWanted && !lenient && !taken.some(({ index }) => entry.starts[index] === true);
}

/** Whether the flow has no end after the interaction's last phase. */
function endsElsewhere({ transitions, final }: JudgedInteraction): boolean {
  const { flow } = transitions.subject;
  const { place } = final.explanation;
  if (flow === null || place === ANYWHERE) return false;
  return !targetsAt(flow, place).some((target) => target === null || target.kind === 'end');
}

function resultOf(
  { key, keys, firstMs, lastMs, messages }: Interaction,
  phases: readonly WayPhase[],
  { verdict, beganBefore, deviations }: Pick<InteractionResult, 'verdict' | 'beganBefore' | 'deviations'>,
): InteractionResult {
  return {
    key,
    keys,
    verdict,
    beganBefore,
    fromMs: firstMs,
    toMs: lastMs,
    phases: phases.map(({ visit, name, modelPhase, first, last }) => {
      return { visit, name, modelPhase, fromMs: messages.timeOf(first), toMs: messages.timeOf(last) };
    }),
    deviations,
  };
}

function wayPhase(visit: PhaseVisit, index: number, { subject }: Transitions): WayPhase {
  return { visit: index, ...phaseNames(visit, subject), ...spanOf(visit) };
}
