import type { VNode } from 'preact';
import type { LegendBox } from '../layout/legend-boxes.js';
import type { BarBox } from '../layout/time-boxes.js';

const SHAPES = 4;
const COLOURS = 4;
const FILLS = SHAPES * COLOURS;

/**
 * The pattern that fills a state's bar: its shape and its color together distinguish states, hatched while pending.
 */
export function barFill(pending: boolean, variant: number): string {
  return `url(#${patternId(pending, variant)})`;
}

/** The class that gives a bar's outline the color of its pattern. */
export function barClass(pending: boolean, variant: number): string {
  return `bar${pending ? ' pending' : ''} hue-${hueOf(variant)}`;
}

function patternId(pending: boolean, variant: number): string {
  return `confer-${pending ? 'pending' : 'state'}-${variant % FILLS}`;
}

/** Which of the colors of states a variant has. */
export function hueOf(variant: number): number {
  return (variant + Math.floor(variant / SHAPES)) % COLOURS;
}

export interface StateBarProps {
  readonly bar: BarBox;
  /** Where the band begins in the picture. */
  readonly bandY: number;
}

/** The part of a state's bar that one band shows. */
export function StateBar({ bar, bandY }: StateBarProps): VNode {
  const [top, bottom] = [topOf(bar), bar.y + bar.height];
  // A pattern begins at the picture's top, not at the band's: it runs on from band to band without a jog.
  const offset = isPlain(bar) ? 0 : bandY;
  return (
    <g class={`${barClass(bar.pending, bar.variant)}${bar.dimmed ? ' dimmed' : ''}`} data-participant={bar.participant}>
      <title>{bar.title}</title>
      <rect
        x={bar.x}
        y={top + offset}
        width={bar.width}
        height={bottom - top}
        fill={barFill(bar.pending, bar.variant)}
        transform={offset === 0 ? undefined : `translate(0 ${-offset})`}
      />
      <path class="bar-edge" d={edges(bar)} />
    </g>
  );
}

/** Whether a state's pattern has no marks. */
function isPlain({ pending, variant }: BarBox): boolean {
  return !pending && steady[variant % SHAPES] === '';
}

/** A bar that continues from the band above overlaps it by a pixel: no gap shows where pixels are not whole. */
function topOf({ starts, y }: BarBox): number {
  return starts || y > 0 ? y : -1;
}

/** The outline, open where the bar continues in the next band. */
function edges(bar: BarBox): string {
  const right = bar.x + bar.width;
  const bottom = bar.y + bar.height;
  const [x0, x1] = [bar.x + 0.5, right - 0.5];
  const sides = `M${x0} ${topOf(bar)}V${bottom}M${x1} ${topOf(bar)}V${bottom}`;
  const top = bar.starts ? `M${bar.x} ${bar.y + 0.5}H${right}` : '';
  return `${sides}${top}${bar.ends ? `M${bar.x} ${bottom - 0.5}H${right}` : ''}`;
}

/** The patterns of the bars that a legend explains; once per page or picture. */
export function Patterns({ legend }: { legend: LegendBox }): VNode {
  const used = new Map(
    legend.signs.flatMap(([sample]) =>
      sample.kind === 'state' ? [[patternId(sample.pending, sample.variant), sample] as const] : [],
    ),
  );
  return (
    <defs>
      {[...used].map(([id, { pending, variant }]) => (
        <Pattern key={id} id={id} pending={pending} variant={variant} />
      ))}
    </defs>
  );
}

/** The shapes of patterns, and the size of their tiles in px. */
const steady = ['', 'M0 0.8H8', 'M2.5 1.3a1.2 1.2 0 1 1 0 2.4a1.2 1.2 0 1 1 0-2.4z', 'M1 0 5 4M1 8 5 4'] as const;
const steadyTiles = [8, 6, 5, 8] as const;
const pendingMarks = ['M1.2 0V6', 'M1.2 0V6', 'M1.2 0V6M0 1.2H6', 'M1 0V8M4 0V8'] as const;
const pendingTiles = [6, 6, 6, 8] as const;
const pendingTurns = [45, -45, 45, 45] as const;

function Pattern({ id, pending, variant }: { id: string; pending: boolean; variant: number }): VNode {
  const shape = variant % SHAPES;
  const size = (pending ? pendingTiles : steadyTiles)[shape] ?? 8;
  const mark = (pending ? pendingMarks : steady)[shape] ?? '';
  const classes = `${pending ? 'pending ' : ''}hue-${hueOf(variant)}`;
  return (
    <pattern
      id={id}
      width={size}
      height={size}
      patternUnits="userSpaceOnUse"
      patternTransform={pending ? `rotate(${pendingTurns[shape] ?? 45})` : undefined}
    >
      <rect class={`pattern-ground ${classes}`} width={size} height={size} />
      {mark !== '' && <path class={`pattern-mark ${classes}`} d={mark} />}
    </pattern>
  );
}
