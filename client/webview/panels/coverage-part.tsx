import type { VNode } from 'preact';
import type { IconName } from '../../../timeline/index.js';
import { Glyph } from '../components/glyph.js';

export interface CoveragePartProps {
  readonly icon: IconName;
  readonly text: string;
  readonly note: string;
  readonly title: string;
  readonly run: () => void;
}

/** A part of the model, with its coverage. */
export function CoveragePart({ icon, text, note, title, run }: CoveragePartProps): VNode {
  return (
    <button type="button" class="part" title={title} onClick={run}>
      <Glyph name={icon} />
      <span class="text">{text}</span> <span class="note">{note}</span>
    </button>
  );
}
