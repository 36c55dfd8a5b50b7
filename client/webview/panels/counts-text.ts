import type { CoverageCount } from '../../../timeline/types/coverage-count.js';

/** `7/7 phases · 16/17 messages · …`, without what there is none of. */
export function countsText(named: readonly (readonly [CoverageCount, string])[]): string {
  return named
    .flatMap(([{ covered, total }, name]) => (total === 0 ? [] : [`${covered}/${total} ${name}`]))
    .join(' · ');
}
