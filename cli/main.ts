import { startOnStdio } from '../server/node/stdio.js';
import { checkCommand } from './commands/check.js';
import { timelineCommand } from './commands/timeline.js';
import { type ExitCode, exitCodes, UsageError } from './exit-codes.js';
import { Output } from './output.js';
import { version } from './version.js';

const output = new Output();

async function run(words: readonly string[]): Promise<ExitCode | 'serving'> {
  const [command, ...rest] = words;
  switch (command) {
    case 'check':
      return checkCommand(rest, output);
    case 'timeline':
      return timelineCommand(rest, output);
    case 'lsp':
      startOnStdio();
      return 'serving';
    case '--help':
    case '-h':
    case 'help':
      return output.help();
    case '--version':
      await output.print(`${version}\n`);
      return exitCodes.clean;
    case undefined:
      throw new UsageError('Say what to do: check, timeline or lsp.');
    default:
      throw new UsageError(`There is no command "${command}": it is check, timeline or lsp.`);
  }
}

async function main(): Promise<void> {
  try {
    const code = await run(process.argv.slice(2));
    if (code !== 'serving') process.exitCode = code;
  } catch (error) {
    if (error instanceof UsageError) {
      output.complain(`confer: ${error.message}\nSee confer --help.\n`);
      process.exitCode = exitCodes.usage;
    } else {
      output.complain('confer: an internal error; please report it with the file that shows it.\n');
      output.complain(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = exitCodes.internal;
    }
  }
}

void main();
