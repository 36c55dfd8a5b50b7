import type { VNode } from 'preact';
import type { TimelineResult } from '../../../server/protocol/timeline-messages.js';
import { FindingText, Icon, severityIcon, syntaxErrorText } from '../../../timeline/index.js';
import type { AppActions } from '../app-actions.js';
import { divergenceText } from '../state/path-divergence.js';

export interface NoticesProps {
  readonly result: TimelineResult | null;
  readonly actions: Pick<AppActions, 'reveal'>;
}

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };

/**
 * Notices about the picture as a whole, in rows of their own below it: they cover nothing, and nothing above moves when
 * they come and go.
 */
export function Notices({ result, actions }: NoticesProps): VNode {
  const { unreadable = null, stale = false, followed = null } = result ?? {};
  return (
    <div class="notices" role="status">
      {unreadable !== null && (
        <p class="severity-error">
          <NoticeIcon severity="error" />
          <span>
            {`${syntaxErrorText(stale ? 'last-valid' : 'readable')} `}
            <button type="button" class="plain" onClick={() => actions.reveal(unreadable.range, true)}>
              {`Line ${unreadable.range.start.line + 1}: `}
              <FindingText text={unreadable.message} />
            </button>
          </span>
        </p>
      )}
      {followed !== null && followed.lost !== null && (
        <p class="severity-warning">
          <NoticeIcon severity="warning" />
          <span>{divergenceText(followed.lost)}</span>
        </p>
      )}
    </div>
  );
}

function NoticeIcon({ severity }: { readonly severity: 'error' | 'warning' }): VNode {
  return (
    <svg width={14} height={14} role="img" aria-label={severity}>
      <Icon name={severityIcon(severity)} box={ICON_BOX} />
    </svg>
  );
}
