import type { Command, Option } from './command.js';
import { cliCommands } from './commands.js';
import { help } from './options.js';

/** Column where descriptions begin, and where lines break. */
const TEXT_COLUMN = 31;
const MAX_COLUMN = 110;

/** The text of `confer`, `confer help` and `confer --help`. */
export function generalHelp(): string {
  const widest = Math.max(...cliCommands.map((command) => callOf(command).length));
  return [
    'Usage:',
    ...cliCommands.map((command) => `  ${callOf(command).padEnd(widest)}   ${command.summary}`),
    '',
    'Options:',
    ...[help, { name: 'version', summary: 'print the version' }].flatMap(describe),
    '',
    'confer help COMMAND describes the options of a command.',
    '',
    'Exit codes: 0 clean, 1 problems, 2 invalid usage, 3 internal error, or the output cannot be written.',
    '',
  ].join('\n');
}

/** The text of `confer help COMMAND` and `confer COMMAND --help`. */
export function commandHelp(command: Command): string {
  return [
    'Usage:',
    `  ${callOf(command)}   ${command.summary}`,
    ...(command.details === undefined ? [] : ['', ...wrapped(command.details, 0)]),
    '',
    'Options:',
    ...[...command.options, help].flatMap(describe),
    '',
  ].join('\n');
}

function callOf({ name, operands, options }: Command): string {
  return ['confer', name, options.length > 0 ? '[options]' : '', operands].filter((part) => part !== '').join(' ');
}

function describe(option: Option): string[] {
  const [first = '', ...others] = wrapped(option.summary + choices(option), TEXT_COLUMN);
  const call = `  ${callOfOption(option)}`;
  const rest = others.map((line) => ' '.repeat(TEXT_COLUMN) + line);
  if (call.length >= TEXT_COLUMN) return [call, ' '.repeat(TEXT_COLUMN) + first, ...rest];
  return [call.padEnd(TEXT_COLUMN) + first, ...rest];
}

function callOfOption({ name, short, value, valueOptional, mayNameFile }: Option): string {
  const written = `${short === undefined ? '' : `-${short}, `}--${name}`;
  if (value === undefined) return written;
  return valueOptional === true
    ? `${written}[=${value}]`
    : `${written} ${value}${mayNameFile === true ? '[=FILE]' : ''}`;
}

function choices({ words }: Option): string {
  return words === undefined ? '' : `: ${words.join(', ')}`;
}

function wrapped(text: string, indent: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && indent + line.length + 1 + word.length > MAX_COLUMN) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
