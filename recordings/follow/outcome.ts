import { type AllowedDeviation, deviationCodes } from '../../check/index.js';
import { type DeviationMark, DeviationMarks } from './deviation-marks.js';
import { ANYWHERE, type Explanation } from './explanation.js';
import { chooseFinal, type Ending } from './final-explanation.js';
import { targetsAt } from './flow-places.js';
import type { Follower } from './follower.js';
import type { Interaction } from './interaction.js';
import { markPending, markTime, markUnexpected } from './interaction-deviations.js';
import type { JudgedInteraction } from './judged-interaction.js';
import { ParticipantNames } from './participant-names.js';
import type { InteractionResult, PhaseResult, Verdict } from './result.js';
import { judgeTimes } from './timing.js';
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
  const { transitions } = context;
  let final = chooseFinal(interaction, ending, transitions);
  if (final.explanation.cost > 0 && !interaction.deviates) {
    context.follower.again(interaction);
    final = chooseFinal(interaction, ending, transitions);
  }
  const { explanation, reconstruction } = final;
  const judged: JudgedInteraction = {
    ...context,
    interaction,
    final,
    visits: [...reconstruction.visits].sort((a, b) => spanOf(a).first - spanOf(b).first),
    names: new ParticipantNames(interaction, explanation, transitions.subject),
    inconclusive: interaction.evicted || interaction.situation.dropped < explanation.cost,
  };
  const found = findDeviations(judged);
  const verdict = verdictOf(judged, found);
  const marks = verdict === 'unplaced' ? [] : found;
  const { visits } = judged;
  return {
    result: resultOf(judged, verdict, marks),
    visits,
    missing: final.missing,
    endedElsewhere: verdict === 'conforms' && endsElsewhere(judged),
    marks,
    left: reconstruction.left,
    open: reconstruction.open.map(({ visit }) => visit),
    explanation,
    transitions,
  };
}

/** The deviations of an interaction, by line, then in the order of the rules. */
function findDeviations(judged: JudgedInteraction): readonly DeviationMark[] {
  const { interaction, final, visits, transitions } = judged;
  const marks = new DeviationMarks(judged);
  const ofVisits = new VisitDeviations(judged, marks);
  for (const visit of visits) ofVisits.add(visit);
  for (const { message, code } of final.reconstruction.left) {
    if (code !== null) markUnexpected(message, code, judged, marks);
  }
  for (const party of final.pending) markPending(party, judged, marks);
  const times = judgeTimes(visits, interaction, transitions.subject, final.explanation.before);
  for (const deviation of times) markTime(deviation, marks);
  const order = new Map(deviationCodes.map((code, index) => [code, index]));
  return [...marks.all].sort(
    ({ deviation: a }, { deviation: b }) =>
      (a.line ?? 0) - (b.line ?? 0) || (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0),
  );
}

function verdictOf({ visits, final, inconclusive }: JudgedInteraction, marks: readonly DeviationMark[]): Verdict {
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

function resultOf(judged: JudgedInteraction, verdict: Verdict, marks: readonly DeviationMark[]): InteractionResult {
  const { interaction, final, visits } = judged;
  return {
    key: interaction.key,
    keys: interaction.keys,
    verdict,
    beganBefore: final.explanation.before || interaction.start === 'before',
    fromMs: interaction.firstMs,
    toMs: interaction.lastMs,
    phases: visits.map((visit, index) => phaseResult(visit, index, judged)),
    deviations: marks.map(({ deviation }) => deviation),
  };
}

function phaseResult(visit: PhaseVisit, index: number, { interaction, transitions }: JudgedInteraction): PhaseResult {
  const { first, last } = spanOf(visit);
  return {
    visit: index,
    ...phaseNames(visit, transitions.subject),
    fromMs: interaction.times[first] ?? 0,
    toMs: interaction.times[last] ?? 0,
  };
}
