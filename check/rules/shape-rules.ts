import type { Exploration } from '../exploration/explore.js';
import type { PhaseTransitions } from '../exploration/transitions.js';
import type { FindingDraft } from '../findings/finding.js';
import type { MessageText } from './message-text.js';
import type { Occurrences } from './occurrences.js';
import { outcomeFindings } from './outcome-findings.js';
import { addNonLocalChoices } from './realizability-findings.js';
import { roleFindings } from './role-findings.js';
import { scenarioFindings } from './scenario-findings.js';
import { targetFindings } from './target-findings.js';
import { addTimeFindings } from './time-findings.js';

/** A group of rules that ask where phases lead and who plays in them, never what they send. */
export type ShapeRule = (
  exploration: Exploration,
  transitions: PhaseTransitions,
  occurrences: Occurrences,
  words: MessageText,
) => readonly FindingDraft[];

const NOTHING: readonly FindingDraft[] = [];

const shapeRules: readonly ShapeRule[] = [
  (exploration, _transitions, occurrences, words) => {
    addNonLocalChoices(exploration, occurrences, words);
    return NOTHING;
  },
  (exploration, transitions, occurrences, words) => {
    addTimeFindings(exploration, transitions, occurrences, words);
    return NOTHING;
  },
  targetFindings,
  outcomeFindings,
  roleFindings,
  (exploration, _transitions, _occurrences, words) => scenarioFindings(exploration, words),
];

/**
 * What the shape of a flow shows.
 * @param quiet rules that find nothing in a flow of this shape: they are not asked again
 * @returns findings besides those added to `occurrences`, and the rules that found nothing
 */
export function shapeFindings(
  exploration: Exploration,
  transitions: PhaseTransitions,
  occurrences: Occurrences,
  words: MessageText,
  quiet: ReadonlySet<ShapeRule>,
): { readonly findings: readonly FindingDraft[]; readonly quiet: ReadonlySet<ShapeRule> } {
  const findings: FindingDraft[] = [];
  const silent = new Set(quiet);
  for (const rule of shapeRules) {
    if (quiet.has(rule)) continue;
    const { added } = occurrences;
    const found = rule(exploration, transitions, occurrences, words);
    findings.push(...found);
    if (found.length === 0 && occurrences.added === added) silent.add(rule);
  }
  return { findings, quiet: silent };
}
