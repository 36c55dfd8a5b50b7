import { visibleText } from '../timeline/types/visible-text.js';
import { readArguments } from './arguments.js';
import type { Command } from './command.js';
import { commands } from './commands.js';
import { type ExitCode, exitCodes, OutputError, UsageError } from './exit-codes.js';
import { commandHelp, generalHelp } from './help.js';
import { Output } from './output.js';
import { version } from './version.js';

const output = new Output();

async function run([word, ...rest]: readonly string[]): Promise<ExitCode | 'serving'> {
  switch (word) {
    case undefined:
    case '--help':
    case '-h':
    case 'help':
      return printHelp(rest);
    case '--version':
    case '-V':
      return print(`${version}\n`);
  }
  const command = commandNamed(word);
  // Asked before the options are read: whoever asks for help may have written the rest wrongly.
  if (rest.includes('--help') || rest.includes('-h')) return print(commandHelp(command));
  const given = readArguments(command, rest);
  const { run: start } = await command.load();
  return start(given, output, commands);
}

function printHelp([word]: readonly string[]): Promise<ExitCode> {
  return print(word === undefined || word.startsWith('-') ? generalHelp() : commandHelp(commandNamed(word)));
}

async function print(text: string): Promise<ExitCode> {
  await output.print(text);
  return exitCodes.clean;
}

function commandNamed(word: string): Command {
  const command = commands.find(({ name }) => name === word);
  if (command !== undefined) return command;
  const among = commands.map(({ name }) => name);
  const what = word.startsWith('-') ? `no option ${word}` : `no command "${word}"`;
  throw new UsageError(`There is ${what}: the commands are ${among.join(', ')}.`, { word, among });
}

async function main(): Promise<void> {
  try {
    const code = await run(process.argv.slice(2));
    if (code !== 'serving') process.exitCode = code;
  } catch (error) {
    process.exitCode = await reported(error);
  }
}

/** Says what went wrong. */
async function reported(error: unknown): Promise<ExitCode> {
  if (error instanceof UsageError) {
    output.printError(`confer: ${visibleText(error.message)}${await nearest(error)}\nSee confer --help.\n`);
    return exitCodes.usage;
  }
  if (error instanceof OutputError) {
    output.printError(`confer: ${visibleText(error.message)}\n`);
    return exitCodes.internal;
  }
  output.printError('confer: an internal error; please report it with the file that shows it.\n');
  output.printError(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.internal;
}

async function nearest({ misspelt }: UsageError): Promise<string> {
  if (misspelt === undefined) return '';
  const { nearestNames } = await import('../check/index.js');
  const [first] = nearestNames(misspelt.word, misspelt.among);
  return first === undefined ? '' : ` Did you mean ${first}?`;
}

void main();
