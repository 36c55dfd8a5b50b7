import {
  type Configuration,
  type FlowAnalysis,
  type FlowPhase,
  type Participant,
  PhaseIndex,
} from '../../check/index.js';
import { escapeMarkdown } from './escape-markdown.js';
import { paragraphs, shortened } from './model-phase-hover.js';

/** A participant of a flow: what it plays, how its life goes, and the phases it has a part in. */
export function participantText(participant: Participant, analysis: FlowAnalysis): string {
  const { flow, model } = analysis;
  const roles = participant.roles.map((role) => {
    const { name, title } = model.roles[role] ?? { name: '?', title: null };
    return title === null ? `\`${name}\`` : `\`${name}\` (${escapeMarkdown(title)})`;
  });
  const plays = roles.length === 0 ? 'No role by default' : `Plays ${roles.join(', ')}`;
  const bound = flow.phases.flatMap(({ bindings, name }) =>
    bindings
      .filter(({ participant: index }) => index === participant.index)
      .map(({ role }) => `\`${model.roles[role]?.name ?? '?'}\` in \`${name}\``),
  );
  const part = flow.phases.filter((phase) => takesPart(participant.index, phase, analysis));
  return paragraphs([
    `A ${participant.kind} of flow \`${flow.name}\`. ${plays}${bound.length === 0 ? '' : `; ${shortened(bound)}`}.`,
    lifeCycle(participant, analysis),
    part.length === 0 ? '' : `Takes part in ${shortened(part.map(({ name }) => `\`${name}\``))}.`,
  ]);
}

/** Whether it sends or receives there by name, or plays a role that the model's phase has a part for. */
function takesPart(index: number, phase: FlowPhase, { exploration, model }: FlowAnalysis): boolean {
  const inSteps = phase.steps.some(({ arrow }) => {
    if (arrow?.sender === index) return true;
    return arrow?.receivers.some((r) => r.kind === 'participant' && r.participant === index) ?? false;
  });
  if (inSteps || phase.bindings.some(({ participant }) => participant === index)) return true;
  const [visit = -1] = exploration.byPhase[phase.index] ?? [];
  const { realized, players } = exploration.visits[visit]?.entered ?? {};
  if (!realized || players === undefined) return false;
  const { used } = PhaseIndex.of(model).roleUse(realized);
  return [...used].some((role) => players[role]?.includes(index) ?? false);
}

/** Where the participant starts, and which phases change its state. */
function lifeCycle({ index, initial }: Participant, { flow, model, exploration, simulation }: FlowAnalysis): string {
  const start = initial === null ? undefined : model.states[initial];
  if (start === undefined) return '';
  const changes = new Map<string, Set<string>>();
  const stateIn = ({ states }: Configuration) => model.states[states[index] ?? -1]?.name;
  for (const { phase, parent, entered } of exploration.visits) {
    const before = exploration.visits[parent ?? -1]?.entered.configuration ?? simulation.initial;
    const from = stateIn(before);
    const to = stateIn(entered.configuration);
    if (from === to || from === undefined || to === undefined) continue;
    const change = `${from} → ${to}`;
    const phases = changes.get(change) ?? new Set();
    changes.set(change, phases.add(`\`${flow.phases[phase]?.name ?? ''}\``));
  }
  const lines = [...changes].map(([change, phases]) => `- ${change} in ${shortened([...phases])}`);
  return [`Starts in ${start.name}.`, ...lines].join('\n');
}
