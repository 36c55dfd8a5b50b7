/** Decides whether a server that ended is started again: yes, unless it keeps ending. */
export class RestartPolicy {
  /** How often the server may end within `minutes` before it is left alone. */
  readonly maxEnds: number;
  readonly minutes: number;
  private readonly now: () => number;
  private ends: number[] = [];

  /** @param now gives the time in milliseconds */
  constructor(maxEnds = 5, minutes = 3, now: () => number = Date.now) {
    this.maxEnds = maxEnds;
    this.minutes = minutes;
    this.now = now;
  }

  /** Counts an end of the server, just now, and says whether to start it again. */
  mayRestart(): boolean {
    const now = this.now();
    this.ends = [...this.ends.filter((end) => now - end < this.minutes * 60_000), now];
    return this.ends.length < this.maxEnds;
  }
}
