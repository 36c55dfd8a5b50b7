import type { Arguments } from '../arguments.js';
import { checkOptions } from '../check/check-options.js';
import { runCheck } from '../check/run-check.js';
import { watchFolder } from '../check/watch.js';
import { type ExitCode, UsageError } from '../exit-codes.js';
import type { Output } from '../output.js';

/** `confer check`: reports what is found in files. Information never fails a run. */
export async function run(args: Arguments, output: Output): Promise<ExitCode> {
  const options = checkOptions(args);
  if (!args.flag('watch')) return runCheck(args, options, output);
  const check = async () => {
    try {
      await runCheck(args, options, output);
    } catch (error) {
      // A file that is gone for a moment, or a configuration half typed, must not end the watch.
      if (!(error instanceof UsageError)) throw error;
      output.printError(`confer: ${error.message}\n`);
    }
    output.printError('confer: watching for changes. Press Ctrl+C to stop.\n');
  };
  return watchFolder(process.cwd(), check);
}
