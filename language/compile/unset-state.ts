import { brief, type Model, type Place, UNKNOWN } from '../../check/index.js';
import type { FindingsCollector } from './findings-collector.js';

/** Reports a participant whose roles start in different states, with no word of its own. */
export function reportUnsetState(
  name: string,
  roles: readonly number[],
  model: Model | null,
  place: Place,
  collector: FindingsCollector,
): void {
  const starts = roles.map((index) => {
    const role = model?.roles[index];
    return `"${role?.name ?? '?'}" in "${model?.states[role?.initial ?? UNKNOWN]?.name ?? '?'}"`;
  });
  const states = roles
    .map((index) => model?.states[model.roles[index]?.initial ?? UNKNOWN]?.name)
    .filter((state) => state !== undefined);
  collector.add(
    'unset-state',
    place,
    `The initial state of "${name}" is not given: its roles start in different states (${starts.join(', ')}). Write \`initially\` with the state.`,
    { brief: brief`The initial state of ${name} is not given`, data: { candidates: [...new Set(states)] } },
  );
}
