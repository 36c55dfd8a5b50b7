import { joinWithAnd, joinWithOr } from '../../timeline/types/join-words.js';
import type { Arguments } from '../arguments.js';
import type { Command, Option } from '../command.js';
import { type ExitCode, exitCodes, UsageError } from '../exit-codes.js';
import { help } from '../options.js';
import type { Output } from '../output.js';

const shells = { bash, zsh, fish } as const;

/** `confer completions SHELL`: a script that completes commands, options and their values. */
export async function run(args: Arguments, output: Output, commands: readonly Command[]): Promise<ExitCode> {
  const [name, ...more] = args.files;
  const shell = Object.entries(shells).find(([word]) => word === name)?.[1];
  const among = Object.keys(shells);
  if (name === undefined || more.length > 0) throw new UsageError(`Name one shell: ${joinWithOr(among)}.`);
  // Another shell is no misspelled one, however near its name is.
  if (shell === undefined)
    throw new UsageError(`There are no completions for "${name}", only for ${joinWithAnd(among)}.`);
  await output.print(shell(commands));
  return exitCodes.clean;
}

function optionsOf({ options }: Command): readonly Option[] {
  return [...options, help];
}

function written({ name, short }: Option): string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
}

function namesOf(commands: readonly Command[]): string {
  return commands.map(({ name }) => name).join(' ');
}

function bash(commands: readonly Command[]): string {
  const cases = commands.map((command) => {
    const words = optionsOf(command).flatMap(written).join(' ');
    const values = command.options
      .filter((option) => option.words !== undefined)
      .map(
        (option) =>
          `        ${written(option).join('|')}) COMPREPLY=($(compgen -W '${option.words?.join(' ')}' -- "$current")); return;;`,
      );
    return [
      `    ${command.name})`,
      ...(values.length === 0 ? [] : ['      case $previous in', ...values, '      esac']),
      `      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '${words}' -- "$current")); return; fi;;`,
    ].join('\n');
  });
  return `# Completions of confer for bash.
_confer() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]}
  if (( COMP_CWORD == 1 )); then COMPREPLY=($(compgen -W '${namesOf(commands)} help --help --version' -- "$current")); return; fi
  if [[ \${COMP_WORDS[1]} == help ]]; then COMPREPLY=($(compgen -W '${namesOf(commands)}' -- "$current")); return; fi
  case \${COMP_WORDS[1]} in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -f -- "$current"))
}
complete -o filenames -F _confer confer
`;
}

function zsh(commands: readonly Command[]): string {
  const quoted = (text: string) => text.replaceAll("'", "'\\''").replace(/[[\]:]/g, '\\$&');
  const spec = (option: Option) => {
    const value =
      option.value === undefined ? '' : `:${option.value}:${option.words ? `(${option.words.join(' ')})` : '_files'}`;
    const text = `[${quoted(option.summary)}]`;
    return written(option).map((word) => `'*${word}${option.valueOptional === true ? '=-' : ''}${text}${value}'`);
  };
  const cases = commands.map(
    (command) => `    ${command.name}) _arguments ${optionsOf(command).flatMap(spec).join(' ')} '*:file:_files';;`,
  );
  return `#compdef confer
# Completions of confer for zsh.
_confer() {
  if (( CURRENT == 2 )); then
    local -a commands=(${commands.map(({ name, summary }) => `'${name}:${quoted(summary)}'`).join(' ')})
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
    help) compadd ${namesOf(commands)};;
  esac
}
compdef _confer confer
`;
}

function fish(commands: readonly Command[]): string {
  const quoted = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;
  const lines = commands.flatMap((command) => [
    `complete -c confer -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.summary)}`,
    ...optionsOf(command).map((option) => {
      const condition = `__fish_seen_subcommand_from ${command.name}`;
      const short = option.short === undefined ? '' : ` -s ${option.short}`;
      const takes = option.value === undefined || option.valueOptional === true ? '' : ' -r';
      const words = option.words === undefined ? '' : ` -f -a ${quoted(option.words.join(' '))}`;
      return `complete -c confer -n ${quoted(condition)} -l ${option.name}${short}${takes}${words} -d ${quoted(option.summary)}`;
    }),
  ]);
  return `# Completions of confer for fish.\n${lines.join('\n')}\n`;
}
