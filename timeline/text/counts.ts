import type { Timeline, TimelineFinding, TimelinePhase, Verdict } from '../types/timeline.js';

/** A number with its noun: `1 problem`, `2 problems`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Whether a finding counts as a problem: errors and warnings do, information and hints do not. */
export function isProblem(finding: TimelineFinding): boolean {
  return finding.severity === 'error' || finding.severity === 'warning';
}

/**
 * What is said of a phase next to its title: `conforms`, `2 problems`, `1 warning`, `not fully checked`.
 * @param problems how many errors and warnings the phase has, 0 where that is not known
 */
export function verdictText(verdict: Verdict, problems: number): string {
  switch (verdict) {
    case 'conforms':
      return 'conforms';
    case 'warnings':
      return counted(Math.max(1, problems), 'warning');
    case 'errors':
      return counted(Math.max(1, problems), 'problem');
    case 'unjudged':
      return 'not fully checked';
  }
}

/** What is said behind a phase's verdict where messages of it are left out: ` · 3 messages left out`; else nothing. */
export function leftOutText({ leftOut }: TimelinePhase): string {
  return leftOut === undefined ? '' : ` · ${counted(leftOut, 'message')} left out`;
}

/** What the whole flow comes to. */
export interface FlowSummary {
  readonly verdict: Verdict;
  readonly problems: number;
  /** `conforms`, `2 problems`, `not checked: follows no model`, `not fully checked: nobody plays "reporting"`. */
  readonly text: string;
}

/** Sums up a flow's findings; a flow that follows no model is drawn and not judged. */
export function flowSummary(timeline: Timeline): FlowSummary {
  const problems = timeline.findings.filter(isProblem).length;
  if (problems > 0) {
    const errors = timeline.findings.some((finding) => finding.severity === 'error');
    const text = counted(problems, errors ? 'problem' : 'warning');
    return { verdict: errors ? 'errors' : 'warnings', problems, text };
  }
  if (timeline.phases.length === 0) return { verdict: 'unjudged', problems, text: 'not checked: no phases' };
  if (timeline.models.length === 0) return { verdict: 'unjudged', problems, text: 'not checked: follows no model' };
  const unchecked = timeline.phases.find((phase) => phase.unchecked !== undefined)?.unchecked;
  if (unchecked !== undefined) return { verdict: 'unjudged', problems, text: `not fully checked: ${unchecked}` };
  return { verdict: 'conforms', problems, text: 'conforms' };
}
