import type { VNode } from 'preact';
import type { Range } from '../../../timeline/types/timeline.js';
import type { TakenFormat } from '../../preview-protocol/export-message.js';
import type { ChosenPath } from '../../preview-protocol/preview-messages.js';
import { isPartial, type ViewAction, type ViewState } from '../view-state.js';
import { Diagram } from './diagram.js';
import { EmptyState, emptyReason } from './empty-state.js';
import { ProblemList } from './problem-list.js';
import { Toolbar } from './toolbar.js';

/** What the page's parts can bring about. */
export interface AppActions {
  dispatch(action: ViewAction): void;
  select(selection: ChosenPath): void;
  reveal(range: Range, focus: boolean): void;
  /** Copies or saves the timeline; resolves to why it did not work, null where it did. */
  takeAlong(action: 'copy' | 'save', format: TakenFormat, asShown: boolean): Promise<string | null>;
  /** 0–1 of the scrollable height. */
  scrolled(progress: number): void;
}

export interface AppProps {
  readonly state: ViewState;
  readonly actions: AppActions;
  /** Where an earlier life of the page was scrolled to, 0–1. */
  readonly initialScroll: number;
}

/** The whole page for one state. */
export function App({ state, actions, initialScroll }: AppProps): VNode {
  const { result } = state;
  const timeline = result?.timeline ?? null;
  const reason = emptyReason(state);
  return (
    <>
      {result !== null && timeline !== null && (
        <Toolbar
          result={result}
          timeline={timeline}
          problemsOpen={state.problemsOpen}
          partial={isPartial(state)}
          actions={actions}
        />
      )}
      {result?.stale === true && (
        <p class="banner" role="status">
          The text does not parse right now. This is the last picture that did.
        </p>
      )}
      {timeline !== null && state.problemsOpen && <ProblemList findings={timeline.findings} actions={actions} />}
      {reason !== null && <EmptyState reason={reason} />}
      {timeline !== null && reason === null && (
        <Diagram
          key={state.documentUri ?? ''}
          timeline={timeline}
          stale={result?.stale === true}
          folded={state.folded}
          active={state.active}
          caret={state.caret}
          initialScroll={initialScroll}
          actions={actions}
        />
      )}
      <p class="heard" aria-live="polite">
        {state.announcement}
      </p>
    </>
  );
}
