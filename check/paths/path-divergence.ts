import type { TimelineFinding } from '../../timeline/types/timeline.js';
import { rules } from '../findings/rules.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import { quoted } from '../rules/message-text.js';
import { REFUSED_PHASE } from '../rules/scenario-findings.js';
import { followablePath } from './paths.js';

/** Where a requested path leaves the paths of the flow, and the message about it. */
export interface PathDivergence {
  readonly visit: number;
  readonly finding: TimelineFinding;
}

/** The visit at which a path leaves the flow's paths; null if it does not. */
export function pathDivergence(analysis: FlowAnalysis, phases: readonly string[]): PathDivergence | null {
  const { flow } = analysis;
  const { path, lost } = followablePath(analysis, phases);
  if (lost === null) return null;
  const place = flow.phases.find(({ name }) => name === lost.phase)?.namePlace ?? flow.namePlace;
  const name = quoted(lost.phase);
  const where = lost.after === null ? 'at the start' : `after ${quoted(lost.after)} on this path`;
  const leads = lost.after === null ? 'The flow does not start with' : `${quoted(lost.after)} does not lead to`;
  const message =
    lost.reason === 'refused'
      ? `${name} cannot be taken ${where}: what it needs does not hold there. Choose another path.`
      : `${leads} ${name}: choose another path, or add it there.`;
  const finding = {
    id: `not-a-path/${flow.name}/${phases.join('/')}`,
    code: 'not-a-path',
    severity: 'error',
    message,
    brief: lost.reason === 'refused' ? REFUSED_PHASE : rules['not-a-path'].brief,
    range: place.range,
    fixable: false,
  } as const;
  return { visit: path.length, finding };
}
