import { visibleText } from '../timeline/types/visible-text.js';
import { readArguments } from './arguments.js';
import type { Command } from './command.js';
import { cliCommands } from './commands.js';
import { type ExitCode, exitCodes, OutputError, UsageError } from './exit-codes.js';
import { commandHelp, generalHelp } from './help.js';
import type { Output } from './output.js';
import { version } from './version.js';

/** Names that are listed in an error. */
const MAX_NAMED = 8;

/**
 * Runs the command that the words name, and reports what goes wrong on standard error.
 * @param words what follows the program's name
 * @returns the exit code; `serving` while a server continues by itself
 */
export async function runCommand(words: readonly string[], output: Output): Promise<ExitCode | 'serving'> {
  try {
    return await start(words, output);
  } catch (error) {
    return reported(error, words[0], output);
  }
}

async function start([word, ...rest]: readonly string[], output: Output): Promise<ExitCode | 'serving'> {
  switch (word) {
    case undefined:
    case '--help':
    case '-h':
    case 'help':
      return printHelp(rest, output);
    case '--version':
    case '-V':
      return print(`${version}\n`, output);
  }
  const command = commandNamed(word);
  // Checked before the options are read: the rest may be wrong when help is requested.
  if (rest.includes('--help') || rest.includes('-h')) return print(commandHelp(command), output);
  const args = readArguments(command, rest);
  const { run } = await command.load();
  return run(args, output, cliCommands);
}

function printHelp([word]: readonly string[], output: Output): Promise<ExitCode> {
  const text = word === undefined || word.startsWith('-') ? generalHelp() : commandHelp(commandNamed(word));
  return print(text, output);
}

async function print(text: string, output: Output): Promise<ExitCode> {
  await output.print(text);
  return exitCodes.clean;
}

function commandNamed(word: string): Command {
  const command = cliCommands.find(({ name }) => name === word);
  if (command !== undefined) return command;
  const names = cliCommands.map(({ name }) => name);
  if (word.startsWith('-')) {
    const among = ['--help', '--version'];
    throw new UsageError(`There is no option ${word}: without a command, there are only ${among.join(' and ')}.`, {
      word,
      among,
    });
  }
  throw new UsageError(`There is no command "${word}".`, { word, among: [...names, 'help'], lists: true });
}

/** Says what went wrong, and where the help on it is. */
async function reported(error: unknown, word: string | undefined, output: Output): Promise<ExitCode> {
  if (error instanceof UsageError) {
    const help = cliCommands.some(({ name }) => name === word) ? `confer help ${word}` : 'confer --help';
    output.printError(`confer: ${visibleText(error.message)}${await nearest(error)}\nSee ${help}.\n`);
    return exitCodes.usage;
  }
  if (error instanceof OutputError) {
    output.printError(`confer: ${visibleText(error.message)}\n`);
    return exitCodes.internal;
  }
  output.printError('confer: internal error. Please report it, with the file that causes it.\n');
  output.printError(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.internal;
}

async function nearest({ misspelled }: UsageError): Promise<string> {
  if (misspelled === undefined) return '';
  const { nearestNames } = await import('../check/index.js');
  const [first] = nearestNames(misspelled.word, misspelled.among);
  if (first !== undefined) return ` Did you mean ${first}?`;
  return misspelled.lists === true ? ` Available: ${listed(misspelled.among)}.` : '';
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).join(', ');
  return names.length > MAX_NAMED ? `${shown}, and ${names.length - MAX_NAMED} others` : shown || 'none';
}
