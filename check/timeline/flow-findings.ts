import type { Range } from '../../timeline/types/timeline.js';
import type { Finding } from '../findings/finding.js';
import type { Flow } from '../model/flow.js';

/** The findings of one flow, found by what and where they are. */
export class FlowFindings {
  readonly list: readonly Finding[];
  private readonly byPlace = new Map<string, number[]>();

  /**
   * @param findings of the document, in source order
   */
  constructor(findings: readonly Finding[], flow: Flow) {
    this.list = findings.filter((finding) => startsIn(finding.range, flow.place.range));
    for (const [index, finding] of this.list.entries()) {
      const key = placeKey(finding.code, finding.range);
      const known = this.byPlace.get(key);
      if (known === undefined) this.byPlace.set(key, [index]);
      else known.push(index);
    }
  }

  /** The finding of that code at that place; of several, the one that expects these steps. */
  find(code: string, range: Range, expected: () => readonly string[]): number | undefined {
    const found = this.byPlace.get(placeKey(code, range)) ?? [];
    if (found.length < 2) return found[0];
    const wanted = expected().join('\n');
    return found.find((index) => (this.list[index]?.data.expected ?? []).join('\n') === wanted) ?? found[0];
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

  /** Index of the first finding that starts at, or behind, the start of a range. */
  private firstFrom(range: Range): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = this.list[middle]?.range.start;
      const before =
        start !== undefined &&
        (start.line < range.start.line || (start.line === range.start.line && start.character < range.start.character));
      if (before) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function placeKey(code: string, range: Range): string {
  return `${code}/${range.start.line}/${range.start.character}`;
}

/** Whether a range begins within another. */
export function startsIn(inner: Range, outer: Range): boolean {
  const { start } = inner;
  const after =
    start.line > outer.start.line || (start.line === outer.start.line && start.character >= outer.start.character);
  const before =
    start.line < outer.end.line || (start.line === outer.end.line && start.character < outer.end.character);
  return after && before;
}
