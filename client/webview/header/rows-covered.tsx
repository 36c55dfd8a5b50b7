import type { VNode } from 'preact';
import type { CoverageCount } from '../../../timeline/types/coverage-count.js';
import type { AppActions } from '../app-actions.js';
import { keyOfCommand } from '../commands.js';
import { Glyph } from '../components/glyph.js';

export interface RowsCoveredProps {
  readonly rows: CoverageCount;
  readonly open: boolean;
  readonly actions: AppActions;
}

/** How many of the models' required rows the flow covers: a button that lists what it leaves out. */
export function RowsCovered({ rows: { covered, total }, open, actions }: RowsCoveredProps): VNode {
  const key = keyOfCommand('coverage');
  return (
    <button
      type="button"
      class="rows-covered"
      data-command="coverage"
      aria-expanded={open}
      aria-keyshortcuts={key}
      title={`Messages of the model that this flow covers (${key})`}
      onClick={() => actions.run('coverage')}
    >
      <span>
        {`${covered}/${total}`}
        <span class="words"> messages</span>
      </span>
      <Glyph name="chevron-down" />
    </button>
  );
}
