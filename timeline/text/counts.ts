import { counted } from '../types/counted.js';
import { isProblem } from '../types/problems.js';
import type { Timeline, TimelinePhase, Verdict } from '../types/timeline.js';

/**
 * The verdict of a phase in words: `conforms`, `2 problems`, `1 warning`, `not fully checked: no participant plays "server"`.
 * @param problems how many errors and warnings the phase has, 0 if that is not known
 * @param unchecked why it was not checked, or not all of it
 */
export function verdictText(verdict: Verdict, problems: number, unchecked?: string): string {
  const reason = unchecked === undefined ? '' : `: ${unchecked}`;
  switch (verdict) {
    case 'conforms':
      return unchecked === undefined ? 'conforms' : `not fully checked${reason}`;
    case 'warnings':
      return counted(Math.max(1, problems), 'warning');
    case 'errors':
      return counted(Math.max(1, problems), 'problem');
    case 'unjudged':
      return unchecked === undefined ? 'not checked' : `not fully checked${reason}`;
  }
}

/** The suffix of a phase's verdict if messages of it are left out: ` · 3 messages omitted`; otherwise nothing. */
export function hiddenMessagesText({ hiddenMessages }: TimelinePhase): string {
  return hiddenMessages === undefined ? '' : ` · ${counted(hiddenMessages, 'message')} omitted`;
}

/** The verdict on the whole flow. */
export interface VerdictSummary {
  readonly verdict: Verdict;
  readonly problems: number;
  readonly errors: number;
  readonly warnings: number;
  /** `conforms`, `2 problems`, `not checked: follows no model`, `not fully checked: no participant plays "server"`. */
  readonly text: string;
}

/**
 * Sums up a flow's findings; a flow that follows no model is drawn and not judged.
 * @param unreadable whether the file has a syntax error, so that the timeline may be older than its text; left out: as
 *   an export has it
 */
export function flowSummary(timeline: Timeline, unreadable = timeline.syntaxError !== undefined): VerdictSummary {
  const problems = timeline.findings.filter(isProblem).length;
  const errors = timeline.findings.filter((finding) => finding.severity === 'error').length;
  const counts = { problems, errors, warnings: problems - errors };
  if (problems > 0) {
    const text = counted(problems, errors > 0 ? 'problem' : 'warning');
    return { verdict: errors > 0 ? 'errors' : 'warnings', ...counts, text };
  }
  if (timeline.phases.length === 0) return { verdict: 'unjudged', ...counts, text: 'not checked: no phases' };
  if (timeline.models.length === 0) return { verdict: 'unjudged', ...counts, text: 'not checked: follows no model' };
  const unchecked = unreadable
    ? 'syntax error'
    : timeline.phases.find((phase) => phase.unchecked !== undefined)?.unchecked;
  if (unchecked !== undefined) return { verdict: 'unjudged', ...counts, text: `not fully checked: ${unchecked}` };
  return { verdict: 'conforms', ...counts, text: 'conforms' };
}
