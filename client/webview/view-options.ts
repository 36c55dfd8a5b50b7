import { type EventFilter, everything } from '../../timeline/layout/event-filter.js';
import type { StoredView } from '../preview-protocol/preview-state.js';

/** How a person looks at a timeline, whatever it shows. */
export interface ViewOptions {
  /** 1 is as laid out; `fit` makes the whole width visible. */
  readonly zoom: number | 'fit';
  readonly filter: EventFilter;
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
  /** What is searched for; null while the search is closed. */
  readonly search: string | null;
  /** How much faster than usual the play goes on. */
  readonly speed: number;
}

type PlainOption = Pick<ViewOptions, 'dim' | 'time' | 'scale' | 'details' | 'minimap' | 'scrollSync'>;

export type ViewOptionsAction =
  | { readonly type: 'zoom'; readonly zoom: number | 'fit' }
  | { readonly type: 'hide'; readonly what: keyof EventFilter; readonly name: string; readonly hidden: boolean }
  | { readonly type: 'show-all' }
  /** Options that are one value each and need no rule of their own. */
  | { readonly type: 'option'; readonly change: Partial<PlainOption> }
  | { readonly type: 'table'; readonly on: boolean }
  | { readonly type: 'outline'; readonly on: boolean }
  | { readonly type: 'search'; readonly text: string | null }
  | { readonly type: 'speed'; readonly speed: number };

export const plainOptions: ViewOptions = {
  zoom: 1,
  filter: everything,
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

/** The next options. Pure, like the reducer of the whole page. */
export function reduceOptions(options: ViewOptions, action: ViewOptionsAction): ViewOptions {
  switch (action.type) {
    case 'zoom':
      return { ...options, zoom: action.zoom };
    case 'hide':
      return { ...options, filter: { ...options.filter, [action.what]: changed(options.filter, action) } };
    case 'show-all':
      return { ...options, filter: everything };
    case 'option':
      return { ...options, ...action.change };
    case 'table':
      return { ...options, table: action.on };
    case 'outline':
      return { ...options, outline: action.on };
    case 'search':
      return { ...options, search: action.text };
    case 'speed':
      return { ...options, speed: action.speed };
  }
}

/** What stays when another document is shown: what belongs to the eyes, not to the names of a flow. */
export function forAnotherDocument(options: ViewOptions): ViewOptions {
  return { ...options, filter: plainOptions.filter, search: plainOptions.search };
}

/** The options that an earlier life of the page left. */
export function restoredOptions({ hiddenParticipants, hiddenProtocols, ...rest }: StoredView): ViewOptions {
  return { ...rest, filter: { participants: new Set(hiddenParticipants), protocols: new Set(hiddenProtocols) } };
}

/** What to keep of the options. */
export function storedOptions({ filter, ...rest }: ViewOptions): StoredView {
  return { ...rest, hiddenParticipants: [...filter.participants], hiddenProtocols: [...filter.protocols] };
}

function changed(
  filter: EventFilter,
  { what, name, hidden }: Extract<ViewOptionsAction, { readonly type: 'hide' }>,
): ReadonlySet<string> {
  const names = new Set(filter[what]);
  if (hidden) names.add(name);
  else names.delete(name);
  return names;
}
