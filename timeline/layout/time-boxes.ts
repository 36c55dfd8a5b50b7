import type { Box, TextLine } from './box.js';

/** The part of a party's state within one band. */
export interface BarBox extends Box {
  readonly key: string;
  readonly participant: string;
  readonly dimmed: boolean;
  readonly pending: boolean;
  /** Distinguishes pending states, and the others: 0 for the first of the model, and on. */
  readonly variant: number;
  readonly starts: boolean;
  readonly ends: boolean;
  readonly title: string;
}

/** The time axis of a band, if distances are proportional to times. */
export interface AxisBox {
  readonly x: number;
  readonly parts: readonly AxisPart[];
  readonly ticks: readonly { readonly y: number; readonly isTimeStated: boolean }[];
  /** The marks of the ruler, if it is to scale. */
  readonly marks: readonly number[];
  readonly breaks: readonly AxisBreak[];
  /** The arrow of the last event; null if the band has none. */
  readonly lastY: number | null;
}

export interface AxisPart {
  readonly top: number;
  readonly bottom: number;
  readonly style: AxisStyle;
}

/** To scale; longer than it is drawn; of unknown length; no time at all, but room for texts. */
export type AxisStyle = 'scaled' | 'cut' | 'unstated' | 'row';

/** A mark on the axis: the time that passes here is longer than it is drawn. */
export interface AxisBreak {
  readonly y: number;
  readonly text: string;
}

/** The part of a timeout's bracket within one band: from what starts the clock to the timeout or what prevents it. */
export interface BracketBox {
  readonly key: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly starts: boolean;
  readonly ends: boolean;
  /** Whether the flow states how long it is. */
  readonly isTimeStated: boolean;
  /** The word `timeout` at its end, if it fits. */
  readonly label: TextLine | null;
  readonly title: string;
}
