import type { Severity } from '../types/timeline.js';
import type { Box, TextLine } from './box.js';
import type { AxisStyle } from './time-boxes.js';

export interface LegendBox {
  readonly width: number;
  readonly height: number;
  readonly entries: readonly LegendEntry[];
  /** All signs of the picture, for the list of signs. */
  readonly signs: readonly LegendText[];
}

export interface LegendEntry {
  readonly sample: LegendSample;
  readonly box: Box;
  readonly text: TextLine;
}

/** A sample and what it means. */
export type LegendText = readonly [LegendSample, string];

export type LegendSample =
  | { readonly kind: 'protocol'; readonly protocol: number }
  | { readonly kind: 'state'; readonly pending: boolean; readonly variant: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'inferred'; readonly protocol: number }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'axis'; readonly style: AxisStyle }
  | { readonly kind: 'faulty'; readonly severity: Severity };
