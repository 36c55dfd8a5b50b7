import type { VNode } from 'preact';
import { phaseFacts } from '../../../timeline/export/phase-facts.js';
import { bandKey } from '../../../timeline/layout/band.js';
import { Icon, verdictIcon } from '../../../timeline/render/icon.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import type { AppActions } from './app.js';

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };

export interface OutlineProps {
  readonly timeline: Timeline;
  readonly active: string | null;
  readonly actions: AppActions;
}

/** The phases of the path beside the picture; a click goes to one. */
export function Outline({ timeline, active, actions }: OutlineProps): VNode {
  const visit = timeline.events.find((event) => event.id === active)?.visit ?? null;
  return (
    <nav class="outline" aria-label="Phases">
      <ol>
        {phaseFacts(timeline).map(({ phase, verdict }) => (
          <li key={bandKey(phase)}>
            <button
              type="button"
              class={`verdict-${phase.verdict}`}
              title={`${phase.title ?? phase.name}: ${verdict}`}
              aria-current={phase.visit === visit ? 'location' : undefined}
              onClick={() => actions.dispatch({ type: 'go-to-band', band: bandKey(phase) })}
            >
              <svg width={14} height={14} aria-hidden="true">
                <g class="verdict">
                  <Icon name={verdictIcon(phase.verdict)} box={ICON_BOX} />
                </g>
              </svg>
              <span class="name">{phase.title ?? phase.name}</span>
              <span class={phase.verdict === 'conforms' ? 'heard' : 'says'}>{verdict}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
