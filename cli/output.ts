import type { Writable } from 'node:stream';
import { OutputError } from './exit-codes.js';

type Stream = Writable & { readonly isTTY?: boolean };

/** The command's streams: results to standard output, everything else to standard error. */
export class Output {
  /** Whether the result goes to a terminal. */
  readonly isInteractive: boolean;
  readonly colored: boolean;
  private failure: Error | undefined;

  /** @param stdout,stderr where to write; left out: the process' own */
  constructor(
    private readonly stdout: Stream = process.stdout,
    private readonly stderr: Stream = process.stderr,
  ) {
    this.isInteractive = stdout.isTTY === true;
    this.colored = isColored(process.env, this.isInteractive);
    // Without a listener, a stream's error ends the process with a stack.
    stdout.on('error', (error: Error) => {
      this.failure ??= error;
    });
    stderr.on('error', () => undefined);
  }

  /**
   * Prints; resolves when all of it is written, which a pipe may take its time for. A reader that has seen enough, such
   * as `head`, is no failure.
   * @throws OutputError if it cannot be written
   */
  async print(text: string | Uint8Array): Promise<void> {
    const error = await new Promise<Error | null | undefined>((resolve) => {
      if (this.failure === undefined) this.stdout.write(text, resolve);
      else resolve(this.failure);
    });
    if (error === null || error === undefined || isClosedPipe(error)) return;
    throw new OutputError(`standard output cannot be written: ${error.message}.`);
  }

  printError(text: string): void {
    this.stderr.write(text);
  }
}

/** Whether the reader of a pipe is gone. */
function isClosedPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'EOF' || error.code === 'ERR_STREAM_DESTROYED');
}

/** Colors in a terminal that has them, unless the user says otherwise. */
function isColored(env: NodeJS.ProcessEnv, isInteractive: boolean): boolean {
  if ((env.NO_COLOR ?? '') !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isInteractive && env.TERM !== 'dumb';
}
