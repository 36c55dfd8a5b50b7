import type { VNode } from 'preact';
import type { Box } from '../layout/boxes.js';
import type { Severity, Verdict } from '../types/timeline.js';

export type IconName =
  | 'check'
  | 'error'
  | 'warning'
  | 'info'
  | 'none'
  | 'chevron'
  | 'party'
  | 'system'
  | 'blocked'
  | 'up';

// Drawn on a grid of 16; strokes only, so that one rule of the style sheet colours them all. Shapes differ from each
// other by outline, not by colour.
const paths: Record<IconName, string> = {
  check: 'M3 8.5 6.5 12 13 4.5',
  error: 'M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 1 1 0-12.4zM5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8',
  warning: 'M8 2 14.5 13.5H1.5zM8 6.2v3.6M8 11.2v.9',
  info: 'M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 1 1 0-12.4zM8 7.2v4M8 4.6v.9',
  none: 'M4 8h8',
  chevron: 'M3.5 6 8 10.5 12.5 6',
  party: 'M8 2.2a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4zM2.8 14c.3-3 2.4-4.6 5.2-4.6s4.9 1.6 5.2 4.6z',
  system: 'M2 3h12v4.4H2zM2 8.8h12v4.4H2zM4.4 5.2h1.4M4.4 11h1.4',
  up: 'M8 13.2V3.2M3.6 7.4 8 3l4.4 4.4',
  blocked: 'M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 1 1 0-12.4zM3.7 12.3l8.6-8.6',
};

/** A small drawing in a box of any size. */
export function Icon({ name, box, turned }: { name: IconName; box: Box; turned?: boolean }): VNode {
  const scale = box.width / 16;
  const turn = turned === true ? ' rotate(-90 8 8)' : '';
  return (
    <path
      class={`icon icon-${name}`}
      d={paths[name]}
      transform={`translate(${box.x} ${box.y}) scale(${scale})${turn}`}
    />
  );
}

/** The icon that stands for a verdict. */
export function verdictIcon(verdict: Verdict): IconName {
  switch (verdict) {
    case 'conforms':
      return 'check';
    case 'warnings':
      return 'warning';
    case 'errors':
      return 'error';
    case 'unjudged':
      return 'none';
  }
}

/** The icon that stands for a severity. */
export function severityIcon(severity: Severity): IconName {
  if (severity === 'error' || severity === 'warning') return severity;
  return 'info';
}
