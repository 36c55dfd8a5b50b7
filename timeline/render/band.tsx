import type { SVGAttributes, VNode } from 'preact';
import type { BandBox, ChipBox, OutcomesBox } from '../layout/boxes.js';
import { EDGE_WIDTH } from '../layout/measures.js';
import { BandColumn } from './band-column.js';
import { EventRow } from './event-row.js';
import { Icon } from './icon.js';
import { labelledGroup } from './labelled-group.js';
import { Note } from './note.js';
import { PureComponent } from './pure-component.js';
import { StateBar } from './state-bar.js';

export interface BandProps {
  readonly band: BandBox;
  readonly interactive: boolean;
  /** The event of this band that the Tab key reaches, if it is one of this band. */
  readonly tabStop: string | null;
  /** The event of this band that the caret stands in. */
  readonly marked: string | null;
  /** The caret stands in an event that this folded band hides. */
  readonly holdsMarked: boolean;
  /** Whether head, times and ways on are drawings of their own, which stay while this one scrolls sideways. */
  readonly apart?: boolean;
}

/** One visit of a phase: its head, what is said of it, its messages, and the ways on. */
export class Band extends PureComponent<BandProps> {
  override render({ band, interactive, tabStop, marked, holdsMarked, apart = false }: BandProps): VNode {
    return (
      <g
        class={`band verdict-${band.verdict}${holdsMarked ? ' marked' : ''}`}
        data-phase={band.name}
        data-visit={band.visit}
        data-verdict={band.verdict}
        {...labelledGroup(band.head.told)}
      >
        <rect
          class="band-ground"
          x={band.left + 0.5}
          y={0.5}
          width={band.right - band.left - 1}
          height={band.height - 1}
          rx={3}
        />
        <rect class="band-edge" x={band.left} y={0} width={EDGE_WIDTH} height={band.height} />
        {band.laneXs.map((x) => (
          <line key={x} class="lane" x1={x} x2={x} y1={0} y2={band.slotHeight} />
        ))}
        {!band.headInColumn && <rect class="label-ground" rx={3} {...band.head.ground} />}
        {band.bars.map((bar) => (
          <StateBar key={bar.key} bar={bar} />
        ))}
        <Grounds band={band} />
        {!apart && <BandColumn band={band} interactive={interactive} marked={marked} />}
        {band.notes.map((note) => (
          <Note key={`${note.box.y} ${note.title}`} note={note} />
        ))}
        {band.events.map((event) => (
          <EventRow
            key={event.id}
            event={event}
            interactive={interactive}
            tabStop={tabStop === event.id}
            marked={marked === event.id}
          />
        ))}
        {!apart && band.outcomes !== null && <Outcomes outcomes={band.outcomes} interactive={interactive} />}
      </g>
    );
  }
}

/** Behind texts, so that lanes and bars do not run through them; bars are seen to go on there. */
function Grounds({ band: { notes, events } }: { band: BandBox }): VNode {
  return (
    <g class="grounds">
      {notes.map(({ box }) => (
        <rect key={`note ${box.y}`} class="label-ground" rx={3} {...box} />
      ))}
      {events.map(({ id, label: { box } }) => (
        <rect key={id} class="label-ground" data-ground={id} rx={3} {...box} x={box.x + 4} width={box.width - 8} />
      ))}
      {events.map(
        ({ id, note }) => note !== null && <rect key={id} class="label-ground" data-ground={id} rx={3} {...note.box} />,
      )}
    </g>
  );
}

/** The ways on from a phase. */
export function Outcomes({ outcomes, interactive }: { outcomes: OutcomesBox; interactive: boolean }): VNode {
  return (
    <g class="outcomes" {...labelledGroup('Next phases')}>
      <text class="subtitle" x={outcomes.label.x} y={outcomes.label.y}>
        {outcomes.label.text}
      </text>
      {outcomes.chips.map((chip) => (
        <Chip key={`${chip.index} ${chip.text.text}`} chip={chip} interactive={interactive} />
      ))}
    </g>
  );
}

function Chip({ chip, interactive }: { chip: ChipBox; interactive: boolean }): VNode {
  const classes = ['chip'];
  if (chip.taken) classes.push('taken');
  if (!chip.possible) classes.push('impossible');
  const behaviour: SVGAttributes<SVGGElement> = interactive
    ? {
        role: 'button',
        tabindex: 0,
        'aria-pressed': chip.taken,
        'aria-disabled': !chip.possible,
      }
    : {};
  return (
    <g class={classes.join(' ')} data-outcome={chip.index} {...behaviour}>
      <title>{chip.title}</title>
      <rect class="chip-ground" rx={chip.box.height / 2} {...chip.box} />
      {chip.icon !== null && <Icon name={chip.taken ? 'check' : 'circle-slash'} box={chip.icon} />}
      <text class="chip-text centred" x={chip.text.x} y={chip.text.y}>
        {chip.text.text}
      </text>
    </g>
  );
}
