import type { VNode } from 'preact';
import type { LaneBox, Layout } from '../layout/boxes.js';
import { Icon, severityIcon } from './icon.js';
import { labeledGroup } from './labeled-group.js';

/** The heads of all lanes: parties round, systems square, so that the kind shows without color. */
export function LaneHeaders({ layout }: { layout: Layout }): VNode {
  return (
    <g class="lane-headers" {...labeledGroup('Participants')}>
      {layout.lanes.map((lane) => (
        <Stem key={lane.name} lane={lane} />
      ))}
      {layout.lanes.map((lane) => (
        <LaneHeader key={lane.name} lane={lane} layout={layout} />
      ))}
      {layout.timeHeads.map(({ x, y, text }) => (
        <text key={text} class="subtitle" x={x} y={y}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** The line from a raised name down to its lane; it passes behind the names of other lanes. */
function Stem({ lane: { x, stem, dimmed } }: { lane: LaneBox }): VNode | null {
  if (stem === null) return null;
  return <line class={`lane system${dimmed ? ' dimmed' : ''}`} x1={x} x2={x} y1={stem.top} y2={stem.bottom} />;
}

function LaneHeader({ lane, layout }: { lane: LaneBox; layout: Layout }): VNode {
  const { box, icon, title, subtitle, mark } = lane;
  const radius = lane.kind === 'party' ? box.height / 2 : 3;
  return (
    <g class={`lane-header ${lane.kind}${lane.dimmed ? ' dimmed' : ''}`} data-participant={lane.name}>
      <title>{lane.tooltip}</title>
      <line class={`lane ${lane.kind}`} x1={lane.x} x2={lane.x} y1={box.y + box.height} y2={layout.headerHeight} />
      <rect class="header-ground" rx={radius} {...box} />
      {icon !== null && <Icon name={lane.kind === 'party' ? 'account' : 'server'} box={icon} />}
      {mark !== null && (
        <g class={`lane-mark severity-${mark.severity}`}>
          <rect class="mark-ground" rx={7} {...mark.box} />
          <Icon name={severityIcon(mark.severity)} box={mark.box} />
        </g>
      )}
      <text class={layout.form === 'list' ? 'small-title' : 'title'} x={title.x} y={title.y}>
        {title.text}
      </text>
      {subtitle !== null && (
        <text class="subtitle" x={subtitle.x} y={subtitle.y}>
          {subtitle.text}
        </text>
      )}
    </g>
  );
}
