/** Default for the most pairs of phase and configuration that the check explores per flow. */
export const DEFAULT_MAX_CONFIGURATIONS = 20_000;

/** Which inlay hints are shown in the text. */
export interface InlayHintSettings {
  readonly lifeCycle: boolean;
  readonly protocol: boolean;
  readonly time: boolean;
}

/** On by default: life cycles, which a flow's text does not show. The other two repeat what a reader can often guess. */
export const defaultInlayHints: InlayHintSettings = { lifeCycle: true, protocol: false, time: false };

/** Settings of the user, or of the program that hosts the language. */
export class Settings {
  /** Bound on explored pairs of phase and configuration, per flow. */
  maxConfigurations = DEFAULT_MAX_CONFIGURATIONS;

  /** The address of a rule's page without the rule's code; if undefined, diagnostics have no link. */
  rulePages: string | undefined = undefined;

  inlayHints = defaultInlayHints;

  /** Whether the client knows the commands of the extension, so that lenses can be clicked. */
  clientCommands = false;

  /** Whether the client asks for the edits of a code action when it is taken. */
  resolvesActions = false;
}
