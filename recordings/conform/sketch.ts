const BASE = Math.log(1.05);
/** No time is longer than 1.05^1000 ms. */
const MAX_BUCKET = 1_000;

/** A distribution of times in ms: `[i, n]` are n values up to 1.05^i. */
export interface SketchJson {
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly buckets: readonly (readonly [number, number])[];
}

/** Counts times so that parts add up to the whole. */
export class Sketch {
  private count = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;
  /** Counts by bucket. */
  private readonly buckets: number[] = [];

  add(ms: number): void {
    this.count++;
    if (ms < this.min) this.min = ms;
    if (ms > this.max) this.max = ms;
    this.fill(ms <= 1 ? 0 : Math.max(0, Math.ceil(Math.log(ms) / BASE - 1e-9)), 1);
  }

  private fill(bucket: number, times: number): void {
    const place = Math.min(bucket, MAX_BUCKET);
    while (this.buckets.length <= place) this.buckets.push(0);
    this.buckets[place] = (this.buckets[place] ?? 0) + times;
  }

  merge(other: SketchJson): void {
    this.count += other.count;
    if (other.min !== null && other.min < this.min) this.min = other.min;
    if (other.max !== null && other.max > this.max) this.max = other.max;
    for (const [bucket, count] of other.buckets) this.fill(bucket, count);
  }

  toJson(): SketchJson {
    const buckets = [...this.buckets.entries()].filter(([, times]) => times > 0);
    const none = this.count === 0;
    return {
      count: this.count,
      min: none ? null : this.min,
      max: none ? null : this.max,
      p50: this.percentile(buckets, 0.5),
      p95: this.percentile(buckets, 0.95),
      p99: this.percentile(buckets, 0.99),
      buckets,
    };
  }

  /** The upper bound of its bucket. */
  private percentile(buckets: readonly (readonly [number, number])[], part: number): number | null {
    let countSoFar = 0;
    for (const [bucket, count] of buckets) {
      countSoFar += count;
      if (countSoFar >= part * this.count) return Math.round(1.05 ** bucket * 1000) / 1000;
    }
    return null;
  }
}
