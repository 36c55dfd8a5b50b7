import { Component, createRef, type VNode } from 'preact';
import { type PhaseFacts, phaseFacts } from '../../../timeline/export/phase-facts.js';
import { framePlan } from '../../../timeline/fragments/frame-plan.js';
import { bandKey } from '../../../timeline/layout/band.js';
import { Icon, verdictIcon } from '../../../timeline/render/icon.js';
import { PureComponent } from '../../../timeline/render/pure-component.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { bandInView, type ViewPort } from '../view-port.js';
import type { AppActions } from './app.js';

const ICON_BOX = { x: 0, y: 0, width: 14, height: 14 };

/** How far the phases of an alternative are drawn in, and how often at most. */
const STEP = 14;
const MOST_STEPS = 6;

export interface OutlineProps {
  readonly timeline: Timeline;
  /** The event that one is at. */
  readonly active: string | null;
  /** Null while there is no picture, but the table. */
  readonly viewPort: ViewPort | null;
  readonly actions: AppActions;
}

interface OutlineState {
  /** Key of the phase that one looks at; null where there is no picture. */
  readonly seen: string | null;
}

/** The phases of the path beside the picture, with the one in view marked; a click goes to one. */
export class Outline extends Component<OutlineProps, OutlineState> {
  override state: OutlineState = { seen: null };
  private readonly nav = createRef<HTMLElement>();
  private leave: (() => void) | null = null;
  private facts: {
    readonly timeline: Timeline;
    readonly list: readonly PhaseFacts[];
    /** How many frames of alternatives each stands in. */
    readonly depths: readonly number[];
  } | null = null;

  override componentDidMount(): void {
    this.look();
  }

  override componentDidUpdate(before: OutlineProps, { seen }: OutlineState): void {
    if (before.viewPort !== this.props.viewPort) this.look();
    if (seen === this.state.seen) return;
    this.nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  override componentWillUnmount(): void {
    this.leave?.();
  }

  override render({ timeline, active, viewPort, actions }: OutlineProps, { seen }: OutlineState): VNode {
    if (this.facts?.timeline !== timeline) {
      this.facts = { timeline, list: phaseFacts(timeline), depths: framePlan(timeline).depths };
    }
    const { list, depths } = this.facts;
    const visit = timeline.events.find((event) => event.id === active)?.visit ?? null;
    return (
      <nav class="outline" aria-label="Phases" ref={this.nav}>
        <ol>
          {list.map((facts, place) => {
            const key = bandKey(facts.phase);
            const current = viewPort === null ? facts.phase.visit === visit : key === seen;
            return <Entry key={key} facts={facts} depth={depths[place] ?? 0} current={current} actions={actions} />;
          })}
        </ol>
      </nav>
    );
  }

  private look(): void {
    const { viewPort } = this.props;
    this.leave?.();
    const see = (): void => {
      const view = viewPort?.view ?? null;
      const seen = view === null ? null : bandInView(view);
      if (seen !== this.state.seen) this.setState({ seen });
    };
    this.leave = viewPort?.subscribe(see) ?? null;
    see();
  }
}

interface EntryProps {
  readonly facts: PhaseFacts;
  readonly depth: number;
  readonly current: boolean;
  readonly actions: AppActions;
}

class Entry extends PureComponent<EntryProps> {
  override render({ facts: { phase, verdict }, depth, current, actions }: EntryProps): VNode {
    return (
      <li style={{ paddingInlineStart: `${Math.min(depth, MOST_STEPS) * STEP}px` }}>
        <button
          type="button"
          class={`verdict-${phase.verdict}`}
          title={`${phase.title ?? phase.name}: ${verdict}`}
          aria-current={current ? 'location' : undefined}
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
    );
  }
}
