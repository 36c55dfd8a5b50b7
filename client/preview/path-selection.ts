import type { TimelineParams } from '../../server/protocol/messages.js';
import type { ChosenPath } from '../preview-protocol/preview-messages.js';

/** Which flow and path of a document a person chose; the server's defaults where nothing is said. */
export type PathSelection = Pick<TimelineParams, 'flow' | 'scenario' | 'path' | 'all'>;

/** What the server is asked for what a person chose. */
export function selectionOf({ flow, scenario, path, all }: ChosenPath): PathSelection {
  const view = all ? { all } : {};
  if (scenario !== null) {
    return { flow, scenario, ...view };
  }
  return path.length > 0 ? { flow, path, ...view } : { flow, ...view };
}

/** What the page is told of a selection, so that it keeps it over a reload. */
export function chosen(selection: PathSelection | undefined): { readonly chosen?: ChosenPath } {
  if (selection?.flow === undefined) return {};
  const { flow, scenario = null, path = [], all = false } = selection;
  return { chosen: { flow, scenario, path, all } };
}
