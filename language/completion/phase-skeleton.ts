import type { FlowKnowledge } from './flow-knowledge.js';
import type { LegalTrial } from './phase-trials.js';

/** A phase that is not written yet. */
export interface PhaseSkeleton {
  readonly name: string;
  /** `InvitationRejected`, `LeaveConference(Alice as agent2)`. */
  readonly realization: string;
  /** Its steps, each on a line of its own. */
  readonly steps: readonly string[];
  /** Whether a timer starts it, so that its target needs a delay. */
  readonly timeout: boolean;
}

/** What to write for a phase that can be entered: every required row in the situation it brings about. */
export function skeletonOf(trial: LegalTrial, knowledge: FlowKnowledge): PhaseSkeleton {
  const { modelPhase, bindings, phase, entered } = trial;
  const { flow, model } = knowledge.analysis;
  const bound = bindings.map((binding) => {
    return `${flow.participants[binding.participant]?.name ?? ''} as ${model.roles[binding.role]?.name ?? ''}`;
  });
  const [who] = bindings;
  const prefix = who === undefined ? '' : (flow.participants[who.participant]?.name ?? '');
  const sameName = model.phases.some((other) => other !== modelPhase && other.name === modelPhase.name);
  const realized = sameName ? `${modelPhase.model.name}.${modelPhase.name}` : modelPhase.name;
  return {
    name: freeName(`${prefix}${modelPhase.name}`, new Set(flow.phases.map(({ name }) => name))),
    realization: bound.length === 0 ? realized : `${realized}(${bound.join(', ')})`,
    steps: knowledge
      .stepOffers(phase, [], [entered])
      .filter(({ why }) => why === 'missing' || why === 'trigger')
      .sort((a, b) => Number(a.why === 'missing') - Number(b.why === 'missing'))
      .map(({ text }) => text),
    timeout: modelPhase.trigger?.kind === 'timeout',
  };
}

/** The phase as text, indented as a member of a flow, without a line break at its end. */
export function skeletonText({ name, realization, steps }: PhaseSkeleton): string {
  const lines = steps.map((step) => `    ${step}\n`).join('');
  return `  phase ${name} is ${realization} {\n${lines}  }`;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.has(`${wanted}${number}`)) return `${wanted}${number}`;
}
