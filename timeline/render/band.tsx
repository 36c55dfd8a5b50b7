import type { SVGAttributes, VNode } from 'preact';
import type { BandBox, ChipBox, OutcomesBox } from '../layout/boxes.js';
import { EDGE_WIDTH, HEAD_HEIGHT } from '../layout/measures.js';
import { Bracket } from './bracket.js';
import { EventRow } from './event-row.js';
import { Icon, verdictIcon } from './icon.js';
import { labelledGroup } from './labelled-group.js';
import { Note } from './note.js';
import { PureComponent } from './pure-component.js';
import { StateBar } from './state-bar.js';
import { TimeAxis } from './time-axis.js';

export interface BandProps {
  readonly band: BandBox;
  readonly interactive: boolean;
  /** The event of this band that the Tab key reaches, if it is one of this band. */
  readonly tabStop: string | null;
  /** The event of this band that the caret stands in. */
  readonly marked: string | null;
  /** The caret stands in an event that this folded band hides. */
  readonly holdsMarked: boolean;
}

/** One visit of a phase: its head, what is said of it, its messages, and the ways on. */
export class Band extends PureComponent<BandProps> {
  override render({ band, interactive, tabStop, marked, holdsMarked }: BandProps): VNode {
    return (
      <g
        class={`band verdict-${band.verdict}${holdsMarked ? ' marked' : ''}`}
        data-phase={band.name}
        data-visit={band.visit}
        data-verdict={band.verdict}
        {...labelledGroup(band.head.label)}
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
        {band.bars.map((bar) => (
          <StateBar key={bar.key} bar={bar} />
        ))}
        {band.axis !== null && <TimeAxis axis={band.axis} laneXs={band.laneXs} />}
        {band.brackets.map((bracket) => (
          <Bracket key={bracket.key} bracket={bracket} />
        ))}
        <Head band={band} interactive={interactive} />
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
        {band.outcomes !== null && <Outcomes outcomes={band.outcomes} interactive={interactive} />}
      </g>
    );
  }
}

function Head({ band, interactive }: { band: BandBox; interactive: boolean }): VNode {
  const { head } = band;
  const behaviour: SVGAttributes<SVGGElement> = interactive
    ? { role: 'button', tabindex: 0, 'aria-expanded': !band.folded, 'aria-label': head.label }
    : {};
  return (
    <g class="band-head" data-action={interactive ? 'fold' : undefined} {...behaviour}>
      <title>{head.tooltip}</title>
      <rect
        class="head-ground"
        x={band.left + EDGE_WIDTH}
        y={1}
        width={band.right - band.left - EDGE_WIDTH - 1}
        height={HEAD_HEIGHT - 4}
        rx={3}
      />
      <rect class="label-ground" rx={3} {...head.ground} />
      {interactive && <Icon name="chevron" box={head.chevron} turned={band.folded} />}
      <text class="title" x={head.title.x} y={head.title.y}>
        {head.title.text}
      </text>
      {head.subtitle !== null && (
        <text class="subtitle" x={head.subtitle.x} y={head.subtitle.y}>
          {head.subtitle.text}
        </text>
      )}
      <g class="verdict">
        <Icon name={verdictIcon(band.verdict)} box={head.verdictIcon} />
        <text class="verdict-text" x={head.verdict.x} y={head.verdict.y}>
          {head.verdict.text}
        </text>
      </g>
      {head.content !== null && (
        <text class="subtitle" x={head.content.x} y={head.content.y}>
          {head.content.text}
        </text>
      )}
    </g>
  );
}

function Outcomes({ outcomes, interactive }: { outcomes: OutcomesBox; interactive: boolean }): VNode {
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
        'aria-label': chip.title,
      }
    : {};
  return (
    <g class={classes.join(' ')} data-outcome={chip.index} {...behaviour}>
      <title>{chip.title}</title>
      <rect class="chip-ground" rx={chip.box.height / 2} {...chip.box} />
      {chip.icon !== null && <Icon name={chip.taken ? 'check' : 'blocked'} box={chip.icon} />}
      <text class="chip-text centred" x={chip.text.x} y={chip.text.y}>
        {chip.text.text}
      </text>
    </g>
  );
}
