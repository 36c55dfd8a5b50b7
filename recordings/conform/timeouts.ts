/** What may wait to be over. */
interface Waiting {
  /** When it is over, in ms since 1970; null: it does not wait. */
  dueMs: number | null;
}

interface Timeout<T> {
  readonly dueMs: number;
  /** Number among all that were added: of those due at once, the first added comes first. */
  readonly number: number;
  readonly interaction: T;
}

const NONE_DUE: readonly never[] = [];

/** Interactions by the time at which they are over if nothing more comes: a heap, the earliest first. */
export class Timeouts<T extends Waiting> {
  private readonly heap: Timeout<T>[] = [];
  private count = 0;

  /** Adds an interaction. It leaves if its `dueMs` changes: then it waits no longer, or for another time. */
  add(interaction: T, dueMs: number): void {
    interaction.dueMs = dueMs;
    this.rise(this.heap.length, { dueMs, number: this.count++, interaction });
  }

  /** Removes the interactions that are over before a time, in the order in which they were added. */
  takeBefore(timeMs: number): readonly T[] {
    const earliest = this.heap[0];
    if (earliest === undefined || earliest.dueMs >= timeMs) return NONE_DUE;
    const due: Timeout<T>[] = [];
    for (let first = this.heap[0]; first !== undefined && first.dueMs < timeMs; first = this.heap[0]) {
      this.removeFirst();
      if (first.interaction.dueMs !== first.dueMs) continue;
      first.interaction.dueMs = null;
      due.push(first);
    }
    if (due.length > 1) due.sort((a, b) => a.number - b.number);
    return due.map(({ interaction }) => interaction);
  }

  private removeFirst(): void {
    const last = this.heap.pop();
    if (last !== undefined && this.heap.length > 0) this.sink(last);
  }

  /** Puts a time-out at a free place of the heap, or nearer to its beginning. */
  private rise(free: number, timeout: Timeout<T>): void {
    let place = free;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.heap[above];
      if (parent === undefined || parent.dueMs <= timeout.dueMs) break;
      this.heap[place] = parent;
      place = above;
    }
    this.heap[place] = timeout;
  }

  /** Puts a time-out at the beginning of the heap, or further from it. */
  private sink(timeout: Timeout<T>): void {
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      let child = this.heap[below];
      const other = this.heap[below + 1];
      if (child !== undefined && other !== undefined && other.dueMs < child.dueMs) {
        below++;
        child = other;
      }
      if (child === undefined || child.dueMs >= timeout.dueMs) break;
      this.heap[place] = child;
      place = below;
    }
    this.heap[place] = timeout;
  }
}
