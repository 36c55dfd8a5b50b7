import fc from 'fast-check';

/**
 * A source of choices that a generator draws from. Where it runs out, the first alternative is taken: shorter and
 * smaller sources give simpler values, so a failure shrinks without a shrinker of its own.
 */
export class Choices {
  private next = 0;

  constructor(private readonly source: readonly number[]) {}

  /** @returns a number from 0 up to, and without, `count` */
  below(count: number): number {
    const drawn = this.source[this.next++] ?? 0;
    return count <= 1 ? 0 : drawn % count;
  }

  /** @returns true in `percent` of the cases, false if the source has run out */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  /** @returns a whole number, both ends included */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** @returns one of the alternatives; there must be one */
  one<T>(alternatives: readonly T[]): T {
    const chosen = alternatives[this.below(alternatives.length)];
    if (chosen === undefined) throw new Error('There is nothing to choose from.');
    return chosen;
  }

  /** @returns the alternatives in another order */
  shuffled<T>(alternatives: readonly T[]): T[] {
    const left = [...alternatives];
    const drawn: T[] = [];
    while (left.length > 0) drawn.push(...left.splice(this.below(left.length), 1));
    return drawn;
  }
}

/** Numbers that a `Choices` is made of. */
export const sources: fc.Arbitrary<number[]> = fc
  .uint8Array({ minLength: 300, maxLength: 800, size: 'max' })
  .map((bytes) => [...bytes]);
