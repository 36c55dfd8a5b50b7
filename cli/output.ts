import { type ExitCode, exitCodes } from './exit-codes.js';
import { help } from './help.js';

/** Where the command writes. */
export class Output {
  /** Whether people read it as it comes, on a terminal. */
  readonly forPeople = process.stdout.isTTY === true;
  /** Colours only for people, unless they say otherwise. */
  readonly coloured = this.forPeople && (process.env.NO_COLOR ?? '') === '';

  /** Prints; resolves when all of it is written, which a pipe may take its time for. */
  print(text: string | Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => {
        // A reader that has seen enough, such as `head`, is no failure.
        if (error && 'code' in error && error.code !== 'EPIPE') reject(error);
        else resolve();
      });
    });
  }

  complain(text: string): void {
    process.stderr.write(text);
  }

  async help(): Promise<ExitCode> {
    await this.print(help);
    return exitCodes.clean;
  }
}
