import { GrammarUtils } from 'langium';
import { type Message, type ModelPhase, messageTriggers, PhaseIndex } from '../../check/index.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';

/** Findings that a phase has which is the wrong one of two that begin alike. */
const codes: ReadonlySet<string> = new Set(['missing-message', 'unexpected-message']);

/** Lets the phase realize a model phase that belongs together with its own, such as the one that replaces it. */
export function useCompanionPhase(context: FixContext): Proposal[] {
  const { flow, phase, finding } = context;
  const realized = phase?.phase.realizes?.phase;
  const reference = GrammarUtils.findNodeForProperty(phase?.node.realizes?.$cstNode, 'phase');
  if (flow === undefined || !realized || reference === undefined || !codes.has(finding.code)) return [];
  const steps = phase?.phase.steps ?? [];
  const has = (candidate: ModelPhase) => steps.every(({ message }) => message !== null && carries(candidate, message));
  // Steps that are its own speak for the phase, however many it misses.
  if (has(realized)) return [];
  return [...PhaseIndex.of(flow.analysis.model).companions(realized)].filter(has).map(({ name }) => ({
    title: `Change to "${name}"`,
    alternatives: [[{ start: reference.offset, end: reference.end, text: name }]],
    preferable: true,
  }));
}

function carries(phase: ModelPhase, message: Message): boolean {
  return [...phase.rows, ...messageTriggers(phase).map(({ row }) => row)].some((row) => row.message === message);
}
