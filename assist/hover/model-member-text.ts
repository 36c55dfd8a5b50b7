import type { Flow, Model, ModelPhase, Role } from '../../check/index.js';
import { paragraphs, shortened } from './model-phase-hover.js';

/** A state: what it means for a flow, who starts in it, and which phases lead into and out of it. */
export function stateText(name: string, model: Model): string {
  const index = model.states.findIndex((state) => state.name === name);
  const state = model.states[index];
  if (state === undefined) return '';
  const starting = model.roles
    .filter(({ kind, initial }) => kind === 'party' && initial === index)
    .map((role) => `\`${role.name}\``);
  const into = model.phases.filter(({ moves }) => moves.some(({ target }) => target === index));
  const out = model.phases.filter(({ moves }) =>
    moves.some((move) => (move.kind === 'role' ? move.sources.includes(index) : move.source === index)),
  );
  return paragraphs([
    state.pending ? 'Pending: it must be resolved before a flow ends.' : '',
    [
      starting.length === 0 ? '' : `- initial state of ${starting.join(', ')}`,
      into.length === 0 ? '' : `- entered by ${phaseList(into)}`,
      out.length === 0 ? '' : `- left by ${phaseList(out)}`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
  ]);
}

/** A role: whom it talks to, which phases move it, and who plays it. */
export function roleText(name: string, model: Model, flows: Iterable<Flow>): string {
  const index = model.roles.findIndex((role) => role.name === name);
  const role = model.roles[index];
  if (role === undefined) return '';
  const names = (roles: readonly number[]) => roles.map((other) => `\`${model.roles[other]?.name ?? '?'}\``).join(', ');
  const channels = model.channels.flatMap(({ left, right, both, protocols }) => {
    const on = protocols.map((protocol) => protocol.name).join(', ');
    const lines: string[] = [];
    if (left.includes(index)) lines.push(`- ${both ? 'talks with' : 'sends to'} ${names(right)} on ${on}`);
    if (right.includes(index)) lines.push(`- ${both ? 'talks with' : 'receives from'} ${names(left)} on ${on}`);
    return lines;
  });
  const moved = model.phases.filter(({ moves }) => moves.some((move) => move.kind === 'role' && move.role === index));
  const initial = role.kind === 'party' ? model.states[role.initial]?.name : undefined;
  return paragraphs([
    `A ${role.kind} role${initial === undefined ? '' : `, initially ${initial}`}.`,
    [...channels, ...(moved.length === 0 ? [] : [`- moved by ${phaseList(moved)}`])].join('\n'),
    playersText(role, flows),
  ]);
}

function playersText({ name, place }: Role, flows: Iterable<Flow>): string {
  const players: string[] = [];
  for (const flow of flows) {
    const index = flow.model?.roles.findIndex((role) => role.name === name && role.place.uri === place.uri) ?? -1;
    if (index < 0) continue;
    const bound = new Set(
      flow.phases.flatMap(({ bindings }) => bindings.filter(({ role }) => role === index).map((b) => b.participant)),
    );
    for (const participant of flow.participants) {
      const usual = participant.roles.includes(index);
      if (!usual && !bound.has(participant.index)) continue;
      players.push(`\`${flow.name}.${participant.name}\`${usual ? '' : ' in some phases'}`);
    }
  }
  return players.length === 0 ? '' : `Played by ${shortened(players)}.`;
}

function phaseList(phases: readonly ModelPhase[]): string {
  return shortened(phases.map(({ name }) => `\`${name}\``));
}
