import type { VNode } from 'preact';
import { Icon, type IconName } from '../../../timeline/index.js';

const BOX = { x: 0, y: 0, width: 16, height: 16 };

/** The drawing on a button; the button itself has the words. */
export function Glyph({ name }: { name: IconName }): VNode {
  return (
    <svg class="glyph" width={16} height={16} aria-hidden="true">
      <Icon name={name} box={BOX} />
    </svg>
  );
}
