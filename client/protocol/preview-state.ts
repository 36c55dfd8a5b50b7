import { isRecord, isString, isStringOrNull, isStrings } from '../../timeline/types/json-guards.js';

/** The user's view options, independent of what the timeline shows. */
export interface StoredView {
  /** 1 is as laid out; `fit` makes the whole width visible. */
  readonly zoom: number | 'fit';
  readonly hiddenParticipants: readonly string[];
  readonly hiddenProtocols: readonly string[];
  /** Whether filtered events are shown faintly instead of being hidden. */
  readonly dim: boolean;
  /** Times since the event before, or since the path began. */
  readonly time: 'between' | 'since';
  /** Distances are proportional to times, instead of showing the order alone. */
  readonly scale: boolean;
  readonly details: boolean;
  /** Null: shown if the picture is long. */
  readonly minimap: boolean | null;
  /** Editor and picture scroll together. */
  readonly scrollSync: boolean;
  readonly table: boolean;
  /** Null: shown if there is room. */
  readonly outline: boolean | null;
  /** Null while the search is closed. */
  readonly search: string | null;
  /** Factor of the playback speed. */
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
export const MAX_SAVED_VIEWS = 20;

/** The state that the page keeps over hiding, reload and restart (`vscode.setState`). */
export interface PreviewState {
  readonly v: 4;
  readonly documentUri: string;
  readonly flow: string | null;
  readonly scenario: string | null;
  readonly path: readonly string[] | null;
  readonly all: boolean;
  /** Whether the panel stays with its document. */
  readonly pinned: boolean;
  /** Names of folded phases with the visit number, `0 Invite`. */
  readonly folded: readonly string[];
  /** The focused event. */
  readonly active: string | null;
  /** 0–1 of the scrollable height. */
  readonly scrollProgress: number;
  readonly view: StoredView;
  /** Other flows, the one looked at last at the end. */
  readonly kept: readonly KeptView[];
}

/** The view options before the user has chosen any. */
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

/** The state that a page kept; undefined if it is not usable. */
export function parsePreviewState(value: unknown): PreviewState | undefined {
  const state = parsed(stateShape, value);
  return state && { ...state, kept: state.kept.slice(-MAX_SAVED_VIEWS) };
}

/** The guard of each property. */
type Shape<Value> = { readonly [Name in keyof Value]: (value: unknown) => boolean };

/** The value with the properties of a shape alone; undefined if one of them is not what it has to be. */
function parsed<Value>(shape: Shape<Value>, value: unknown): Value | undefined {
  if (!isRecord(value)) return undefined;
  const properties = Object.entries<(value: unknown) => boolean>(shape);
  if (!properties.every(([name, holds]) => holds(value[name]))) return undefined;
  return Object.fromEntries(properties.map(([name]) => [name, value[name]])) as Value;
}

const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isFlagOrNull = (value: unknown): boolean => value === null || isFlag(value);
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isFactor = (value: unknown): boolean => typeof value === 'number' && value >= 0.1 && value <= 10;

const viewShape: Shape<StoredView> = {
  zoom: (zoom) => zoom === 'fit' || isFactor(zoom),
  hiddenParticipants: isStrings,
  hiddenProtocols: isStrings,
  dim: isFlag,
  time: (time) => time === 'between' || time === 'since',
  scale: isFlag,
  details: isFlag,
  minimap: isFlagOrNull,
  scrollSync: isFlag,
  table: isFlag,
  outline: isFlagOrNull,
  search: isStringOrNull,
  speed: isFactor,
};

/** The state that is kept for every flow. */
const flowShape = {
  scenario: isStringOrNull,
  all: isFlag,
  folded: isStrings,
  active: isStringOrNull,
  scrollProgress: isNumber,
};

const keptShape: Shape<KeptView> = {
  ...flowShape,
  documentUri: isString,
  flow: isString,
  path: isStrings,
  hiddenParticipants: isStrings,
  hiddenProtocols: isStrings,
};

const stateShape: Shape<PreviewState> = {
  ...flowShape,
  v: (version) => version === 4,
  documentUri: (uri) => isString(uri) && uri !== '',
  flow: isStringOrNull,
  path: (path) => path === null || isStrings(path),
  pinned: isFlag,
  view: (view) => parsed(viewShape, view) !== undefined,
  kept: (kept) => Array.isArray(kept) && kept.every((view) => parsed(keptShape, view) !== undefined),
};
