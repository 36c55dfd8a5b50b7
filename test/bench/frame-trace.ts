import type { CDPSession, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Microseconds that the thread was running: what else the machine does is not in it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const categories = 'toplevel,disabled-by-default-devtools.timeline,devtools.timeline,blink.user_timing,__metadata';

/** What the main thread of a page did while it was traced. */
export interface Trace {
  /** Milliseconds of work in each frame. */
  readonly frames: readonly number[];
  /** Milliseconds of work from the mark `begin` to the mark `end`, for each pair of them. */
  readonly marked: readonly number[];
}

/** Traces a page while something is done to it. */
export async function traced(page: Page, act: () => Promise<void>): Promise<Trace> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { traceConfig: { includedCategories: categories.split(',') } });
  await act();
  await stopped(session);
  await session.detach();
  return readTrace(events);
}

async function stopped(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
}

function readTrace(events: readonly TraceEvent[]): Trace {
  const marks = events.filter(({ name }) => name === 'confer-begin' || name === 'confer-end');
  const page = marks[0];
  if (page === undefined) throw new Error('The trace has no mark of the page.');
  const own = events.filter(({ pid, tid }) => pid === page.pid && tid === page.tid);
  const tasks = own.filter(({ name, ph }) => name === 'RunTask' && ph === 'X').sort((a, b) => a.ts - b.ts);
  const workIn = (from: number, to: number): number =>
    tasks
      .filter(({ ts, dur = 0 }) => ts + dur > from && ts < to)
      .reduce((sum, { tdur, dur = 0 }) => sum + (tdur ?? dur) / 1000, 0);
  const starts = own.filter(({ name }) => name === 'BeginCommitCompositorFrame').map(({ ts }) => ts);
  starts.sort((a, b) => a - b);
  const frames = starts.slice(0, -1).map((start, index) => workIn(start, starts[index + 1] ?? start));
  const begins = marks.filter(({ name }) => name === 'confer-begin').map(({ ts }) => ts);
  const ends = marks.filter(({ name }) => name === 'confer-end').map(({ ts }) => ts);
  return { frames, marked: begins.map((begin, index) => workIn(begin, ends[index] ?? begin)) };
}
