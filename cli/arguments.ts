import { parseArgs } from 'node:util';
import type { Command, Option } from './command.js';
import { UsageError } from './exit-codes.js';
import { help } from './options.js';

/** The arguments of a command, checked against its row of the table. */
export interface Arguments {
  /** The operands, as given. */
  readonly files: readonly string[];
  /** Value of an option, the last if it was given several times; undefined without one. */
  text(option: string): string | undefined;
  /** Every value of an option, in the order given. */
  texts(option: string): readonly string[];
  /** Whether the option was given, with or without a value. */
  flag(option: string): boolean;
}

/**
 * Reads what follows the command's word.
 * @throws UsageError for an option that the command does not have, one without its value, or a value that is not
 * allowed
 */
export function readArguments(command: Command, words: readonly string[]): Arguments {
  const options = [...command.options, help];
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      options.flatMap(({ name, otherSpelling, short, value, valueOptional }) => {
        const type = value === undefined || valueOptional === true ? ('boolean' as const) : ('string' as const);
        return [
          [name, { type, ...(short === undefined ? {} : { short }) }],
          ...(otherSpelling === undefined ? [] : [[otherSpelling, { type }]]),
        ];
      }),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const files: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find(({ name, otherSpelling }) => token.name === name || token.name === otherSpelling);
    if (option === undefined) throw unknownOption(command, options, token.rawName);
    const given = values.get(option.name) ?? [];
    values.set(option.name, given);
    const value = optionValue(option, token);
    if (value !== undefined) given.push(value);
  }
  const [operand] = files;
  if (files.includes('')) {
    throw new UsageError('An argument is empty (""). Remove it, or set the variable that it comes from.');
  }
  if (command.operands === '' && operand !== undefined) {
    throw new UsageError(`confer ${command.name} takes only options, not "${operand}".`);
  }
  return {
    files,
    text: (name) => values.get(name)?.at(-1),
    texts: (name) => values.get(name) ?? [],
    flag: (name) => values.has(name),
  };
}

function unknownOption(command: Command, options: readonly Option[], written: string): UsageError {
  return new UsageError(`confer ${command.name} has no option ${written}.`, {
    word: written,
    among: options.map(({ name }) => `--${name}`),
  });
}

/** The value of an option; undefined for a switch. */
function optionValue(
  option: Option,
  { value, rawName, inlineValue }: { value: string | undefined; rawName: string; inlineValue: boolean | undefined },
): string | undefined {
  if (option.value === undefined) {
    if (inlineValue === true) throw new UsageError(`${rawName} takes no value.`);
    return undefined;
  }
  // `--format --quiet`: what looks like the next option is none's value, and a lone dash is standard input.
  const isOption = inlineValue !== true && value?.startsWith('-') === true && value !== '-' && !/^-\d/.test(value);
  if (value === undefined || value === '' || isOption) {
    if (option.valueOptional === true && inlineValue !== true) return undefined;
    throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}.`);
  }
  const word = option.mayNameFile === true ? (value.split('=', 1)[0] ?? value) : value;
  if (option.words !== undefined && !option.words.includes(word)) {
    throw new UsageError(`--${option.name} must be one of ${option.words.join(', ')}, not "${word}".`, {
      word,
      among: option.words,
    });
  }
  return value;
}

/** A whole number that an option gives. */
export function wholeNumber(option: string, value: string | undefined, least: number, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least))
    throw new UsageError(`--${option} must be a whole number of at least ${least}, not "${value}".`);
  return number;
}

/** The bound on explored configurations; undefined if the default holds. */
export function givenMaxConfigurations(args: Arguments): number | undefined {
  const value = args.text('max-configurations');
  return value === undefined ? undefined : wholeNumber('max-configurations', value, 1, 1);
}

/** One of the words of an option whose row lists them. */
export function oneOf<Word extends string>(value: string | undefined, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === value);
}
