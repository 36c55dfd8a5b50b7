import type { VNode } from 'preact';
import { fixWord } from '../../../timeline/index.js';
import type { TimelineFinding } from '../../../timeline/types/timeline.js';
import type { AppActions } from './app.js';

export interface MendButtonProps {
  readonly finding: TimelineFinding;
  readonly actions: AppActions;
  /** Whether the Tab key reaches it; left out: it does. */
  readonly stop?: boolean;
}

/** A button that mends a finding in the text; nothing where no rule says how. */
export function MendButton({ finding, actions, stop = true }: MendButtonProps): VNode | null {
  if (!finding.fixable) return null;
  const word = fixWord(finding);
  return (
    <button
      type="button"
      class="mend"
      tabIndex={stop ? 0 : -1}
      title={`${word} this in the text`}
      aria-label={`${word}: ${finding.message}`}
      onClick={() => actions.fix(finding)}
    >
      {word}
    </button>
  );
}
