import type { Exploration } from '../exploration/explore.js';
import type { PhaseTransitions } from '../exploration/transitions.js';
import type { FindingDraft } from '../findings/finding.js';
import type { MessageText } from './message-text.js';
import { outcomeFindings } from './outcome-findings.js';
import { addNonLocalChoices } from './realizability-findings.js';
import { roleFindings } from './role-findings.js';
import { targetFindings } from './target-findings.js';
import { addTimeFindings } from './time-findings.js';
import type { VisitFindings } from './visit-findings.js';

/** A group of rules that ask where phases lead and who plays in them, never what they send. */
export type ShapeRule = (
  exploration: Exploration,
  transitions: PhaseTransitions,
  visitFindings: VisitFindings,
  words: MessageText,
) => readonly FindingDraft[];

const NOTHING: readonly FindingDraft[] = [];

const shapeRules: readonly ShapeRule[] = [
  (exploration, _transitions, visitFindings, words) => {
    addNonLocalChoices(exploration, visitFindings, words);
    return NOTHING;
  },
  (exploration, transitions, visitFindings, words) => {
    addTimeFindings(exploration, transitions, visitFindings, words);
    return NOTHING;
  },
  targetFindings,
  outcomeFindings,
  roleFindings,
];

/**
 * Findings from the shape of a flow.
 * @param quiet rules that find nothing in a flow of this shape: they are not asked again
 * @returns findings besides those added to `visitFindings`, and the rules that found nothing
 */
export function shapeFindings(
  exploration: Exploration,
  transitions: PhaseTransitions,
  visitFindings: VisitFindings,
  words: MessageText,
  quiet: ReadonlySet<ShapeRule>,
): { readonly findings: readonly FindingDraft[]; readonly quiet: ReadonlySet<ShapeRule> } {
  const findings: FindingDraft[] = [];
  const silent = new Set(quiet);
  for (const rule of shapeRules) {
    if (quiet.has(rule)) continue;
    const { added } = visitFindings;
    const found = rule(exploration, transitions, visitFindings, words);
    for (const finding of found) findings.push(finding);
    if (found.length === 0 && visitFindings.added === added) silent.add(rule);
  }
  return { findings, quiet: silent };
}
