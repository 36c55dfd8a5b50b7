import type { FixLabel } from '../text/fix-label.js';
import type { EventStatus, Severity } from '../types/timeline.js';
import type { Box, TextLine } from './box.js';

type ProblemSeverity = Severity | null;

export interface EventBox {
  readonly id: string;
  readonly status: EventStatus;
  /** Drawn faintly: the filter dims it. */
  readonly dimmed: boolean;
  /** The worst severity among the event's findings. */
  readonly severity: ProblemSeverity;
  /** Index into the timeline's protocols; -1 if it is unknown. */
  readonly protocol: number;
  /** The whole row. */
  readonly row: Box;
  /** Where its arrow is. */
  readonly y: number;
  /** The planned one of two time columns. */
  readonly time: TextLine;
  readonly timeTitle: string;
  /** The second time column's cell: the recorded time, or how often the row was recorded; null if there is one column. */
  readonly recorded: (TextLine & { readonly title: string }) | null;
  /** The sign at a recorded time that is not as it should be; null if it is. */
  readonly timeMark: { readonly severity: Severity; readonly box: Box } | null;
  /** Whether a recording never has its row. */
  readonly unrecorded: boolean;
  readonly lines: readonly ArrowLine[];
  readonly heads: readonly ArrowHead[];
  /** Where the message starts; null if the sender is unknown. */
  readonly origin: { readonly x: number; readonly y: number; readonly broadcast: boolean } | null;
  /** Ends that belong to no known participant. */
  readonly lost: readonly { readonly x: number; readonly y: number }[];
  readonly label: LabelBox;
  /** The row of the model is inference of its author: a missing message is drawn with longer dots. */
  readonly inferred: boolean;
  readonly note: NoteBox | null;
  /** States that begin with it. */
  readonly states: readonly StateNameBox[];
  /** The button that fixes what is wrong; null if there is nothing to fix, or the picture is not interactive. */
  readonly fix: FixBox | null;
  /** The event in sentences, line by line, for screen readers and tooltips. */
  readonly summary: string;
}

/** The name of a state where it begins. */
export interface StateNameBox {
  readonly participant: string;
  readonly box: Box;
  readonly text: TextLine;
  /** The rest of a name that is too long for one line, in the list form. */
  readonly more: readonly TextLine[];
  readonly pending: boolean;
  /** Null for the state in which a party has no part. */
  readonly variant: number | null;
  /** In the list form, a sample of the bar before the name. */
  readonly swatch: Box | null;
  readonly title: string;
}

/** A part of an arrow as the points of a polyline. */
export interface ArrowLine {
  readonly points: readonly (readonly [number, number])[];
  readonly ghost: boolean;
}

export interface ArrowHead {
  readonly x: number;
  readonly y: number;
  /** 1 points to the right, -1 to the left. */
  readonly direction: 1 | -1;
  /** A receiver that should receive the message and does not. */
  readonly ghost: boolean;
}

export interface LabelBox {
  readonly box: Box;
  readonly icon: Box | null;
  readonly text: TextLine;
  /** The rest of a name that is too long for one line, in the list form. */
  readonly more: readonly TextLine[];
  /** The attributes, or `(…)` for them. */
  readonly details: TextLine | null;
}

/** A button that fixes a finding in the text. */
export interface FixBox {
  readonly word: FixLabel;
  readonly box: Box;
  /** At the middle of the text. */
  readonly text: TextLine;
}

export interface NoteBox {
  readonly box: Box;
  /** Null under an arrow, whose label has the icon. */
  readonly icon: Box | null;
  readonly severity: Severity;
  readonly lines: readonly TextLine[];
  readonly fix: FixBox | null;
  /** The finding in full. */
  readonly title: string;
  /** Id of the finding, of an event's note of the first; null for what is no finding. */
  readonly finding: string | null;
}
