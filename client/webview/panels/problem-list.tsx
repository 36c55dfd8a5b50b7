import type { VNode } from 'preact';
import { FindingText, Icon, severityIcon } from '../../../timeline/index.js';
import type { TimelineFinding } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { FixButton } from '../components/fix-button.js';

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };

/**
 * All findings of the flow, also those that this path does not show; a click shows a finding on its path, and its
 * source.
 */
export function ProblemList({
  findings,
  actions,
}: {
  findings: readonly TimelineFinding[];
  actions: AppActions;
}): VNode {
  return (
    <ul class="problems" aria-label="Problems">
      {findings.map((finding, index) => (
        <li key={`${index} ${finding.code}`}>
          <button
            type="button"
            class="finding"
            title="Show on the timeline and in the text"
            onClick={() => actions.showFinding(finding)}
          >
            <svg width={14} height={14} role="img" aria-label={finding.severity}>
              <g class={`severity-${finding.severity}`}>
                <Icon name={severityIcon(finding.severity)} box={ICON_BOX} />
              </g>
            </svg>
            <span class="message">
              <FindingText text={finding.message} />
            </span>
            <span class="code">{finding.code}</span>
          </button>
          <FixButton finding={finding} actions={actions} />
        </li>
      ))}
    </ul>
  );
}
