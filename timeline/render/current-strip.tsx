import type { VNode } from 'preact';
import type { BandBox } from '../layout/boxes.js';
import { EDGE_WIDTH } from '../layout/measures.js';
import { Rails } from './alternatives.js';
import { LaneLines } from './lane-lines.js';
import { StateBar } from './state-bar.js';
import { Strip } from './strip.js';

/**
 * The strip of a band, repeated further down in it, with the bars and brackets that cross it there.
 * @param top height within the band, in px
 */
export function CurrentStrip({ band, top }: { band: BandBox; top: number }): VNode {
  const { strip, verdict } = band;
  const isProblem = verdict === 'errors' || verdict === 'warnings';
  return (
    <g class={`verdict-${verdict}`}>
      <LaneLines lanes={band.lanes} height={band.slotHeight} />
      <g transform={`translate(0 ${top})`}>
        <Strip band={band} interactive={false} />
        {isProblem && <rect class="band-edge" x={0} y={0} width={EDGE_WIDTH} height={strip.area.height} />}
      </g>
      <Rails rails={band.rails} />
      {band.bars.map((bar) => (
        <StateBar key={bar.key} bar={bar} bandY={band.y} />
      ))}
    </g>
  );
}
