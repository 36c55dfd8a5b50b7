import { Fragment, type SVGAttributes, type VNode } from 'preact';
import type { FrameSide, LeadBox, OperandBox, StripBox } from '../layout/boxes.js';
import { Icon } from './icon.js';
import { labelledGroup } from './labelled-group.js';
import { Remarks } from './remarks.js';

const CORNER = 6;

export interface FramesProps {
  readonly strips: readonly StripBox[];
  readonly sides: readonly FrameSide[];
  readonly interactive: boolean;
}

/** The frames of alternatives as far as they run beside a band and under it. Drawn over the band's own slot. */
export function Frames(props: FramesProps): VNode | null {
  return (
    <>
      <FrameLines {...props} />
      <FrameWords {...props} />
    </>
  );
}

export interface FrameLinesProps extends Pick<FramesProps, 'strips' | 'sides'> {
  /** As far to the right as they are drawn; left out: all of them. */
  readonly until?: number;
}

/** The lines of frames alone. */
export function FrameLines({ strips, sides, until = Number.POSITIVE_INFINITY }: FrameLinesProps): VNode {
  return (
    <>
      {sides.map(({ left, right, top, bottom }) => (
        <path
          key={left}
          class="frame-line"
          d={`M${left} ${top}V${bottom}${right > until ? '' : `M${right} ${top}V${bottom}`}`}
        />
      ))}
      {strips.map(({ kind, key, left, right, y }) => (
        <g key={`${kind} ${key}`} class={`strip ${kind}`}>
          <path class="frame-line" d={`M${left} ${y}H${Math.min(right, until)}`} />
        </g>
      ))}
    </>
  );
}

/** What stands at the lines of frames: what leads in, and on. */
export function FrameWords({ strips, interactive }: Pick<FramesProps, 'strips' | 'interactive'>): VNode | null {
  const told = strips.filter(({ tag, operand }) => tag !== null || operand !== null);
  if (told.length === 0) return null;
  return (
    <g class="frames" {...labelledGroup('Ways on')}>
      {told.map(({ kind, key, tag, operand }) => (
        <Fragment key={`${kind} ${key}`}>
          {tag !== null && (
            <>
              <path class="frame-tag" d={tagOutline(tag.box.x, tag.box.y, tag.box.width, tag.box.height)} />
              <text class="frame-kind" x={tag.text.x} y={tag.text.y}>
                {tag.text.text}
              </text>
            </>
          )}
          {operand !== null && <Operand operand={operand} interactive={interactive} />}
        </Fragment>
      ))}
    </g>
  );
}

/**
 * What stands above the first band: what is said of the flow, and frames; with the lanes that run through.
 * @param props.apart whether the words of the frames are a drawing of their own
 */
export function Lead({ lead, apart = false }: { lead: LeadBox; apart?: boolean }): VNode {
  return (
    <>
      {lead.laneXs.map((x) => (
        <line key={x} class="lane" x1={x} x2={x} y1={0} y2={lead.height} />
      ))}
      {lead.remarks !== null && <Remarks remarks={lead.remarks} />}
      <FrameLines strips={lead.strips} sides={lead.sides} />
      {!apart && <FrameWords strips={lead.strips} interactive={false} />}
    </>
  );
}

/** A box whose lower right corner is cut off, as frames of sequence diagrams have. */
function tagOutline(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}h${width}v${height - CORNER}l${-CORNER} ${CORNER}H${x}z`;
}

function Operand({ operand, interactive }: { operand: OperandBox; interactive: boolean }): VNode {
  const { guard, title, rest, again } = operand;
  return (
    <>
      <g class="guard" data-operand={`${operand.fragment} ${operand.index}`} {...button(interactive)}>
        {interactive && <title>{title}</title>}
        <rect class="guard-ground" rx={3} {...guard.box} />
        <text class="guard-text" x={guard.text.x} y={guard.text.y}>
          {guard.text.text}
        </text>
      </g>
      {rest !== null && (
        <g
          class={again === null ? 'rest' : 'rest again'}
          data-again={again ?? undefined}
          {...button(interactive && again !== null)}
        >
          <title>{rest.title}</title>
          <rect class="rest-ground" rx={rest.box.height / 2} {...rest.box} />
          {rest.icon !== null && <Icon name="arrow-up" box={rest.icon} />}
          <text class="chip-text" x={rest.text.x} y={rest.text.y}>
            {rest.text.text}
          </text>
        </g>
      )}
    </>
  );
}

function button(interactive: boolean): SVGAttributes<SVGGElement> {
  return interactive ? { role: 'button', tabindex: 0 } : {};
}
