import type { Severity } from './timeline.js';

/** Whether something counts as a problem: errors and warnings do, information and hints do not. */
export function isProblem({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'error' || severity === 'warning';
}
