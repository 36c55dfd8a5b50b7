import type { VNode } from 'preact';
import type { Box } from '../layout/box.js';
import type { Severity, Verdict } from '../types/timeline.js';
import { codicons } from './codicons.js';

export type IconName = keyof typeof codicons;

/** A small drawing in a box of any size. */
export function Icon({ name, box }: { name: IconName; box: Box }): VNode {
  const { outline, rule }: { readonly outline: string; readonly rule?: 'evenodd' } = codicons[name];
  return (
    <path
      class={`icon icon-${name}`}
      d={outline}
      fill-rule={rule}
      transform={`translate(${box.x} ${box.y}) scale(${box.width / 16})`}
    />
  );
}

/** The icon of a verdict. */
export function verdictIcon(verdict: Verdict): IconName {
  switch (verdict) {
    case 'conforms':
      return 'check';
    case 'warnings':
      return 'warning';
    case 'errors':
      return 'error';
    case 'unjudged':
      return 'dash';
  }
}

/** The icon of a severity. */
export function severityIcon(severity: Severity): IconName {
  if (severity === 'error' || severity === 'warning') return severity;
  return 'info';
}
