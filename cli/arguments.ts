import { parseArgs } from 'node:util';
import { defaultMaxConfigurations } from '../language/index.js';
import { UsageError } from './exit-codes.js';

type OptionTypes = Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>;

export interface Arguments {
  readonly files: readonly string[];
  /** Value of an option that was given, else undefined. */
  text(option: string): string | undefined;
  flag(option: string): boolean;
}

/**
 * Reads what stands behind the command's word.
 * @throws UsageError for an option that the command does not have, or one without its value
 */
export function readArguments(words: readonly string[], options: OptionTypes): Arguments {
  try {
    const parsed = parseArgs({
      args: [...words],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    });
    const values: Readonly<Record<string, unknown>> = parsed.values;
    return {
      files: parsed.positionals,
      text: (option) => {
        const value = values[option];
        return typeof value === 'string' ? value : undefined;
      },
      flag: (option) => values[option] === true,
    };
  } catch (error) {
    // The first sentence names the option; what follows explains Node's own conventions.
    const message = error instanceof Error ? (error.message.split(/\.\s/)[0] ?? error.message) : String(error);
    throw new UsageError(`${message}.`.replace(/\.\.$/, '.'));
  }
}

/** Chooses one of the words that an option allows. */
export function oneOf<Word extends string>(
  option: string,
  value: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (value === undefined) return undefined;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw new UsageError(`--${option} is one of ${words.join(', ')}, not "${value}".`);
  return word;
}

/** A whole number that an option gives. */
export function wholeNumber(option: string, value: string | undefined, least: number, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least)) throw new UsageError(`--${option} is a whole number from ${least} on, not "${value}".`);
  return number;
}

/** The bound on explored configurations, as both commands take it. */
export function maxConfigurations(given: Arguments): number {
  return wholeNumber('max-configurations', given.text('max-configurations'), 1, defaultMaxConfigurations);
}
