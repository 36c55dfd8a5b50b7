import { Component, type VNode } from 'preact';
import { type BandBox, type Layout, laneSentence, loopsEndingWith } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';
import { type CaretMark, markAtCaret } from '../state/event-lookup.js';
import { shareStructure } from '../state/structural-sharing.js';
import type { ViewState } from '../state/view-state.js';
import { BandView, type LaneCell } from './band-view.js';
import { type BandWindow, bandInWindow, isInWindow } from './band-window.js';
import { shownEvents } from './shown-events.js';

export interface BandsProps {
  readonly boxes: Layout;
  readonly zoom: number;
  /** The stretch of the picture that is drawn. */
  readonly window: BandWindow;
  readonly timeline: Timeline;
  readonly state: ViewState;
  readonly hits: ReadonlySet<string> | null;
}

interface Drawn {
  /** As laid out. */
  readonly box: BandBox;
  /** The same with the values that were there before, if they are equal. */
  readonly band: BandBox;
}

/** Whether the caret is in the phase as a whole, or in a message of it that is folded away. */
function isMarked({ visit, folded }: BandBox, mark: CaretMark | null): boolean {
  if (mark === null) return false;
  return mark.kind === 'band' ? mark.visits.includes(visit) : folded && mark.visit === visit;
}

/** The bands near the view, and room in place of the others: however long the picture, the page stays small. */
export class Bands extends Component<BandsProps> {
  /** The bands as they were drawn last, so that what did not change in one is not drawn again. */
  private drawn = new Map<string, Drawn>();

  override render({ boxes, zoom, window, timeline, state, hits }: BandsProps): VNode {
    const { active, caret } = state;
    const mark = caret === null ? null : markAtCaret(timeline, caret);
    const marked = mark?.kind === 'event' ? mark : null;
    const shown = shownEvents(boxes);
    const tabStop = active !== null && shown.has(active) ? active : (shown.keys().next().value ?? null);
    const cell = this.cell(boxes, timeline, state);
    const highlight = state.highlight?.id ?? null;
    const parts: VNode[] = [];
    const drawn = new Map<string, Drawn>();
    let room = 0;
    const leaveRoom = (): void => {
      if (room > 0) parts.push(<div key={`room ${parts.length}`} style={{ height: `${room * zoom}px` }} />);
      room = 0;
    };
    for (const box of boxes.bands) {
      const has = (id: string | null): string | null => (id !== null && shown.get(id) === box.key ? id : null);
      const stop = has(tabStop);
      if (stop === null && !isInWindow(box, window)) {
        room += box.slotHeight;
        continue;
      }
      leaveRoom();
      const before = this.drawn.get(box.key);
      const band = before?.box === box ? before.band : shareStructure(before?.band ?? box, box);
      drawn.set(box.key, { box, band });
      parts.push(
        <BandView
          key={band.key}
          band={bandInWindow(band, window, stop)}
          zoom={zoom}
          tabStop={stop}
          marked={has(marked?.id ?? null)}
          holdsMarked={isMarked(band, mark)}
          outcome={mark?.kind === 'band' && mark.visits.includes(band.visit) ? mark.outcome : null}
          loops={loopsEndingWith(timeline, box.visit)}
          active={has(active)}
          cell={has(active) === null ? null : cell}
          highlighted={highlight === band.key ? highlight : has(highlight)}
          hits={hits}
        />,
      );
    }
    leaveRoom();
    this.drawn = drawn;
    return <>{parts}</>;
  }

  private cell(boxes: Layout, timeline: Timeline, { lane, active }: ViewState): LaneCell | null {
    const box = boxes.lanes.find(({ name }) => name === lane);
    if (box === undefined) return null;
    const index = timeline.events.findIndex(({ id }) => id === active);
    return { participant: box.name, x: box.x, sentence: laneSentence(timeline, index, box.name) };
  }
}
