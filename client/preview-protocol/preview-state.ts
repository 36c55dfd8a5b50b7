/** How a person looks at a timeline, whatever it shows. */
export interface StoredView {
  /** 1 is as laid out; `fit` makes the whole width visible. */
  readonly zoom: number | 'fit';
  readonly hiddenParticipants: readonly string[];
  readonly hiddenProtocols: readonly string[];
  /** What the filter hides is shown faintly instead. */
  readonly dim: boolean;
  /** Times since the event before, or since the path began. */
  readonly time: 'between' | 'since';
  /** Distances tell times, instead of the order alone. */
  readonly scale: boolean;
  readonly details: boolean;
  /** Null: shown where the picture is long. */
  readonly minimap: boolean | null;
  /** Editor and picture scroll together. */
  readonly scrollSync: boolean;
  readonly table: boolean;
  /** Null: shown where there is room. */
  readonly outline: boolean | null;
  /** Null while the search is closed. */
  readonly search: string | null;
  /** How much faster than usual the play goes on. */
  readonly speed: number;
}

/** How a flow was looked at that is not shown at the moment. */
export interface KeptView {
  readonly documentUri: string;
  readonly flow: string;
  readonly scenario: string | null;
  readonly path: readonly string[];
  readonly all: boolean;
  readonly folded: readonly string[];
  readonly hiddenParticipants: readonly string[];
  readonly hiddenProtocols: readonly string[];
  readonly active: string | null;
  readonly scrollProgress: number;
}

/** Flows that are remembered, at most. */
export const mostKept = 20;

/** What the page keeps over hiding, reload and restart (`vscode.setState`). */
export interface PreviewState {
  readonly v: 4;
  readonly documentUri: string;
  readonly flow: string | null;
  readonly scenario: string | null;
  readonly path: readonly string[] | null;
  readonly all: boolean;
  /** Whether the panel stays with its document. */
  readonly locked: boolean;
  /** Names of folded phases with the visit number, `0 Invite`. */
  readonly folded: readonly string[];
  /** The event that one is at. */
  readonly active: string | null;
  /** 0–1 of the scrollable height. */
  readonly scrollProgress: number;
  readonly view: StoredView;
  /** Other flows, the one looked at last at the end. */
  readonly kept: readonly KeptView[];
}

/** How a timeline is looked at before anybody has chosen anything. */
export const plainView: StoredView = {
  zoom: 1,
  hiddenParticipants: [],
  hiddenProtocols: [],
  dim: false,
  time: 'between',
  scale: false,
  details: false,
  minimap: null,
  scrollSync: true,
  table: false,
  outline: null,
  search: null,
  speed: 1,
};

/** What a page had kept, or undefined where there is nothing usable. What an older version did not know is plain. */
export function parsePreviewState(value: unknown): PreviewState | undefined {
  if (!isRecord(value) || !versions.has(value.v)) return undefined;
  const { documentUri, flow, scenario, path, all = false, locked = false, folded, scrollProgress } = value;
  const { active = null, kept = [] } = value;
  const view = value.v === 1 ? plainView : parseView(value.view);
  if (
    view === undefined ||
    typeof documentUri !== 'string' ||
    documentUri === '' ||
    !isStringOrNull(flow) ||
    !isStringOrNull(scenario) ||
    !(path === null || isStrings(path)) ||
    typeof all !== 'boolean' ||
    typeof locked !== 'boolean' ||
    !isStrings(folded) ||
    !isStringOrNull(active) ||
    typeof scrollProgress !== 'number' ||
    !(Array.isArray(kept) && kept.every(isKeptView))
  ) {
    return undefined;
  }
  const chosen = { flow, scenario, path, all };
  return { v: 4, documentUri, ...chosen, locked, folded, active, scrollProgress, view, kept: kept.slice(-mostKept) };
}

const versions: ReadonlySet<unknown> = new Set([1, 2, 3, 4]);

function isKeptView(value: unknown): value is KeptView {
  return (
    isRecord(value) &&
    typeof value.documentUri === 'string' &&
    typeof value.flow === 'string' &&
    isStringOrNull(value.scenario) &&
    isStrings(value.path) &&
    typeof value.all === 'boolean' &&
    isStrings(value.folded) &&
    isStrings(value.hiddenParticipants) &&
    isStrings(value.hiddenProtocols) &&
    isStringOrNull(value.active) &&
    typeof value.scrollProgress === 'number'
  );
}

function parseView(value: unknown): StoredView | undefined {
  if (!isRecord(value)) return undefined;
  const { zoom, hiddenParticipants, hiddenProtocols, table, outline, search, speed } = value;
  const { dim, time, scale, details, minimap, scrollSync } = { ...plainView, ...value };
  if (
    !(zoom === 'fit' || isFactor(zoom)) ||
    !isStrings(hiddenParticipants) ||
    !isStrings(hiddenProtocols) ||
    typeof dim !== 'boolean' ||
    !(time === 'between' || time === 'since') ||
    typeof scale !== 'boolean' ||
    typeof details !== 'boolean' ||
    !(minimap === null || typeof minimap === 'boolean') ||
    typeof scrollSync !== 'boolean' ||
    typeof table !== 'boolean' ||
    !(outline === null || typeof outline === 'boolean') ||
    !isStringOrNull(search) ||
    !isFactor(speed)
  ) {
    return undefined;
  }
  const filter = { hiddenParticipants, hiddenProtocols, dim };
  return { zoom, ...filter, time, scale, details, minimap, scrollSync, table, outline, search, speed };
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
