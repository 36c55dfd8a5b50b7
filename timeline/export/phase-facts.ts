import { showsAllPaths } from '../layout/all-paths.js';
import { clockText } from '../text/clock-text.js';
import { hiddenMessagesText, verdictText } from '../text/counts.js';
import { modelPhaseText } from '../text/model-phase-text.js';
import { visitName } from '../text/visit-name.js';
import { durationText } from '../types/duration.js';
import { isProblem } from '../types/problems.js';
import type { Timeline, TimelineOutcome, TimelinePhase } from '../types/timeline.js';

/** Headings of a table of phases. */
export const phaseColumns = ['Phase', 'Model phase', 'Verdict', 'Next'];

/** The facts that exports state about one visit of a phase. */
export interface PhaseFacts {
  readonly phase: TimelinePhase;
  /** `Invite`, or `Invite “They are invited”`. */
  readonly name: string;
  /** The model's phase in the model's words; null if it realizes none. */
  readonly realizes: string | null;
  /** `conforms`, `2 problems`, `conforms · 3 messages left out`. */
  readonly verdict: string;
  /** The timer of a timeout: `timeout 30 s after EventInvite of Invite`; null for other phases. */
  readonly clock: string | null;
  /** Indices of the findings that belong to none of the phase's events. */
  readonly ownFindings: readonly number[];
  /** The outcomes, in the order written, each with its delay. */
  readonly outcomes: readonly OutcomeFacts[];
}

export interface OutcomeFacts {
  readonly text: string;
  readonly taken: boolean;
  readonly possible: boolean;
}

/** The facts of every visit, in the order of `timeline.phases`. */
export function phaseFacts(timeline: Timeline): PhaseFacts[] {
  const byVisit = new Map(timeline.phases.map(({ visit }) => [visit, new Set<number>()]));
  for (const { visit, findings } of timeline.events) for (const index of findings) byVisit.get(visit)?.add(index);
  return timeline.phases.map((phase) => {
    const name = visitName(timeline, phase, phase.name);
    const ofEvents = byVisit.get(phase.visit) ?? new Set<number>();
    const all = [...new Set([...ofEvents, ...phase.findings])].flatMap((index) => timeline.findings[index] ?? []);
    return {
      phase,
      name: phase.title === null ? name : `${name} “${phase.title}”`,
      realizes: modelPhaseText(phase),
      verdict: `${verdictText(phase.verdict, all.filter(isProblem).length)}${hiddenMessagesText(phase)}`,
      clock: phase.clock === null ? null : clockText(timeline, phase.clock),
      ownFindings: phase.findings.filter((index) => !ofEvents.has(index)),
      outcomes: phase.outcomes.map((outcome) => outcomeFacts(outcome, showsAllPaths(timeline))),
    };
  });
}

/** The model phase, timer and outcomes of a phase, each as the text of one cell. */
export function phaseTexts({ realizes, clock, outcomes }: PhaseFacts): {
  readonly model: string;
  readonly next: string;
} {
  return {
    model: [realizes, clock].filter((part) => part !== null).join(', '),
    next: outcomes.map(({ text }) => text).join(', '),
  };
}

/** If all paths are shown, none is marked as taken. */
function outcomeFacts({ phase, delayMs, possible, ...outcome }: TimelineOutcome, all: boolean): OutcomeFacts {
  const taken = outcome.taken && !all;
  const after = delayMs === null ? '' : ` after ${durationText(delayMs)}`;
  const remark = taken ? ' (taken)' : possible ? '' : ' (not possible here)';
  return { text: `${phase ?? 'end'}${after}${remark}`, taken, possible };
}
