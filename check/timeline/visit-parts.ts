import { memoize } from '../../timeline/types/memoize.js';
import type { TimelinePhase } from '../../timeline/types/timeline.js';
import type { FlowPhase } from '../model/flow.js';
import type { Row } from '../model/model.js';
import type { ReplayedVisit } from '../paths/replay.js';
import type { DraftEvent } from './event-builder.js';
import type { ModelRows } from './model-rows.js';

/** The parts of one visit that a timeline shows. */
export interface VisitPart {
  readonly drafts: readonly DraftEvent[];
  readonly phase: TimelinePhase;
}

/** A part, and all that it depends on besides the phase. */
interface Kept {
  readonly part: VisitPart;
  readonly visit: ReplayedVisit;
  readonly next: number | 'all' | undefined;
  /** That the phase began on. */
  readonly line: number;
  /** By draft, its row of the model. */
  readonly rows: readonly (Row | undefined)[];
}

/** Parts kept of one phase: it may be gone through several times, on several paths that are shown. */
const MAX_KEPT = 4;

/** By the phase as compiled: another object if its text or meaning has changed. */
const keptOf = memoize((_phase: FlowPhase): Kept[] => []);

/**
 * The part of a visit in whose phase nothing is found; the former object if it is unchanged.
 * @param next index of the phase that follows; `all` where every way that can be taken does
 * @param rows collects the model's rows that the events show
 */
export function keptPart(
  visit: ReplayedVisit,
  next: number | 'all' | undefined,
  rows: ModelRows,
  make: () => VisitPart,
): VisitPart {
  const { line } = visit.phase.place.range.start;
  const kept = keptOf(visit.phase);
  const found = kept.find((other) => other.next === next && other.line === line && isAlike(other.visit, visit));
  if (found !== undefined && hasSameRows(found, rows)) return found.part;
  const part = make();
  const own = part.drafts.map(({ event }) => (event.row === null ? undefined : rows.at(event.row)));
  kept.unshift({ part, visit, next, line, rows: own });
  kept.length = Math.min(kept.length, MAX_KEPT);
  return part;
}

/** Whether a phase is gone through in the same way at the same place of a path. */
function isAlike(visit: ReplayedVisit, other: ReplayedVisit): boolean {
  return (
    visit.index === other.index &&
    visit.parent === other.parent &&
    visit.delayFrom === other.delayFrom &&
    visit.entered === other.entered &&
    visit.before === other.before &&
    visit.comparison === other.comparison &&
    visit.delayMs === other.delayMs
  );
}

/** Whether the rows have the numbers that the events know them by. */
function hasSameRows({ part, visit, rows: own }: Kept, rows: ModelRows): boolean {
  return part.drafts.every(({ event }, index) => {
    const row = own[index];
    return row === undefined || rows.indexOf(row, visit.entered.realized) === event.row;
  });
}
