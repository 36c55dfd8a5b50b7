import type { SVGAttributes, VNode } from 'preact';
import type { ChipBox, OutcomesBox } from '../layout/outcome-boxes.js';
import { Icon, type IconName, severityIcon } from './icon.js';
import { labeledGroup } from './labeled-group.js';

export interface OutcomesProps {
  readonly outcomes: OutcomesBox;
  readonly interactive: boolean;
}

/** The outcomes of a phase as chips. */
export function Outcomes({ outcomes, interactive }: OutcomesProps): VNode {
  const { label, chips, more } = outcomes;
  return (
    <g class="outcomes" {...labeledGroup('Next phases')}>
      <text class="subtitle" x={label.x} y={label.y}>
        {label.text}
      </text>
      {chips.map((chip) => (
        <Chip key={`${chip.index} ${chip.text.text}`} chip={chip} interactive={interactive} />
      ))}
      {more !== null && (
        <g
          class="chip more"
          data-action={interactive ? 'paths' : undefined}
          {...(interactive ? ({ role: 'button', tabindex: 0 } as const) : {})}
        >
          <title>{more.title}</title>
          <ChipGround box={more.box} />
          <text class="chip-text" x={more.text.x} y={more.text.y}>
            {more.text.text}
          </text>
        </g>
      )}
    </g>
  );
}

function Chip({ chip, interactive }: { chip: ChipBox; interactive: boolean }): VNode {
  const { taken, possible, flaw, box, icon, text, remark, title } = chip;
  const classes = ['chip'];
  if (taken) classes.push('taken');
  if (!possible) classes.push('impossible');
  if (chip.unrecorded) classes.push('unrecorded');
  if (flaw !== null) classes.push(flaw.kind, `severity-${flaw.severity}`);
  const isMissing = chip.index < 0;
  const behavior: SVGAttributes<SVGGElement> =
    interactive && !isMissing
      ? { role: 'button', tabindex: 0, 'aria-pressed': taken, 'aria-disabled': !possible }
      : { role: 'img' };
  const sign: IconName = flaw !== null ? severityIcon(flaw.severity) : taken ? 'check' : 'circle-slash';
  return (
    <>
      <g
        class={classes.join(' ')}
        data-outcome={isMissing ? undefined : chip.index}
        data-finding={flaw?.finding}
        {...behavior}
      >
        <title>{remark === null ? (isMissing ? `missing: ${title}` : title) : `${remark.text}: ${title}`}</title>
        <ChipGround box={box} />
        {icon !== null && <Icon name={sign} box={icon} />}
        <text class="chip-text" x={text.x} y={text.y}>
          {text.text}
        </text>
        {remark !== null && (
          <text class="chip-remark" x={remark.x} y={remark.y}>
            {remark.text}
          </text>
        )}
      </g>
      {chip.fix !== null && flaw !== null && <ChipButton chip={chip} finding={flaw.finding} />}
    </>
  );
}

/** Just inside its box, so that its line is one pixel wide. */
function ChipGround({ box: { x, y, width, height } }: { box: ChipBox['box'] }): VNode {
  return (
    <rect class="chip-ground" x={x + 0.5} y={y + 0.5} width={width - 1} height={height - 1} rx={(height - 1) / 2} />
  );
}

/** The right end of a chip as a button that fixes what the chip shows. */
function ChipButton({ chip, finding }: { chip: ChipBox; finding: string }): VNode | null {
  if (chip.fix === null) return null;
  const { word, box, text } = chip.fix;
  const straight = Math.max(0, box.width - 12);
  return (
    <g
      class="fix-button in-chip"
      data-action="fix"
      data-finding={finding}
      {...({ role: 'button', tabindex: 0 } as const)}
    >
      <title>{`${word}: ${chip.title}`}</title>
      <path class="fix-ground" d={`M${box.x} ${box.y + 1}h${straight}a11 11 0 0 1 0 22h-${straight}z`} />
      <text class="fix-text centred" x={text.x} y={text.y}>
        {text.text}
      </text>
    </g>
  );
}
