/** Default for the most pairs of phase and configuration that the check explores per flow. */
export const DEFAULT_MAX_CONFIGURATIONS = 20_000;

/** Which inlay hints are shown in the text. */
export interface InlayHintSettings {
  readonly lifeCycle: boolean;
  readonly protocol: boolean;
  readonly time: boolean;
}

/** A life cycle stands nowhere in a flow's text; the other two say for every step what a reader can often guess. */
export const defaultInlayHints: InlayHintSettings = { lifeCycle: true, protocol: false, time: false };

/** What a person, or the program that hosts the language, may set. */
export class Settings {
  /** Bound on explored pairs of phase and configuration, per flow. */
  maxConfigurations = DEFAULT_MAX_CONFIGURATIONS;

  /** What stands before a rule's code in the address of its page; without it, diagnostics carry no link. */
  rulePages: string | undefined = undefined;

  inlayHints = defaultInlayHints;

  /** Whether the client knows the commands of the extension, so that lenses can be clicked. */
  clientCommands = false;

  /** Whether the client asks for the edits of a code action when it is taken. */
  resolvesActions = false;
}
