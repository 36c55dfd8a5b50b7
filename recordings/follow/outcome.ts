import { type AllowedDeviation, deviationCodes } from '../../check/index.js';
import { isProblem } from '../../timeline/types/problems.js';
import type { InteractionVerdict } from '../../timeline/types/timeline-recording.js';
import { ASTRAY, FIRST_DEVIATING } from './candidates.js';
import { sortedVisits } from './conforming-outlines.js';
import { type DeviationMark, DeviationMarks } from './deviation-marks.js';
import { ANYWHERE, type Explanation } from './explanation.js';
import { chooseFinal, type Ending, type FinalExplanation } from './final-explanation.js';
import { targetsAt } from './flow-places.js';
import type { FollowedMessages } from './followed-messages.js';
import type { Follower } from './follower.js';
import type { Interaction } from './interaction.js';
import { markPending, markTime, markUnexpected } from './interaction-deviations.js';
import type { JudgedInteraction } from './judged-interaction.js';
import type { MessageInterpreter } from './message-interpreter.js';
import { ParticipantNames } from './participant-names.js';
import type { InteractionResult } from './result.js';
import { judgeTimes, type TimeLimit, timeLimits } from './timing.js';
import { VisitDeviations } from './visit-deviations.js';
import { hasStarted, type LeftMessage, type PhasesOutline, type PhaseVisit, phasesOutline } from './visits.js';

/** The inputs of a result besides its messages. */
export interface OutcomeContext {
  readonly follower: Follower;
  readonly interpreter: MessageInterpreter;
  readonly fileNames: readonly string[];
  readonly allowed: readonly AllowedDeviation[];
}

/** A result, and what statistics count of it. */
export interface InteractionOutcome extends Judgment {
  readonly key: string;
  readonly messages: Pick<FollowedMessages, 'timeOf'>;
  /** The phases of the result: one object for interactions that went the same way. */
  readonly outline: PhasesOutline;
  readonly endedElsewhere: boolean;
  /** Made when it is asked for: most are only counted. The interaction's messages must be there. */
  readonly result: InteractionResult;
  /** Everything that the chosen explanation shows. The interaction's messages must be there. */
  explain(): ExplainedOutcome;
}

type Judgment = Pick<InteractionResult, 'verdict' | 'beganBefore' | 'deviations'>;

/** The outcome with all that a timeline of the interaction needs. */
export interface ExplainedOutcome extends InteractionOutcome {
  readonly visits: readonly PhaseVisit[];
  /** Slots that visits lack which were not settled before the interaction's end. */
  readonly missing: ReadonlyMap<PhaseVisit, readonly number[]>;
  /** In the order of the result's deviations. */
  readonly marks: readonly DeviationMark[];
  readonly left: readonly LeftMessage[];
  /** The visits of the explanation's open phases. */
  readonly open: readonly PhaseVisit[];
  /** The explanation that was chosen. */
  readonly explanation: Explanation;
  readonly interpreter: MessageInterpreter;
}

/** Judges an interaction that is over: by an outline if it conforms, otherwise by its best explanation. */
export function outcomeOf(interaction: Interaction, ending: Ending, context: OutcomeContext): InteractionOutcome {
  const { interpreter, follower } = context;
  follower.retrace(interaction);
  const isOutlined =
    interaction.effort < FIRST_DEVIATING && !interaction.evicted && isSettled(interaction, ending, interpreter);
  const outline = isOutlined ? follower.outlines.of(interaction) : null;
  if (outline === null) return explainedOutcome(interaction, ending, context);
  return new ConformingOutcome(interaction, outline, isElsewhere(outline.place, interpreter), () =>
    explainedOutcome(interaction, ending, context),
  );
}

class ConformingOutcome implements InteractionOutcome {
  readonly verdict = 'conforms';
  readonly deviations = NO_DEVIATIONS;
  private made: InteractionResult | undefined;

  constructor(
    private readonly interaction: Interaction,
    readonly outline: PhasesOutline,
    readonly endedElsewhere: boolean,
    readonly explain: () => ExplainedOutcome,
  ) {}

  get key(): string {
    return this.interaction.key;
  }

  get messages(): FollowedMessages {
    return this.interaction.messages;
  }

  get beganBefore(): boolean {
    return this.interaction.start === 'before';
  }

  get result(): InteractionResult {
    this.made ??= resultOf(this.interaction, this.outline, this);
    return this.made;
  }
}

const NO_DEVIATIONS: InteractionResult['deviations'] = [];

/**
 * Judges an interaction that is over by its best explanation. Where that has several deviations, a message that had a
 * place may have been meant for another one: then what follows deviates only because of that.
 */
function explainedOutcome(interaction: Interaction, ending: Ending, context: OutcomeContext): ExplainedOutcome {
  const outcome = judge(interaction, ending, context);
  if (outcome.marks.length < 2 || interaction.effort === ASTRAY) return outcome;
  context.follower.followAs(interaction, ASTRAY);
  const other = judge(interaction, ending, context);
  return other.verdict !== 'unplaced' && other.marks.length < outcome.marks.length ? other : outcome;
}

/** Chooses the best explanation of an interaction that is over, and judges it. */
function judge(interaction: Interaction, ending: Ending, context: OutcomeContext): ExplainedOutcome {
  const { interpreter } = context;
  const final = bestFinal(interaction, ending, context);
  const { explanation, reconstruction, missing } = final;
  const judged: JudgedInteraction = {
    ...context,
    interaction,
    final,
    visits: sortedVisits(reconstruction.visits),
    names: new ParticipantNames(interaction, explanation, interpreter.subject),
    inconclusive: interaction.evicted || isInconclusive(interaction, final),
  };
  const { visits } = judged;
  const found = findDeviations(judged, timeLimits(visits, interpreter.subject, explanation.before));
  const verdict = verdictOf(judged, found);
  const marks = verdict === 'unplaced' ? [] : found;
  const judgment = {
    verdict,
    beganBefore: explanation.before || interaction.start === 'before',
    deviations: marks.map(({ deviation }) => deviation),
  };
  const lacking = visits.map((visit) => {
    return (missing.get(visit) ?? visit.missing).flatMap((at) => visit.entry.slots[at] ?? []);
  });
  const outline = phasesOutline(visits, lacking, interpreter.subject);
  const outcome: ExplainedOutcome = {
    ...judgment,
    key: interaction.key,
    messages: interaction.messages,
    outline,
    result: resultOf(interaction, outline, judgment),
    visits,
    missing,
    endedElsewhere: verdict === 'conforms' && isElsewhere(explanation.place, interpreter),
    marks,
    left: reconstruction.left,
    open: reconstruction.open.map(({ visit }) => visit),
    explanation,
    interpreter,
    explain: () => outcome,
  };
  return outcome;
}

/** The best explanation that the current way of following has, or the next ones if it has dropped too many. */
function bestFinal(
  interaction: Interaction,
  ending: Ending,
  { interpreter, follower }: OutcomeContext,
): FinalExplanation {
  let final = chooseFinal(interaction, ending, interpreter);
  while (needsMore(interaction, final)) {
    follower.again(interaction);
    final = chooseFinal(interaction, ending, interpreter);
  }
  return final;
}

/** Whether more explanations may lead to another result. */
function needsMore({ effort, explanations }: Interaction, { explanation }: FinalExplanation): boolean {
  if (effort >= ASTRAY - 1) return false;
  return effort < FIRST_DEVIATING ? explanation.cost > 0 : explanations.dropped <= explanation.cost;
}

/** Whether an explanation was dropped that may have had fewer deviations. */
function isInconclusive({ explanations }: Interaction, { explanation }: FinalExplanation): boolean {
  return explanations.dropped < explanation.cost;
}

/** Whether the recording continued long enough that no phase of an interaction is cut off. */
function isSettled({ lastMs }: Interaction, { stoppedMs }: Ending, { entries }: MessageInterpreter): boolean {
  return stoppedMs === null || stoppedMs - lastMs > entries.longestSettleMs;
}

/** The deviations of an interaction, by line, then in the order of the rules. */
function findDeviations(judged: JudgedInteraction, limits: readonly TimeLimit<PhaseVisit>[]): readonly DeviationMark[] {
  const { interaction, final, visits } = judged;
  const marks = new DeviationMarks(judged);
  const times = judgeTimes(limits, interaction);
  const tooLate = new Set(times.filter(({ code }) => code === 'too-late').map(({ message }) => message));
  const ofVisits = new VisitDeviations(judged, marks, tooLate);
  for (const visit of visits) ofVisits.add(visit);
  for (const { message, code } of final.reconstruction.left) {
    if (code !== null) markUnexpected(message, code, judged, marks);
  }
  for (const party of final.pending) markPending(party, judged, marks);
  for (const deviation of times) markTime(deviation, marks);
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
  if (marks.some(({ deviation }) => isProblem(deviation))) return 'deviates';
  return final.spared > 0 ? 'unfinished' : 'conforms';
}

function lacksStart(visit: PhaseVisit): boolean {
  return visit.entry.startWanted && !visit.lenient && !hasStarted(visit);
}

/** Whether the flow has no end after its phase that was entered last. */
function isElsewhere(place: number, { subject: { flow } }: MessageInterpreter): boolean {
  if (flow === null || place === ANYWHERE) return false;
  return !targetsAt(flow, place).some((target) => target === null || target.kind === 'end');
}

function resultOf(
  { key, joinedKeys, firstMs, lastMs, messages }: Interaction,
  { phases }: PhasesOutline,
  { verdict, beganBefore, deviations }: Judgment,
): InteractionResult {
  return {
    key,
    keys: joinedKeys ?? [key],
    verdict,
    beganBefore,
    fromMs: firstMs,
    toMs: lastMs,
    phases: phases.map(({ name, modelPhase, first, last }, index) => {
      return { visit: index, name, modelPhase, fromMs: messages.timeOf(first), toMs: messages.timeOf(last) };
    }),
    deviations,
  };
}
