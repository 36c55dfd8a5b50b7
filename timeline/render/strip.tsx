import type { SVGAttributes, VNode } from 'preact';
import type { TextLine } from '../layout/box.js';
import type { BandBox } from '../layout/boxes.js';
import { Guard } from './alternatives.js';
import { Icon, verdictIcon } from './icon.js';

export interface StripProps {
  readonly band: BandBox;
  readonly interactive: boolean;
}

/** The strip that a phase begins with, over the full width; in the preview a button that folds the phase. */
export function Strip({ band, interactive }: StripProps): VNode {
  const { strip, verdict, folded } = band;
  const { area, chevron, title, guard, verdictIcon: iconBox, model, content } = strip;
  const behavior: SVGAttributes<SVGGElement> = interactive
    ? { role: 'button', tabindex: 0, 'aria-expanded': !folded }
    : {};
  return (
    <>
      <g class="band-head" data-action={interactive ? 'fold' : undefined} {...behavior}>
        <title>{strip.summary}</title>
        <rect class="band-ground" {...area} />
        <path class="strip-line" d={`M${area.x} 0.5H${area.x + area.width}`} />
        {interactive && <Icon name={folded ? 'chevron-right' : 'chevron-down'} box={chevron} />}
        {title.map((line) => (
          <Line key={line.y} line={line} kind="title" />
        ))}
        {model.map((line) => (
          <Line key={`${line.x} ${line.y}`} line={line} kind={line.strong ? 'small' : 'subtitle'} />
        ))}
        {content !== null && <Line line={content} kind="subtitle" />}
        <g class="verdict">
          <Icon name={verdictIcon(verdict)} box={iconBox} />
          {strip.verdict !== null && <Line line={strip.verdict} kind="verdict-text" />}
        </g>
      </g>
      {guard !== null && <Guard guard={guard} interactive={interactive} />}
    </>
  );
}

function Line({ line, kind }: { line: TextLine; kind: string }): VNode {
  return (
    <text class={kind} x={line.x} y={line.y}>
      {line.text}
    </text>
  );
}
