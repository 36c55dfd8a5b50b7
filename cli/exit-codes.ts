/** What the command's exit code says (docs/language.md). */
export const exitCodes = { clean: 0, findings: 1, usage: 2, internal: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command was called in a way it cannot follow; the message tells how to do better. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
