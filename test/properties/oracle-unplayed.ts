import { entryRoles, type Players } from './oracle-entering.js';
import type { FlowSpec, ModelPhaseSpec, ModelSpec } from './specification.js';

/** A phase whose every trigger comes from roles that nobody plays, or that needs or moves one. */
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
