/** How many pairs of phase and configuration the check explores per flow where nobody says otherwise (LANGUAGE §2). */
export const defaultMaxConfigurations = 20_000;

/** What a person, or the program that hosts the language, may set. */
export class Settings {
  /** Bound on explored pairs of phase and configuration, per flow. */
  maxConfigurations = defaultMaxConfigurations;

  /** What stands before a rule's code in the address of its page; without it, diagnostics carry no link. */
  rulePages: string | undefined = undefined;
}
