import type { VNode } from 'preact';
import type { TimelineResult } from '../../../server/protocol/messages.js';
import type { AppActions } from '../app-actions.js';
import { divergenceText } from '../state/path-divergence.js';

export interface NoticesProps {
  readonly result: TimelineResult | null;
  readonly actions: Pick<AppActions, 'reveal'>;
}

/** Notices about the picture as a whole. They overlay it, so that nothing moves when they come and go. */
export function Notices({ result, actions }: NoticesProps): VNode {
  const { unreadable = null, stale = false, followed = null } = result ?? {};
  return (
    <div class="notices" role="status">
      {unreadable !== null && (
        <p class="hint">
          {stale
            ? 'The flow has a syntax error. Showing the last valid timeline. '
            : 'The flow has a syntax error. Showing what can be read. '}
          <button type="button" class="plain" onClick={() => actions.reveal(unreadable.range, true)}>
            {`Line ${unreadable.range.start.line + 1}: ${unreadable.message}`}
          </button>
        </p>
      )}
      {followed !== null && followed.lost !== null && <p class="hint">{divergenceText(followed.lost)}</p>}
    </div>
  );
}
