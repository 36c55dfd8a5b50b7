import { comparePositions, startsIn } from '../../timeline/types/ranges.js';
import type { Range } from '../../timeline/types/timeline.js';
import type { Finding } from '../findings/finding.js';
import type { Flow } from '../model/flow.js';

/** The findings of one flow, by what they come from and where they are. */
export class FlowFindings {
  readonly list: readonly Finding[];
  private readonly byDifference = new Map<string, number>();

  /**
   * @param findings of the document, in source order
   */
  constructor(findings: readonly Finding[], flow: Flow) {
    this.list = findings.filter((finding) => startsIn(finding.range, flow.place.range));
    for (const [index, { origin }] of this.list.entries()) {
      if (origin?.kind === 'difference') this.byDifference.set(origin.key, index);
    }
  }

  /** The finding made of differences with this key (see `differenceKey`); undefined if it is silenced. */
  ofDifference(key: string): number | undefined {
    return this.byDifference.get(key);
  }

  /** Those of some findings that were made from one target of a phase. */
  ofTarget(phase: number, position: number, among: readonly number[]): number[] {
    return among.filter((index) => {
      const origin = this.list[index]?.origin;
      return origin?.kind === 'target' && origin.phase === phase && origin.position === position;
    });
  }

  /** Findings that start within a range, in source order. */
  within(range: Range): number[] {
    const found: number[] = [];
    for (let index = this.firstFrom(range); index < this.list.length; index++) {
      const finding = this.list[index];
      if (finding === undefined || !startsIn(finding.range, range)) break;
      found.push(index);
    }
    return found;
  }

  /** Index of the first finding that starts at, or after, the start of a range. */
  private firstFrom(range: Range): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = this.list[middle]?.range.start;
      if (start !== undefined && comparePositions(start, range.start) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
