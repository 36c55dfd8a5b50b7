/** The client's options for the server at `initialize`. */
export interface InitializationOptions {
  readonly fileSystem?: boolean;
  /** Where the bundled rule pages are, e.g. `command:` or `https:` prefix; the rule's code is appended. */
  readonly rulePages?: string;
  /** True if the client knows the commands that code lenses carry. */
  readonly commands?: boolean;
  /** True if the client takes what differs from the diagnostics that were published last (`diagnostics-patch.ts`). */
  readonly diagnosticPatches?: boolean;
}
