import { type EventFilter, NO_FILTER } from '../../../timeline/index.js';
import { plainView, type StoredView } from '../../protocol/preview-state.js';

/** The user's view options, independent of what the timeline shows: as saved, without the filter. */
export interface ViewOptions extends Omit<StoredView, 'hiddenParticipants' | 'hiddenProtocols'> {
  readonly filter: EventFilter;
}

export type ViewOptionsAction =
  | { readonly type: 'hide'; readonly what: keyof EventFilter; readonly name: string; readonly hidden: boolean }
  | { readonly type: 'show-all' }
  /** Options that need no rule of their own. */
  | { readonly type: 'option'; readonly change: Partial<Omit<ViewOptions, 'filter'>> };

export const plainOptions: ViewOptions = restoredOptions(plainView);

/** The next options. Pure, like the reducer of the whole page. */
export function reduceOptions(options: ViewOptions, action: ViewOptionsAction): ViewOptions {
  switch (action.type) {
    case 'hide':
      return { ...options, filter: { ...options.filter, [action.what]: changed(options.filter, action) } };
    case 'show-all':
      return { ...options, filter: NO_FILTER };
    case 'option':
      return { ...options, ...action.change };
  }
}

/** The options that stay when another document is shown: those that do not refer to names of a flow. */
export function forAnotherDocument(options: ViewOptions): ViewOptions {
  return { ...options, filter: plainOptions.filter, search: plainOptions.search };
}

/** The options that an earlier life of the page left. */
export function restoredOptions({ hiddenParticipants, hiddenProtocols, ...rest }: StoredView): ViewOptions {
  return { ...rest, filter: { participants: new Set(hiddenParticipants), protocols: new Set(hiddenProtocols) } };
}

/** The part of the options to store. */
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
