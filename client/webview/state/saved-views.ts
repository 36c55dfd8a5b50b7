import { type KeptView, MAX_SAVED_VIEWS } from '../../protocol/preview-state.js';
import type { ViewState } from './view-state.js';

/** The saved views of other flows when the shown flow is left: its own comes last. */
export function savedOnLeaving(state: ViewState): readonly KeptView[] {
  const { documentUri, flow, selection, folded, options, active, scroll } = state;
  if (documentUri === null || flow === null) return state.others;
  const own: KeptView = {
    documentUri,
    flow,
    scenario: selection?.scenario ?? null,
    path: selection?.path ?? [],
    all: selection?.all ?? false,
    folded: [...folded],
    hiddenParticipants: [...options.filter.participants],
    hiddenProtocols: [...options.filter.protocols],
    active,
    scrollProgress: scroll,
  };
  return [...without(state.others, documentUri, flow), own].slice(-MAX_SAVED_VIEWS);
}

/** How a flow was looked at last; undefined if that is not known. */
export function savedView(kept: readonly KeptView[], documentUri: string, flow: string | null): KeptView | undefined {
  return kept.find((view) => view.documentUri === documentUri && view.flow === flow);
}

/** The views of all flows but one. */
export function without(kept: readonly KeptView[], documentUri: string, flow: string | null): readonly KeptView[] {
  return kept.filter((view) => view.documentUri !== documentUri || view.flow !== flow);
}
