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
  const known = before.findings.filter(isProblem);
  const problems = after.findings.filter(isProblem);
  const texts = new Set(known.map(({ message }) => message));
  const fresh = problems.filter(({ message }) => !texts.has(message));
  if (fresh.length === 0 && problems.length === known.length) return null;
  const sum = flowSummary(after, unreadable).text;
  return [`${after.flow}: ${sum}.`, ...fresh.slice(0, 3).map(({ message }) => plainFindingText(message))].join(' ');
}
