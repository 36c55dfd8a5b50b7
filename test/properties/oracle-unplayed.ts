import { entryRoles, type Players } from './oracle-entering.js';
import type { FlowSpec, ModelPhaseSpec, ModelSpec } from './specification.js';

/** Whether all triggers of a phase come from roles without a player, or it needs or moves such a role. */
export function needsUnplayed(phase: ModelPhaseSpec, flow: FlowSpec, model: ModelSpec, players: Players): boolean {
  const { triggers } = phase;
  const isUnplayed = (role: number) =>
    (players[role] ?? []).length === 0 && flow.phases.every(({ bindings }) => bindings.every((b) => b.role !== role));
  return (
    entryRoles(model, phase).some(isUnplayed) ||
    (triggers.length > 0 &&
      triggers.every(
        (trigger) => !('timer' in trigger) && trigger.sender.kind === 'role' && isUnplayed(trigger.sender.role),
      ))
  );
}
