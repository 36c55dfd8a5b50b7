/** How many of how many are covered. */
export interface CoverageCount {
  readonly covered: number;
  readonly total: number;
}
