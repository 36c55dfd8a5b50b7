/** The command's exit codes (docs/command.md). */
export const exitCodes = { clean: 0, findings: 1, usage: 2, internal: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A call that cannot be followed; the message says how to do better. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /**
   * @param misspelled a word and what it could have been: the nearest is named, or if none is near and `lists` is set, all
   */
  constructor(
    message: string,
    readonly misspelled?: { readonly word: string; readonly among: readonly string[]; readonly lists?: boolean },
  ) {
    super(message);
  }
}

/** Output that cannot be written, such as to a full disk; one sentence says why. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}
