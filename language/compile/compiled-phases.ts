import type { FlowPhase, Model } from '../../check/index.js';
import type * as ast from '../generated/ast.js';

/** Phases of a flow as they were compiled, by their nodes. */
export interface CompiledPhases {
  /** That the flow follows. */
  readonly model: Model | null;
  readonly phases: ReadonlyMap<ast.FlowPhase, FlowPhase>;
}
