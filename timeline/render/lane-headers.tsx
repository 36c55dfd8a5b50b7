import type { VNode } from 'preact';
import type { LaneBox, Layout } from '../layout/boxes.js';
import { Icon, severityIcon } from './icon.js';
import { labelledGroup } from './labelled-group.js';

/** The headers of all lanes: parties round, systems square, so that the kind shows without colour. */
export function LaneHeaders({ layout }: { layout: Layout }): VNode {
  return (
    <g class="lane-headers" {...labelledGroup('Participants')}>
      {layout.lanes.map((lane) => (
        <LaneHeader key={lane.name} lane={lane} bottom={layout.headerHeight} />
      ))}
    </g>
  );
}

function LaneHeader({ lane, bottom }: { lane: LaneBox; bottom: number }): VNode {
  const { box } = lane;
  const radius = lane.kind === 'party' ? box.height / 2 : 2;
  const titleY = lane.subtitle === '' ? box.y + 24 : box.y + 17;
  return (
    <g class={`lane-header ${lane.kind}${lane.dimmed ? ' dimmed' : ''}`} data-participant={lane.name}>
      <title>{lane.tooltip}</title>
      <line class="lane" x1={lane.x} x2={lane.x} y1={box.y + box.height} y2={bottom} />
      <rect class="header-ground" rx={radius} {...box} />
      {lane.icon !== null && <Icon name={lane.kind === 'party' ? 'account' : 'server'} box={lane.icon} />}
      {lane.mark !== null && (
        <g class={`lane-mark severity-${lane.mark.severity}`}>
          <rect class="mark-ground" rx={7} {...lane.mark.box} />
          <Icon name={severityIcon(lane.mark.severity)} box={lane.mark.box} />
        </g>
      )}
      <text class="title centred" x={lane.textX} y={titleY}>
        {lane.title}
      </text>
      {lane.subtitle !== '' && (
        <text class="subtitle centred" x={lane.textX} y={box.y + 32}>
          {lane.subtitle}
        </text>
      )}
    </g>
  );
}
