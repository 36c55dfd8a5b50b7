/** How many of how many are covered. */
export interface CoverageCount {
  readonly covered: number;
  readonly total: number;
}

/** A count as `3/4`. */
export function fraction({ covered, total }: CoverageCount): string {
  return `${covered}/${total}`;
}
