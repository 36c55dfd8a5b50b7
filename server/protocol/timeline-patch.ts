import type { Range, Timeline, TimelineEvent, TimelineOutcome } from '../../timeline/types/timeline.js';
import { type DataPatch, diffData, patchData } from './data-patch.js';
import type { TimelineResult } from './timeline-messages.js';

/** Answer to a request that names an answer that the client has: what turns that one into this one. */
export interface TimelinePatch {
  readonly uri: string;
  readonly version: number;
  /** The answer that the patch is for, and the one that it makes: the same if nothing is different. */
  readonly base: string;
  readonly answer: string;
  /** The parts that move as a whole; applied first. */
  readonly shifts: TimelineShifts;
  /** Everything else; absent if that is all. */
  readonly changes?: DataPatch;
}

/** Numbers that grow alike for much of a timeline, though little has changed. */
export interface TimelineShifts {
  /** Lines of the document, zero-based, from this one on. */
  readonly lines?: Shift;
  /** Indices of findings, from this one on. */
  readonly findings?: Shift;
  /** Milliseconds of the events with these indices, the last one included. */
  readonly times?: readonly (readonly [first: number, last: number, byMs: number])[];
}

/** Moves all numbers from one on by the same amount. */
export interface Shift {
  readonly from: number;
  readonly by: number;
}

/** Shorter runs of events are sent one by one. */
const MIN_RUN = 4;

/**
 * The patch from one answer to another one about the same flow.
 * @param lines how the lines of the text that is drawn have moved in between, if they have
 */
export function diffTimelines(base: TimelineResult, now: TimelineResult, lines: Shift | undefined): TimelinePatch {
  const { uri, version, answer } = now;
  const shifts = shiftsBetween(base.timeline, now.timeline, lines);
  const changes = diffData(shiftResult(base, shifts), { ...now, version: base.version, answer: base.answer });
  const changed = changes !== undefined || Object.keys(shifts).length > 0;
  const patch = { uri, version, base: base.answer, answer: changed ? answer : base.answer, shifts };
  return changes === undefined ? patch : { ...patch, changes };
}

/** Whether an answer is a patch of one that the client has. */
export function isTimelinePatch(answer: TimelineResult | TimelinePatch): answer is TimelinePatch {
  return 'base' in answer;
}

/**
 * The answer that a patch makes. What does not change is the same object in both.
 * @returns undefined if the patch is for another answer: all of it has to be asked for
 */
export function patchTimeline(
  base: TimelineResult | null | undefined,
  patch: TimelinePatch,
): TimelineResult | undefined {
  if (base?.answer !== patch.base) return undefined;
  const shifted = shiftResult(base, patch.shifts);
  const changed = patch.changes === undefined ? shifted : (patchData(shifted, patch.changes) as TimelineResult);
  return { ...changed, version: patch.version, answer: patch.answer };
}

function shiftsBetween(base: Timeline | null, now: Timeline | null, lines: Shift | undefined): TimelineShifts {
  if (base === null || now === null) return {};
  const findings = insertion(base.findings, now.findings);
  const times = timeRuns(base.events, now.events);
  return {
    ...(lines === undefined || lines.by === 0 ? {} : { lines }),
    ...(findings === undefined ? {} : { findings }),
    ...(times.length === 0 ? {} : { times }),
  };
}

/** How the indices of a list move when a range of it has become shorter or longer. */
function insertion(
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): Shift | undefined {
  const by = after.length - before.length;
  if (by === 0) return undefined;
  let same = 0;
  while (same < Math.min(before.length, after.length) && before.at(-1 - same)?.id === after.at(-1 - same)?.id) same++;
  return { from: before.length - same, by };
}

/** Runs of events of which the time has grown alike: a delay moves all that comes after it. */
function timeRuns(before: readonly TimelineEvent[], after: readonly TimelineEvent[]): [number, number, number][] {
  // Most events are the same objects at the same places.
  const moved = after.filter((event, index) => event !== before[index]);
  const now = new Map(moved.map(({ id, timeMs }) => [id, timeMs]));
  const runs: [first: number, last: number, byMs: number][] = [];
  for (const [index, { id, timeMs }] of before.entries()) {
    const time = now.get(id) ?? null;
    const by = time === null || timeMs === null ? 0 : time - timeMs;
    if (by === 0) continue;
    const run = runs.at(-1);
    if (run !== undefined && run[1] === index - 1 && run[2] === by) run[1] = index;
    else runs.push([index, index, by]);
  }
  return runs.filter(([first, last]) => last - first >= MIN_RUN - 1);
}

function shiftResult(result: TimelineResult, shifts: TimelineShifts): TimelineResult {
  const { timeline } = result;
  if (timeline === null || Object.keys(shifts).length === 0) return result;
  const { lines, findings, times = [] } = shifts;
  const timed = times.length === 0 ? timeline : { ...timeline, events: shiftTimes(timeline.events, times) };
  const moved = lines === undefined ? timed : shiftLines(timed, lines, result.uri);
  return { ...result, timeline: findings === undefined ? moved : shiftFindings(moved, findings) };
}

function shiftTimes(events: readonly TimelineEvent[], runs: NonNullable<TimelineShifts['times']>): TimelineEvent[] {
  const shifted = [...events];
  for (const [first, last, by] of runs) {
    for (let index = first; index <= last; index++) {
      const event = shifted[index];
      if (event !== undefined && event.timeMs !== null) shifted[index] = { ...event, timeMs: event.timeMs + by };
    }
  }
  return shifted;
}

/** Moves everything that has a place in the document; rows of models usually have theirs in another one. */
function shiftLines(timeline: Timeline, { from, by }: Shift, uri: string): Timeline {
  const place = <Placed extends { readonly range: Range | null }>(placed: Placed): Placed => {
    const range = placed.range && shiftRange(placed.range);
    return range === placed.range ? placed : { ...placed, range };
  };
  const shiftRange = (range: Range): Range => {
    const { start, end } = range;
    if (end.line < from) return range;
    return {
      start: start.line < from ? start : { ...start, line: start.line + by },
      end: { ...end, line: end.line + by },
    };
  };
  return {
    ...timeline,
    participants: timeline.participants.map(place),
    phases: timeline.phases.map((phase) =>
      phase.range.end.line < from
        ? phase
        : { ...place(phase), nameRange: shiftRange(phase.nameRange), outcomes: phase.outcomes.map(place) },
    ),
    events: timeline.events.map(place),
    findings: timeline.findings.map(place),
    rows: timeline.rows.map((row) => (row.uri === uri ? place(row) : row)),
  };
}

function shiftFindings(timeline: Timeline, { from, by }: Shift): Timeline {
  const renumber = (findings: readonly number[]): readonly number[] =>
    findings.some((index) => index >= from) ? findings.map((index) => (index >= from ? index + by : index)) : findings;
  const markOutcome = (outcome: TimelineOutcome): TimelineOutcome => {
    if (outcome.findings === undefined) return outcome;
    const findings = renumber(outcome.findings);
    return findings === outcome.findings ? outcome : { ...outcome, findings };
  };
  const mark = <Marked extends { readonly findings: readonly number[] }>(marked: Marked): Marked => {
    const findings = renumber(marked.findings);
    return findings === marked.findings ? marked : { ...marked, findings };
  };
  return {
    ...timeline,
    participants: timeline.participants.map(mark),
    phases: timeline.phases.map((phase) => {
      const outcomes = phase.outcomes.map(markOutcome);
      const isSame = outcomes.every((outcome, index) => outcome === phase.outcomes[index]);
      return mark(isSame ? phase : { ...phase, outcomes });
    }),
    events: timeline.events.map(mark),
    remarks: renumber(timeline.remarks),
  };
}
