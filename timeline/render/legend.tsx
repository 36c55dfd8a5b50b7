import type { VNode } from 'preact';
import type { Box } from '../layout/box.js';
import type { LegendBox, LegendSample } from '../layout/legend-boxes.js';
import { HEAD_LENGTH, ICON, LEGEND_SAMPLE } from '../layout/measures.js';
import { headPoints, protocolClass } from './event-row.js';
import { Icon, severityIcon } from './icon.js';
import { labeledGroup } from './labeled-group.js';
import { barClass, barFill } from './state-bar.js';
import { AxisLine, BreakMark } from './time-axis.js';

/** Samples of the lines, bars and marks in the picture, each with its name. */
export function Legend({ legend }: { legend: LegendBox }): VNode {
  return (
    <g class="legend" {...labeledGroup('Legend')}>
      {legend.entries.map((entry) => (
        <g key={`${entry.sample.kind} ${entry.text.text}`}>
          <Sample sample={entry.sample} box={entry.box} />
          <text class="subtitle" x={entry.text.x} y={entry.text.y}>
            {entry.text.text}
          </text>
        </g>
      ))}
    </g>
  );
}

/** A sample by itself, as tall as the legend. */
export function Sample({ sample, box }: { sample: LegendSample; box: Box }): VNode {
  const y = box.y + box.height / 2;
  const end = box.x + LEGEND_SAMPLE;
  switch (sample.kind) {
    case 'protocol':
      return <SampleArrow classes={`event ${protocolClass(sample.protocol)}`} from={box.x} to={end} y={y} />;
    case 'missing':
      return <SampleArrow classes="event status-missing severity-error" from={box.x} to={end} y={y} />;
    case 'inferred':
      return <SampleArrow classes={`event inferred ${protocolClass(sample.protocol)}`} from={box.x} to={end} y={y} />;
    case 'state':
      return (
        <g class={barClass(sample.pending, sample.variant)}>
          <rect x={box.x} y={y - 6} width={9} height={12} fill={barFill(sample.pending, sample.variant)} />
          <rect class="bar-edge" x={box.x + 0.5} y={y - 5.5} width={8} height={11} />
        </g>
      );
    case 'timeout':
      return (
        <g class="bracket">
          <path class="bracket-line" d={`M${box.x + 10} ${y - 6}H${box.x + 3}V${y + 6}H${box.x + 10}`} />
        </g>
      );
    case 'axis':
      return (
        <g class="axis">
          <AxisLine style={sample.style} x={box.x + 8} top={y - 8} bottom={y + 8} />
          {sample.style === 'cut' && <BreakMark x={box.x + 8} y={y} />}
        </g>
      );
    case 'faulty':
      return (
        <g class={`severity-${sample.severity}`}>
          <Icon name={severityIcon(sample.severity)} box={{ x: box.x, y: y - 7, width: ICON, height: ICON }} />
        </g>
      );
  }
}

function SampleArrow({ classes, from, to, y }: { classes: string; from: number; to: number; y: number }): VNode {
  return (
    <g class={classes}>
      <polyline class="arrow" points={`${from},${y} ${to - HEAD_LENGTH + 4},${y}`} />
      <polygon class="head" points={headPoints({ x: to, y, direction: 1 })} />
    </g>
  );
}
