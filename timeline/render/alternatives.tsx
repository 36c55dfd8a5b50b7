import type { SVGAttributes, VNode } from 'preact';
import type { ContinuationBox, GuardBox, PreambleBox, RailBox } from '../layout/boxes.js';
import { Icon } from './icon.js';
import { labeledGroup } from './labeled-group.js';
import { LaneLines } from './lane-lines.js';
import { Remarks } from './remarks.js';

/** The open brackets around alternatives, with a dashed line before each further one. */
export function Rails({ rails }: { rails: readonly RailBox[] }): VNode {
  return (
    <g class="rails">
      {rails.map(({ key, x, top, bottom, startKnee, endKnee, dividers, right }) => (
        <g key={key}>
          <path
            class="rail"
            d={`${startKnee > 0 ? `M${x + startKnee} ${top + 0.5}H${x}` : `M${x} ${top}`}V${bottom - (endKnee > 0 ? 0.5 : 0)}${endKnee > 0 ? `h${endKnee}` : ''}`}
          />
          {dividers.map((y) => (
            <path key={y} class="rail divider" d={`M${x} ${y + 0.5}H${right}`} />
          ))}
        </g>
      ))}
    </g>
  );
}

export interface GuardProps {
  readonly guard: GuardBox;
  readonly interactive: boolean;
}

/** The guard of an alternative; in the preview a button that shows the path through it. */
export function Guard({ guard, interactive }: GuardProps): VNode {
  const { tag, text, more, box, title, fragment, index } = guard;
  const behavior: SVGAttributes<SVGGElement> = interactive ? { role: 'button', tabindex: 0 } : {};
  return (
    <g class="guard" data-operand={interactive ? `${fragment} ${index}` : undefined} {...behavior}>
      <title>{title}</title>
      <rect class="guard-ground" rx={3} {...box} />
      <text class="guard-tag" x={tag.x} y={tag.y}>
        {tag.text}
      </text>
      {text.text !== '' && (
        <text class="guard-text" x={text.x} y={text.y}>
          {text.text}
        </text>
      )}
      {more !== null && (
        <text class="guard-text" x={more.x} y={more.y}>
          {more.text}
        </text>
      )}
    </g>
  );
}

/** Alternatives in which nothing new is drawn: what leads there, and where they continue. */
export function Continuations({
  continuations,
  interactive,
}: {
  continuations: readonly ContinuationBox[];
  interactive: boolean;
}): VNode | null {
  if (continuations.length === 0) return null;
  return (
    <g class="alternatives" {...labeledGroup('Alternatives')}>
      {continuations.map((continuation) => (
        <g key={`${continuation.guard.fragment} ${continuation.guard.index}`}>
          <Guard guard={continuation.guard} interactive={interactive} />
          <Continuation continuation={continuation} interactive={interactive} />
        </g>
      ))}
    </g>
  );
}

function Continuation({ continuation, interactive }: { continuation: ContinuationBox; interactive: boolean }): VNode {
  const { continuesAtVisit, box, icon, text, title } = continuation;
  const isLink = interactive && continuesAtVisit !== null;
  const behavior: SVGAttributes<SVGGElement> = isLink ? { role: 'button', tabindex: 0 } : {};
  return (
    <g
      class={continuesAtVisit === null ? 'rest' : 'rest chip'}
      data-continues-at={isLink ? continuesAtVisit : undefined}
      {...behavior}
    >
      <title>{title}</title>
      {continuesAtVisit !== null && (
        <rect
          class="chip-ground"
          {...box}
          x={box.x + 0.5}
          y={box.y + 0.5}
          width={box.width - 1}
          height={box.height - 1}
          rx={11.5}
        />
      )}
      {icon !== null && <Icon name={icon.name} box={icon.box} />}
      <text class="chip-text" x={text.x} y={text.y}>
        {text.text}
      </text>
    </g>
  );
}

/** The content above the first band. */
export function Preamble({ preamble, interactive }: { preamble: PreambleBox; interactive: boolean }): VNode {
  return (
    <g class="lead">
      <LaneLines lanes={preamble.lanes} height={preamble.height} />
      {preamble.remarks !== null && <Remarks remarks={preamble.remarks} />}
      <Rails rails={preamble.rails} />
      <Continuations continuations={preamble.continuations} interactive={interactive} />
    </g>
  );
}
