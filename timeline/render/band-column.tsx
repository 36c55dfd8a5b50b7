import type { SVGAttributes, VNode } from 'preact';
import type { BandBox } from '../layout/boxes.js';
import { EDGE_WIDTH } from '../layout/measures.js';
import { BracketLabel, BracketLine } from './bracket.js';
import { Icon, verdictIcon } from './icon.js';
import { PureComponent } from './pure-component.js';
import { TimeAxis } from './time-axis.js';

export interface BandColumnProps {
  readonly band: BandBox;
  readonly interactive: boolean;
  /** The event of this band that the caret stands in. */
  readonly marked: string | null;
  /** Whether lanes scroll away under it. */
  readonly opaque?: boolean;
}

/**
 * What stands left of the lanes of one band: times, the time axis, brackets of timeouts; and the head, there or across
 * the lanes. A drawing by itself, so that it can stay while lanes scroll sideways.
 */
export class BandColumn extends PureComponent<BandColumnProps> {
  override render({ band, interactive, marked, opaque = false }: BandColumnProps): VNode {
    const { columnWidth, left, height, slotHeight, headInColumn, head } = band;
    return (
      <g
        class={`band-column verdict-${band.verdict}`}
        data-phase={band.name}
        data-visit={band.visit}
        data-verdict={band.verdict}
      >
        {opaque && (
          <>
            <rect class="page" x={0} y={0} width={columnWidth} height={slotHeight} />
            <svg width={columnWidth} height={height} role="presentation">
              <rect class="band-ground" x={left + 0.5} y={0.5} width={columnWidth} height={height - 1} rx={3} />
            </svg>
            <rect class="band-edge" x={left} y={0} width={EDGE_WIDTH} height={height} />
          </>
        )}
        {band.axis !== null && <TimeAxis axis={band.axis} />}
        {band.brackets.map((bracket) => (
          <BracketLine key={bracket.key} bracket={bracket} />
        ))}
        {opaque && !headInColumn && <rect class="column-ground" {...head.ground} />}
        <BandHead band={band} interactive={interactive} />
        {band.brackets.map((bracket) => (
          <BracketLabel key={bracket.key} bracket={bracket} />
        ))}
        {band.events.map(({ id, time, timeTitle, dimmed }) => (
          <text
            key={id}
            class={`time${dimmed ? ' dimmed' : ''}${marked === id ? ' marked' : ''}`}
            data-time-of={id}
            x={time.x}
            y={time.y}
          >
            <title>{timeTitle}</title>
            {time.text}
          </text>
        ))}
      </g>
    );
  }
}

/** What a band begins with; in the preview a button that folds it. */
function BandHead({ band, interactive }: { band: BandBox; interactive: boolean }): VNode {
  const { head } = band;
  const behaviour: SVGAttributes<SVGGElement> = interactive
    ? { role: 'button', tabindex: 0, 'aria-expanded': !band.folded }
    : {};
  return (
    <g class="band-head" data-action={interactive ? 'fold' : undefined} {...behaviour}>
      <title>{head.told}</title>
      {head.covers.map((cover) => (
        <rect key={cover.x} class="column-ground" {...cover} />
      ))}
      <rect class="head-ground" rx={3} {...head.area} />
      {interactive && <Icon name={band.folded ? 'chevron-right' : 'chevron-down'} box={head.chevron} />}
      {head.title.map((line) => (
        <text key={line.y} class="title" x={line.x} y={line.y}>
          {line.text}
        </text>
      ))}
      {head.subtitle.map((line) => (
        <text key={line.y} class="subtitle" x={line.x} y={line.y}>
          {line.text}
        </text>
      ))}
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
