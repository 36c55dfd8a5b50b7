import type { FlowSummary } from '../../server/protocol/timeline-messages.js';
import { containsPosition } from '../../timeline/types/ranges.js';
import type { Range } from '../../timeline/types/timeline.js';

/**
 * Time a caret rests in another flow before the preview follows it, in ms: one that only passes through is not
 * followed.
 */
const REST_MS = 250;

/** Goes to the flow that the caret has come to. */
export class CaretFlow {
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param rested is called when a caret has come to rest */
  constructor(private readonly rested: () => void) {}

  /** The caret has moved. */
  moved(): void {
    this.stop();
    this.timer = setTimeout(this.rested, REST_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

/** The flow that contains a caret; undefined if none does. */
export function flowAt(flows: readonly FlowSummary[], { start: caret }: Range): string | undefined {
  return flows.find(({ range }) => range !== null && containsPosition(range, caret))?.name;
}
