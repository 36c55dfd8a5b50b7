import type { Arguments } from './arguments.js';
import type { ExitCode } from './exit-codes.js';
import type { Output } from './output.js';

/** An option as the table of commands describes it: what is parsed, helped and completed is read from here. */
export interface Option {
  /** Without dashes. */
  readonly name: string;
  /** A spelling of the name that is accepted too, and not shown. */
  readonly otherSpelling?: string;
  readonly short?: string;
  /** The placeholder of the value in help, such as `FILE`; an option without one is a switch. */
  readonly value?: string;
  /** The only values allowed, if they can be listed. */
  readonly words?: readonly string[];
  /** The value may continue with `=FILE`: where to write. */
  readonly mayNameFile?: boolean;
  /** Whether the option may have no value: `--fix` next to `--fix=CODE`. */
  readonly valueOptional?: boolean;
  readonly repeatable?: boolean;
  readonly summary: string;
}

/** The exports of a command's file. */
export interface CommandModule {
  /**
   * @param commands the whole table, for commands about commands
   * @returns the exit code, or `serving` if the process continues until its peer is gone
   */
  run(args: Arguments, output: Output, commands: readonly Command[]): Promise<ExitCode | 'serving'>;
}

/** One row of the table of commands. */
export interface Command {
  readonly name: string;
  /** The operands, as help shows them: `[FILES…]`. */
  readonly operands: string;
  readonly summary: string;
  /** Further paragraphs of the command's own help. */
  readonly details?: string;
  readonly options: readonly Option[];
  /** Loads the command's file: other commands pay nothing for it. */
  load(): Promise<CommandModule>;
}
