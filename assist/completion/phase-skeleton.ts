import { isPhaseNameShared, needsDelay, phaseReference } from '../../check/index.js';
import type { FlowQueries } from '../context/flow-queries.js';
import type { LegalTrial } from '../context/hypothetical-phases.js';
import { freeName } from '../edits/free-name.js';
import { alignedSteps } from '../format/step-table.js';
import { targetText } from './phase-links.js';

/** A phase that is not written yet. */
export interface PhaseSkeleton {
  readonly name: string;
  /** `InvitationRejected`, `LeaveConference(Alice as agent2)`. */
  readonly realization: string;
  /** Its steps, each on a line of its own, aligned. */
  readonly steps: readonly string[];
  /** Targets for parties still pending then: the phases that the flow has for them already. */
  readonly next: readonly string[];
  /** Whether a timer starts it, so that its target needs a delay. */
  readonly timeout: boolean;
}

/**
 * The text of a phase that can be entered: every required row in the configuration that it leads to.
 * @param given its name if it has one already
 */
export function skeletonOf(trial: LegalTrial, queries: FlowQueries, given?: string): PhaseSkeleton {
  const { modelPhase, bindings } = trial;
  const { flow, model } = queries.analysis;
  const bound = bindings.map((binding) => {
    return `${flow.participants[binding.participant]?.name ?? ''} as ${model.roles[binding.role]?.name ?? ''}`;
  });
  const [who] = bindings;
  const prefix = who === undefined ? '' : (flow.participants[who.participant]?.name ?? '');
  const qualifier = isPhaseNameShared(modelPhase, model) ? modelPhase.model.name : '';
  const realized = phaseReference(modelPhase, model);
  const wanted = `${prefix}${qualifier}${modelPhase.name}`;
  const name = given ?? freeName(wanted, new Set(flow.phases.map((other) => other.name)));
  return {
    name,
    realization: bound.length === 0 ? realized : `${realized}(${bound.join(', ')})`,
    steps: alignedSteps(stepsOf(trial, queries)),
    next: targetsOf(trial, name, queries),
    timeout: needsDelay(modelPhase),
  };
}

/** Targets that resolve the parties left pending; an end too if none may be. */
function targetsOf(trial: LegalTrial, name: string, { trials, analysis }: FlowQueries): string[] {
  const targets = trials.resolving(trial).map((other) => {
    const realized = other === null ? trial.modelPhase : other.realizes?.phase;
    return targetText(other?.name ?? name, needsDelay(realized));
  });
  const mayEnd = trial.entries.some(({ configuration }) => analysis.simulation.pending(configuration).length === 0);
  return targets.length > 0 && mayEnd ? [...targets, 'end'] : targets;
}

/** Its steps; none if they differ by how it is entered: then the phase is best written as the model has it. */
function stepsOf({ phase, entries }: LegalTrial, queries: FlowQueries): string[] {
  const [first = [], ...others] = entries.map((entered) =>
    queries
      .stepOffers(phase, [], [entered], 'first')
      .filter(({ why }) => why === 'missing' || why === 'trigger')
      .sort((a, b) => Number(a.why === 'missing') - Number(b.why === 'missing'))
      .map(({ text }) => text),
  );
  return others.every((steps) => steps.join('\n') === first.join('\n')) ? first : [];
}

/** The phase as text, indented as a member of a flow, without a line break at its end. */
export function skeletonText(skeleton: PhaseSkeleton): string {
  const lines = skeletonLines(skeleton).map((line) => `    ${line}\n`);
  const head = `  phase ${skeleton.name} is ${skeleton.realization}`;
  if (skeleton.steps.length === 0)
    return `${head}${skeletonLines(skeleton)
      .map((line) => ` ${line}`)
      .join('')}`;
  return `${head} {\n${lines.join('')}  }`;
}

/** The contents of a phase, line by line. */
export function skeletonLines({ steps, next }: PhaseSkeleton): string[] {
  return next.length === 0 ? [...steps] : [...steps, `next ${next.join(' | ')}`];
}
