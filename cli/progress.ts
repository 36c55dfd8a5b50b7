import type { Writable } from 'node:stream';

/** Time before progress is shown, and between two showings, in ms. */
const DELAY_MS = 1_000;
const INTERVAL_MS = 200;

/** Shows on standard error, in a terminal, how many files are checked if that takes long. */
export class Progress {
  private readonly start = performance.now();
  private shownAt = 0;
  private readonly isInteractive: boolean;

  /** @param stream where to show it; left out: standard error */
  constructor(private readonly stream: Writable & { readonly isTTY?: boolean } = process.stderr) {
    this.isInteractive = stream.isTTY === true && process.env.TERM !== 'dumb';
  }

  show(doneCount: number, all: number): void {
    const now = performance.now();
    if (!this.isInteractive || now - this.start < DELAY_MS || now - this.shownAt < INTERVAL_MS) return;
    this.shownAt = now;
    this.stream.write(`\r\u001b[Kconfer: checking ${doneCount} of ${all}`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.shownAt > 0) this.stream.write('\r\u001b[K');
  }
}
