import { flowSummary, plainFindingText } from '../../../timeline/index.js';
import { isProblem } from '../../../timeline/types/problems.js';
import type { Timeline } from '../../../timeline/types/timeline.js';

/**
 * The screen reader's announcement of a changed verdict: the new sum, and the new problems.
 * Null if there is nothing new to say.
 * @param unreadable whether the file has a syntax error
 */
export function verdictChange(before: Timeline | null, after: Timeline | null, unreadable = false): string | null {
  if (after === null || before === null || before.flow !== after.flow) return null;
  const problemsBefore = before.findings.filter(isProblem);
  const problems = after.findings.filter(isProblem);
  const idsBefore = new Set(problemsBefore.map(({ id }) => id));
  const fresh = problems.filter(({ id }) => !idsBefore.has(id));
  if (fresh.length === 0 && problems.length === problemsBefore.length) return null;
  const sum = flowSummary(after, unreadable).text;
  return [`${after.flow}: ${sum}.`, ...fresh.slice(0, 3).map(({ message }) => plainFindingText(message))].join(' ');
}
