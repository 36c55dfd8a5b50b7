import type { VNode } from 'preact';
import { type Loop, loopsOf, MAX_ROUNDS, pathWithRounds } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from '../app-actions.js';
import { Glyph } from '../components/glyph.js';

export interface LoopFieldsProps {
  readonly timeline: Timeline;
  readonly actions: Pick<AppActions, 'select'>;
}

/** Limit on the entries of the picker; the chips offer the same. */
const MAX_LOOPS = 2;

/** How many times the path goes round each of its loops. */
export function LoopFields({ timeline, actions }: LoopFieldsProps): VNode | null {
  const loops = loopsOf(timeline).slice(0, MAX_LOOPS);
  if (loops.length === 0) return null;
  return (
    <>
      {loops.map((loop) => (
        <label
          class="picker loop"
          key={`${loop.start} ${loop.round.join(' ')}`}
          title={`How often the path goes through ${way(loop)}`}
        >
          <Glyph name="refresh" />
          <span class="way">{way(loop)}</span>
          <span aria-hidden="true">×</span>
          <input
            type="number"
            min={1}
            max={MAX_ROUNDS}
            value={loop.times}
            aria-label={`How many times ${way(loop)}`}
            onChange={({ currentTarget: field }) => {
              const times = field.valueAsNumber;
              if (Number.isFinite(times)) goRound(timeline, loop, times, actions);
              else field.value = String(loop.times);
            }}
          />
        </label>
      ))}
    </>
  );
}

/** Shows the path with a number of rounds of a loop. */
function goRound(timeline: Timeline, loop: Loop, times: number, actions: Pick<AppActions, 'select'>): void {
  const path = pathWithRounds(timeline.path, loop, times);
  actions.select({ flow: timeline.flow, scenario: null, path, all: false });
}

function way({ round }: Loop): string {
  return [...round, round[0]].join(' → ');
}
