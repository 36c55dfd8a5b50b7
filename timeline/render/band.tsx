import type { VNode } from 'preact';
import type { BandBox } from '../layout/boxes.js';
import { EDGE_WIDTH } from '../layout/measures.js';
import { Continuations, Rails } from './alternatives.js';
import { EventRow } from './event-row.js';
import { labeledGroup } from './labeled-group.js';
import { LaneLines } from './lane-lines.js';
import { Note } from './note.js';
import { Outcomes } from './outcomes.js';
import { PureComponent } from './pure-component.js';
import { StateBar } from './state-bar.js';
import { StateName } from './state-name.js';
import { Strip } from './strip.js';
import { TimeAxis } from './time-axis.js';
import { TimeoutBracket } from './timeout-bracket.js';

export interface BandProps {
  readonly band: BandBox;
  readonly interactive: boolean;
  /** The event of this band that the Tab key reaches, if it is one of this band. */
  readonly tabStop: string | null;
  /** The event of this band that the caret is in. */
  readonly marked: string | null;
  /** Whether the caret is in an event that this folded band hides. */
  readonly holdsMarked: boolean;
}

/**
 * One visit of a phase. Bottom to top: lanes and brackets, strip, messages, life bars, chips. Arrows pass under bars;
 * no text meets one.
 */
export class Band extends PureComponent<BandProps> {
  override render({ band, interactive, tabStop, marked, holdsMarked }: BandProps): VNode {
    const isProblem = band.verdict === 'errors' || band.verdict === 'warnings';
    return (
      <g
        class={`band form-${band.form} verdict-${band.verdict}${holdsMarked ? ' marked' : ''}`}
        data-phase={band.name}
        data-visit={band.visit}
        data-verdict={band.verdict}
        {...labeledGroup(band.strip.summary)}
      >
        <LaneLines lanes={band.lanes} height={band.slotHeight} />
        {band.brackets.map((bracket) => (
          <TimeoutBracket key={bracket.key} bracket={bracket} />
        ))}
        {band.axis !== null && <TimeAxis axis={band.axis} />}
        <Strip band={band} interactive={interactive} />
        {isProblem && <rect class="band-edge" x={0} y={0} width={EDGE_WIDTH} height={band.height} />}
        <Rails rails={band.rails} />
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
        {band.entryStates.map((name) => (
          <StateName key={name.participant} name={name} />
        ))}
        {band.bars.map((bar) => (
          <StateBar key={bar.key} bar={bar} bandY={band.y} />
        ))}
        {band.outcomes !== null && <Outcomes outcomes={band.outcomes} interactive={interactive} />}
        <Continuations continuations={band.continuations} interactive={interactive} />
      </g>
    );
  }
}
