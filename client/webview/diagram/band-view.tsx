import type { VNode } from 'preact';
import {
  Band,
  type BandBox,
  type Box,
  EDGE_WIDTH,
  type EventBox,
  Icon,
  type Loop,
  PureComponent,
} from '../../../timeline/index.js';
import { HighlightFrame } from './highlight-frame.js';

/** A participant's part in one event: where it is drawn and how it is announced. */
export interface LaneCell {
  readonly participant: string;
  readonly x: number;
  readonly sentence: string;
}

export interface BandViewProps {
  readonly band: BandBox;
  readonly zoom: number;
  readonly tabStop: string | null;
  readonly marked: string | null;
  readonly holdsMarked: boolean;
  /** The outcome that the caret is in, by its index. */
  readonly outcome: number | null;
  /** Loops that end in this band. */
  readonly loops: readonly Loop[];
  /** The focused event, if it is one of this band. */
  readonly active: string | null;
  readonly cell: LaneCell | null;
  /** The highlighted part of this band: an event's id or the band's key. */
  readonly highlighted: string | null;
  /** Ids of events that a search has found, of all bands; null while there is no search. */
  readonly hits: ReadonlySet<string> | null;
}

const CELL_WIDTH = 44;
/** For marks whose meaning is announced elsewhere. */
const ariaHidden = { 'aria-hidden': true };

/** A band's own drawing; the browser skips those that are out of sight. */
export class BandView extends PureComponent<BandViewProps> {
  override render(props: BandViewProps): VNode {
    const { band, zoom, tabStop, marked, holdsMarked, outcome, loops, active, cell, highlighted, hits } = props;
    const height = band.slotHeight * zoom;
    const at = band.events.find((event) => event.id === active);
    const chip = outcome === null ? undefined : band.outcomes?.chips.find(({ index }) => index === outcome);
    return (
      <div class="slot" style={{ height: `${height}px` }}>
        <svg
          width={band.width * zoom}
          height={height}
          viewBox={`0 0 ${band.width} ${band.slotHeight}`}
          role="presentation"
        >
          <Band {...{ band, tabStop, marked, holdsMarked }} interactive={true} />
          {hits !== null && <Hits events={band.events.filter((event) => hits.has(event.id))} />}
          {loops.length > 0 && <RepeatButtons band={band} loops={loops} />}
          {chip !== undefined && <rect class="marked-chip" {...around(chip.box)} {...ariaHidden} />}
          {highlighted !== null && <Highlight band={band} highlighted={highlighted} />}
          {at !== undefined && <Cursor event={at} />}
          {at !== undefined && cell !== null && <Cell event={at} cell={cell} />}
        </svg>
      </div>
    );
  }
}

/** Buttons next to the chips that lead into a loop: each goes round it once more. */
function RepeatButtons({ band, loops }: { band: BandBox; loops: readonly Loop[] }): VNode {
  return (
    <g class="outcomes" aria-label="Loops" {...{ role: 'group' }}>
      {loops.map((loop) => {
        const chip = band.outcomes?.chips.find(({ index }) => index === loop.outcome);
        if (chip?.repeat == null) return null;
        const { x, y, width, height } = chip.repeat;
        return (
          <g
            key={loop.outcome}
            class="chip"
            data-action="repeat"
            data-loop={loop.outcome}
            {...{ role: 'button', tabindex: 0 }}
          >
            <title>{`×${loop.times + 1}: ${loop.round.join(', ')} once more`}</title>
            <rect
              class="chip-ground"
              x={x + 0.5}
              y={y + 0.5}
              width={width - 1}
              height={height - 1}
              rx={(height - 1) / 2}
            />
            <Icon name="refresh" box={{ x: x + 8, y: y + (height - 12) / 2, width: 12, height: 12 }} />
            <text class="chip-text" x={x + 24} y={y + 16}>{`×${loop.times + 1}`}</text>
          </g>
        );
      })}
    </g>
  );
}

/** A little more than a box. */
function around({ x, y, width, height }: Box): Box & { readonly rx: number } {
  return { x: x - 2.5, y: y - 2.5, width: width + 5, height: height + 5, rx: height / 2 + 2.5 };
}

/** Frames around the labels of what was found. */
function Hits({ events }: { events: readonly EventBox[] }): VNode {
  return (
    <g class="hits" {...ariaHidden}>
      {events.map(({ id, label }) => (
        <rect key={id} rx={3} {...label.box} />
      ))}
    </g>
  );
}

/** A frame around what is highlighted. */
function Highlight({ band, highlighted }: { band: BandBox; highlighted: string }): VNode | null {
  const event = band.events.find(({ id }) => id === highlighted);
  const { area } = band.strip;
  const bottom = band.notes.reduce((lowest, { box }) => Math.max(lowest, box.y + box.height), area.height);
  const head = { x: EDGE_WIDTH, y: 0, width: band.width - EDGE_WIDTH, height: bottom };
  return <HighlightFrame box={event?.row ?? head} />;
}

/** A pointer at the left of the focused row. */
function Cursor({ event: { row, y } }: { event: EventBox }): VNode {
  return (
    <g class="cursor" {...ariaHidden}>
      <rect x={row.x} y={row.y} width={2} height={row.height} />
      <path d={`M${row.x + 2} ${y - 5}l6 5l-6 5z`} />
    </g>
  );
}

function Cell({ event, cell }: { event: EventBox; cell: LaneCell }): VNode {
  return (
    <g class="lane-cell" data-cell={cell.participant} {...{ role: 'img', tabindex: -1 }}>
      <title>{cell.sentence}</title>
      <rect x={cell.x - CELL_WIDTH / 2} y={event.row.y + 1} width={CELL_WIDTH} height={event.row.height - 2} rx={3} />
    </g>
  );
}
