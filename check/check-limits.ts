import type { FindingDraft } from './findings/finding.js';
import type { FlowRun } from './flow-run.js';
import type { Flow } from './model/flow.js';
import type { Model } from './model/model.js';
import { PhaseIndex } from './model/phase-index.js';
import { MAX_REPLACED } from './model/role-use.js';
import { quoted } from './rules/message-text.js';
import { toFinding } from './rules/visit-findings.js';

/** A limit at which the check stopped, and what the author can do. */
interface CheckLimit {
  readonly limit: string;
  readonly remedy: string;
}

const SPLIT_PHASE = 'Split the phase.';

/**
 * The limits at which the check of a flow stopped, in the order they are reported.
 * @param reached per limit on the whole check, its number; null if it was not reached
 */
export function limitsReached(
  { comparer, exhausted }: FlowRun,
  model: Model,
  reached: { readonly pairs: number | null; readonly assumptions: number | null },
): CheckLimit[] {
  const { pairs, assumptions } = reached;
  return [
    pairs !== null && {
      limit: `${pairs.toLocaleString('en')} pairs of a phase and a configuration`,
      remedy: 'Split the flow, or raise the limit (setting `confer.check.maxConfigurations`).',
    },
    assumptions !== null && {
      limit: `${assumptions} combinations of facts that the flow does not state`,
      remedy: 'State these facts.',
    },
    comparer.bounded && { limit: 'the combinations of `one of` members in a phase', remedy: SPLIT_PHASE },
    PhaseIndex.of(model).hasLongChain && {
      limit: `${MAX_REPLACED} phases of the model, each replacing the next`,
      remedy: 'Shorten the chain.',
    },
    comparer.boundedSize && {
      limit: 'the steps and rows of a phase that are compared with each other',
      remedy: SPLIT_PHASE,
    },
    exhausted && { limit: 'the phases that are compared with their rows', remedy: 'Split the flow.' },
    comparer.boundedOrder && { limit: 'the ways to assign steps to equal rows of a phase', remedy: SPLIT_PHASE },
  ].filter((limit) => limit !== false);
}

/** A finding for each limit: the findings so far are valid, but there may be more (`check-inconclusive`). */
export function inconclusive(limits: readonly CheckLimit[], flow: Flow): FindingDraft[] {
  return limits.map(({ limit, remedy }, index) =>
    toFinding(
      {
        code: 'check-inconclusive',
        subject: String(index),
        place: flow.namePlace,
        fact: `The check of flow ${quoted(flow.name)} stopped at a limit: ${limit}`,
        remedy: `The findings so far are valid, but there may be more. ${remedy}`,
      },
      flow,
    ),
  );
}
