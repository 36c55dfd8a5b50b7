import type { VNode } from 'preact';
import { FindingText, Icon, severityIcon } from '../../../timeline/index.js';
import type { TimelineFinding } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { FixButton } from '../components/fix-button.js';

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };

export interface RemarkProps {
  readonly finding: TimelineFinding | undefined;
  readonly actions: AppActions;
  /** Whether the Tab key reaches its button. */
  readonly stop: boolean;
}

/** A finding in the table, with its fix. */
export function Remark({ finding, actions, stop }: RemarkProps): VNode | null {
  if (finding === undefined) return null;
  return (
    <span class={`remark severity-${finding.severity}`}>
      <svg width={14} height={14} role="img" aria-label={finding.severity}>
        <Icon name={severityIcon(finding.severity)} box={ICON_BOX} />
      </svg>
      <span>
        <FindingText text={finding.message} />
      </span>
      <FixButton finding={finding} actions={actions} stop={stop} />
    </span>
  );
}
