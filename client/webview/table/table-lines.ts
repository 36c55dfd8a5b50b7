import {
  bandKey,
  type EventFacts,
  type EventFilter,
  type EventTime,
  eventFacts,
  eventTimes,
  FLOW_REMARKS_HEADING,
  type FrameMark,
  framePlan,
  isShown,
  type PhaseFacts,
  PROBLEMS_ELSEWHERE_HEADING,
  phaseFacts,
  problemsElsewhere,
  remarksOfFlow,
} from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { TableForm } from './table-form.js';

/** One row of the table. */
export type TableLine =
  /** Findings outside the shown phases. */
  | {
      readonly kind: 'remarks';
      readonly key: string;
      readonly body: string;
      readonly title: string;
      readonly findings: readonly number[];
    }
  | { readonly kind: 'phase'; readonly key: string; readonly body: string; readonly facts: PhaseFacts }
  | {
      readonly kind: 'event';
      readonly key: string;
      readonly body: string;
      readonly facts: EventFacts;
      /** Counted from 1 among all events. */
      readonly number: number;
      readonly time: EventTime | undefined;
    }
  /** In a timeline of all paths: what leads into the branches, and where they end. */
  | { readonly kind: 'way'; readonly key: string; readonly body: string; readonly mark: FrameMark };

let last: { readonly inputs: readonly unknown[]; readonly lines: readonly TableLine[] } | null = null;

/** The rows of a table in order. Asked again for the same, it gives the same list. */
export function tableLines(timeline: Timeline, filter: EventFilter): readonly TableLine[] {
  const inputs = [timeline, filter];
  if (last?.inputs.every((input, index) => input === inputs[index])) return last.lines;
  const { marks } = framePlan(timeline);
  const facts = eventFacts(timeline);
  const times = eventTimes(timeline, { counts: (event) => isShown(event, filter) });
  const lines: TableLine[] = [];
  const addWays = (body: string, ways: readonly FrameMark[] = []): void => {
    for (const mark of ways) {
      const key = `${mark.kind} ${mark.fragment} ${mark.kind === 'close' ? '' : mark.index}`;
      lines.push({ kind: 'way', key, body, mark });
    }
  };
  const addRemarks = (title: string, findings: readonly number[]): void => {
    if (findings.length > 0) lines.push({ kind: 'remarks', key: title, body: title, title, findings });
  };
  addRemarks(FLOW_REMARKS_HEADING, remarksOfFlow(timeline));
  addWays('', marks[0]);
  let next = 0;
  for (const [place, phase] of phaseFacts(timeline).entries()) {
    const body = bandKey(phase.phase);
    lines.push({ kind: 'phase', key: body, body, facts: phase });
    for (let fact = facts[next]; fact?.event.visit === phase.phase.visit; fact = facts[next]) {
      next += 1;
      if (!isShown(fact.event, filter)) continue;
      lines.push({ kind: 'event', key: fact.event.id, body, facts: fact, number: next, time: times[next - 1] });
    }
    addWays(body, marks[place + 1]);
  }
  addRemarks(PROBLEMS_ELSEWHERE_HEADING, problemsElsewhere(timeline));
  last = { inputs, lines };
  return lines;
}

/** Estimated height of rows that were not drawn yet, in CSS px. */
const estimates: Readonly<Record<TableForm, Readonly<Record<TableLine['kind'], number>>>> = {
  columns: { remarks: 60, phase: 34, event: 27, way: 30 },
  stacked: { remarks: 90, phase: 34, event: 42, way: 30 },
};

/** The positions of the rows of a long table, from the known heights of rows. */
export class TableHeights {
  private readonly rowHeights = new Map<string, number>();
  private lines: readonly TableLine[] = [];
  private tops: number[] = [];

  /** @param form the form in which the rows are drawn */
  constructor(readonly form: TableForm) {}

  /** Rows that have been drawn are so high. */
  note(key: string, height: number): void {
    if (this.rowHeights.get(key) === height) return;
    this.rowHeights.set(key, height);
    this.lines = [];
  }

  /** Where each row begins, and last where the table ends. */
  of(lines: readonly TableLine[]): readonly number[] {
    if (lines === this.lines) return this.tops;
    let top = 0;
    this.tops = lines.map(({ key, kind }) => {
      const at = top;
      top += this.rowHeights.get(key) ?? estimates[this.form][kind];
      return at;
    });
    this.tops.push(top);
    this.lines = lines;
    return this.tops;
  }
}

/** The first and the last row that a stretch of the table touches. */
export function rowsIn(tops: readonly number[], top: number, bottom: number): readonly [first: number, last: number] {
  return [Math.max(0, lastUpTo(tops, top)), Math.min(tops.length - 2, lastUpTo(tops, bottom))];
}

/** Index of the last number that is no larger; they are in order. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
