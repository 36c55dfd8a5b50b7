/** How a person looks at a timeline, whatever it shows. */
export interface StoredView {
  /** 1 is as laid out; `fit` makes the whole width visible. */
  readonly zoom: number | 'fit';
  readonly hiddenParticipants: readonly string[];
  readonly hiddenProtocols: readonly string[];
  readonly table: boolean;
  /** Null: shown where there is room. */
  readonly outline: boolean | null;
  /** Null while the search is closed. */
  readonly search: string | null;
  /** How much faster than usual the play goes on. */
  readonly speed: number;
}

/** What the page keeps over hiding, reload and restart (`vscode.setState`). */
export interface PreviewState {
  readonly v: 2;
  readonly documentUri: string;
  readonly flow: string | null;
  readonly scenario: string | null;
  readonly path: readonly string[] | null;
  /** Names of folded phases with the visit number, `0 Invite`. */
  readonly folded: readonly string[];
  /** 0–1 of the scrollable height. */
  readonly scrollProgress: number;
  readonly view: StoredView;
}

/** How a timeline is looked at before anybody has chosen anything. */
export const plainView: StoredView = {
  zoom: 1,
  hiddenParticipants: [],
  hiddenProtocols: [],
  table: false,
  outline: null,
  search: null,
  speed: 1,
};

/** What a page had kept, or undefined where there is nothing usable. A state of version 1 has no view: it is plain. */
export function parsePreviewState(value: unknown): PreviewState | undefined {
  if (!isRecord(value) || (value.v !== 1 && value.v !== 2)) return undefined;
  const { documentUri, flow, scenario, path, folded, scrollProgress } = value;
  const view = value.v === 1 ? plainView : parseView(value.view);
  if (
    view === undefined ||
    typeof documentUri !== 'string' ||
    documentUri === '' ||
    !isStringOrNull(flow) ||
    !isStringOrNull(scenario) ||
    !(path === null || isStrings(path)) ||
    !isStrings(folded) ||
    typeof scrollProgress !== 'number'
  ) {
    return undefined;
  }
  return { v: 2, documentUri, flow, scenario, path, folded, scrollProgress, view };
}

function parseView(value: unknown): StoredView | undefined {
  if (!isRecord(value)) return undefined;
  const { zoom, hiddenParticipants, hiddenProtocols, table, outline, search, speed } = value;
  if (
    !(zoom === 'fit' || isFactor(zoom)) ||
    !isStrings(hiddenParticipants) ||
    !isStrings(hiddenProtocols) ||
    typeof table !== 'boolean' ||
    !(outline === null || typeof outline === 'boolean') ||
    !isStringOrNull(search) ||
    !isFactor(speed)
  ) {
    return undefined;
  }
  return { zoom, hiddenParticipants, hiddenProtocols, table, outline, search, speed };
}

function isFactor(value: unknown): value is number {
  return typeof value === 'number' && value >= 0.1 && value <= 10;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStringOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
