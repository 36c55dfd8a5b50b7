import type { VNode } from 'preact';
import {
  Band,
  type BandBox,
  BandColumn,
  type Box,
  EDGE_WIDTH,
  type EventBox,
  FrameLines,
  FrameWords,
  Icon,
  type Loop,
  Outcomes,
  PureComponent,
} from '../../../timeline/index.js';
import { SpotlightFrame } from './spotlight-frame.js';

/** A participant's part in one event: where it is drawn and how it is said. */
export interface LaneCell {
  readonly participant: string;
  readonly x: number;
  readonly sentence: string;
}

export interface SlotProps {
  readonly band: BandBox;
  readonly zoom: number;
  /** Whether lanes scroll away under what stands left of them. */
  readonly scrolls: boolean;
  readonly tabStop: string | null;
  readonly marked: string | null;
  readonly holdsMarked: boolean;
  /** Which of the ways on the caret stands in. */
  readonly outcome: number | null;
  /** Loops that end in this band. */
  readonly loops: readonly Loop[];
  /** The event of this band that one is at. */
  readonly active: string | null;
  readonly cell: LaneCell | null;
  /** What of this band was asked to be shown: an event's id or the band's key. */
  readonly spotlit: string | null;
  /** Ids of events that a search has found, of all bands; null while nothing is searched for. */
  readonly hits: ReadonlySet<string> | null;
}

const CELL_WIDTH = 44;
/** For marks of what is said elsewhere. */
const unheard = { 'aria-hidden': true };

/** A band's own drawing; the browser skips those that are out of sight. */
export class Slot extends PureComponent<SlotProps> {
  override render(props: SlotProps): VNode {
    const { band, zoom, scrolls, tabStop, marked, holdsMarked, outcome, loops, active, cell, spotlit, hits } = props;
    const height = band.slotHeight * zoom;
    const at = band.events.find((event) => event.id === active);
    const { strips, sides, outcomes } = band;
    const column = {
      class: 'column',
      width: band.columnWidth * zoom,
      height,
      viewBox: `0 0 ${band.columnWidth} ${band.slotHeight}`,
    };
    const waysOn = <WaysOn band={band} loops={loops} outcome={outcome} />;
    return (
      <div class="slot" style={{ height: `${height}px` }}>
        <svg {...column} role="presentation">
          <BandColumn band={band} interactive={true} marked={marked} opaque={scrolls} />
          {scrolls && <FrameLines strips={strips} sides={sides} until={band.columnWidth} />}
          {at !== undefined && <Cursor event={at} />}
        </svg>
        <svg
          width={band.width * zoom}
          height={height}
          viewBox={`0 0 ${band.width} ${band.slotHeight}`}
          role="presentation"
        >
          <Band {...{ band, tabStop, marked, holdsMarked }} interactive={true} apart={true} />
          <FrameLines strips={strips} sides={sides} />
          {hits !== null && <Hits events={band.events.filter((event) => hits.has(event.id))} />}
          {!scrolls && waysOn}
          {spotlit !== null && <Spotlight band={band} spotlit={spotlit} />}
          {at !== undefined && cell !== null && <Cell event={at} cell={cell} />}
        </svg>
        {/* A drawing more is dear where many are zoomed: only where it has to stay. */}
        {scrolls && (outcomes !== null || strips.length > 0) && (
          <svg {...column} role="presentation">
            {waysOn}
          </svg>
        )}
      </div>
    );
  }
}

/** What a band ends with: chips, loops, and the words of frames. Drawn anew only where they have changed. */
class WaysOn extends PureComponent<Pick<SlotProps, 'band' | 'loops' | 'outcome'>> {
  override render({ band, loops, outcome }: Pick<SlotProps, 'band' | 'loops' | 'outcome'>): VNode {
    const chip = outcome === null ? undefined : band.outcomes?.chips.find(({ index }) => index === outcome);
    return (
      <>
        <g data-phase={band.name} data-visit={band.visit}>
          {band.outcomes !== null && <Outcomes outcomes={band.outcomes} interactive={true} />}
          {loops.length > 0 && <OnceMore band={band} loops={loops} />}
          {chip !== undefined && <rect class="marked-chip" {...around(chip.box)} {...unheard} />}
        </g>
        <FrameWords strips={band.strips} interactive={true} />
      </>
    );
  }
}

/** Buttons beside the chips: once more round the loop that a chip leads into. */
function OnceMore({ band, loops }: { band: BandBox; loops: readonly Loop[] }): VNode {
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
            <rect class="chip-ground" x={x} y={y} width={width} height={height} rx={height / 2} />
            <Icon name="refresh" box={{ x: x + 8, y: y + (height - 12) / 2, width: 12, height: 12 }} />
            <text class="chip-text" x={x + 24} y={y + 15}>{`×${loop.times + 1}`}</text>
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
    <g class="hits" {...unheard}>
      {events.map(({ id, label }) => (
        <rect key={id} rx={3} {...label.box} />
      ))}
    </g>
  );
}

/** A frame around what was asked to be shown. */
function Spotlight({ band, spotlit }: { band: BandBox; spotlit: string }): VNode | null {
  const event = band.events.find(({ id }) => id === spotlit);
  const { height: headHeight } = band.head.area;
  const head = { x: EDGE_WIDTH, y: 0, width: band.width - EDGE_WIDTH, height: headHeight };
  const notes = band.notes.reduce((bottom, { box }) => Math.max(bottom, box.y + box.height), 0);
  return <SpotlightFrame box={event?.row ?? { ...head, height: Math.max(head.height, notes) }} />;
}

/** A pointer at the left of the row that one is at. */
function Cursor({ event }: { event: EventBox }): VNode {
  const { y } = event;
  return (
    <g class="cursor" {...unheard}>
      <rect x={event.row.x} y={event.row.y} width={2} height={event.row.height} />
      <path d={`M${event.row.x + 2} ${y - 5}l6 5l-6 5z`} />
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
