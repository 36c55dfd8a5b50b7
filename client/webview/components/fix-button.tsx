import type { VNode } from 'preact';
import { fixLabel, plainFindingText } from '../../../timeline/index.js';
import type { TimelineFinding } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';

export interface FixButtonProps {
  readonly finding: TimelineFinding;
  readonly actions: AppActions;
  /** Whether the Tab key reaches it; left out: it does. */
  readonly stop?: boolean;
}

/** A button that fixes a finding in the text; nothing if no rule says how. */
export function FixButton({ finding, actions, stop = true }: FixButtonProps): VNode | null {
  if (!finding.fixable) return null;
  const word = fixLabel(finding);
  return (
    <button
      type="button"
      class="fix"
      data-finding={finding.id}
      tabIndex={stop ? 0 : -1}
      title={`${word} this in the text`}
      aria-label={`${word}: ${plainFindingText(finding.message)}`}
      onClick={() => actions.fix(finding)}
    >
      {word}
    </button>
  );
}
