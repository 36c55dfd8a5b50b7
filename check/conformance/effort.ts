/** The most work of comparing one phase in one configuration: a second or less, and far more than phases need. */
const MAX_LOOKS = 20_000_000;

/** Thrown when a comparison takes more work than allowed. */
class EffortExceeded extends Error {}

/** Counts how many rows and copies a comparison looks at: no input can make it take longer than allowed. */
export class Effort {
  /** Looks so far. */
  spent = 0;

  constructor(private readonly limit = MAX_LOOKS) {}

  /** For results of a comparison that was made within the limit. */
  static unlimited(): Effort {
    return new Effort(Number.POSITIVE_INFINITY);
  }

  /** @throws EffortExceeded beyond the limit */
  add(looks: number): void {
    this.spent += looks;
    if (this.spent > this.limit) throw new EffortExceeded();
  }
}

/** What is computed, or undefined if it takes more effort than allowed. */
export function withinEffort<Result>(compute: () => Result): Result | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof EffortExceeded) return undefined;
    throw error;
  }
}
