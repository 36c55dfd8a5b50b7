import type { SVGAttributes } from 'preact';

/** The attributes of a part of a drawing that belongs together and has a name for screen readers. */
export function labeledGroup(label: string): SVGAttributes<SVGGElement> {
  return { role: 'group', 'aria-label': label };
}
