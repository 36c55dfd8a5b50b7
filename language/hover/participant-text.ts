import type { FlowAnalysis } from '../analysis/flow-analysis.js';
import type { Participant } from '../model/flow.js';
import { paragraphs, shortened } from './model-phase-text.js';

/** A participant of a flow: what it plays, how its life goes, and the phases it has a part in. */
export function participantText(participant: Participant, analysis: FlowAnalysis): string {
  const { flow, model } = analysis;
  const roles = participant.roles.map((role) => {
    const { name, title } = model.roles[role] ?? { name: '?', title: null };
    return title === null ? `\`${name}\`` : `\`${name}\` (${title})`;
  });
  const plays = roles.length === 0 ? 'No role by default' : `Plays ${roles.join(', ')}`;
  const bound = flow.phases.flatMap(({ bindings, name }) =>
    bindings
      .filter(({ participant: index }) => index === participant.index)
      .map(({ role }) => `\`${model.roles[role]?.name ?? '?'}\` in \`${name}\``),
  );
  const part = flow.phases.filter(({ steps, bindings }) => {
    const inSteps = steps.some(({ arrow }) => {
      if (arrow?.sender === participant.index) return true;
      return arrow?.receivers.some((r) => r.kind === 'participant' && r.participant === participant.index) ?? false;
    });
    return inSteps || bindings.some((binding) => binding.participant === participant.index);
  });
  return paragraphs([
    `A ${participant.kind} of flow \`${flow.name}\`. ${plays}${bound.length === 0 ? '' : `; ${shortened(bound)}`}.`,
    lifeCycle(participant, analysis),
    part.length === 0 ? '' : `Takes part in ${shortened(part.map(({ name }) => `\`${name}\``))}.`,
  ]);
}

/** Where the participant starts, and which phases change its state. */
function lifeCycle({ index, initial }: Participant, { flow, model, exploration, entering }: FlowAnalysis): string {
  const start = initial === null ? undefined : model.states[initial];
  if (start === undefined) return '';
  const changes = new Map<string, Set<string>>();
  const begin = entering.initial();
  const stateIn = (configuration: number | undefined) => {
    const states = configuration === undefined ? begin.states : entering.configurations.get(configuration)?.states;
    return model.states[states?.[index] ?? -1]?.name;
  };
  for (const visit of exploration.visits) {
    const before = visit.parent === null ? undefined : exploration.visits[visit.parent]?.configuration;
    const from = stateIn(before);
    const to = stateIn(visit.configuration);
    if (from === to || from === undefined || to === undefined) continue;
    const change = `${from} → ${to}`;
    const phases = changes.get(change) ?? new Set();
    changes.set(change, phases.add(`\`${flow.phases[visit.phase]?.name ?? ''}\``));
  }
  const lines = [...changes].map(([change, phases]) => `- ${change} in ${shortened([...phases])}`);
  return [`Starts ${start.name}.`, ...lines].join('\n');
}
