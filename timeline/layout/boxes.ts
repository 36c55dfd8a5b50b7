import type { Severity, Verdict } from '../types/timeline.js';
import type { Box, FormKind, LaneLine, TextLine, TimeHead } from './box.js';
import type { EventBox, NoteBox, StateNameBox } from './event-boxes.js';
import type { LegendBox } from './legend-boxes.js';
import type { OutcomesBox } from './outcome-boxes.js';
import type { AxisBox, BarBox, BracketBox } from './time-boxes.js';

/**
 * The picture as numbers: pixels, y downwards. Everything inside a band is measured from the band's own top, so that a
 * band whose content did not change is the same value at any height. No source ranges: an edit above moves those.
 */
export interface Layout {
  readonly form: FormKind;
  readonly width: number;
  /** Height of the lanes' heads; the bands' `y` begins below it. */
  readonly headerHeight: number;
  /** Height of all bands together. */
  readonly height: number;
  readonly lanes: readonly LaneBox[];
  /** The heads of the two time columns; empty if there is one. */
  readonly timeHeads: readonly TimeHead[];
  readonly bands: readonly BandBox[];
  /** The content above the first band; its height is part of `height`. Null if there is none. */
  readonly preamble: PreambleBox | null;
  /** Problems outside the picture, below the bands; its height is no part of `height`. For still pictures alone. */
  readonly elsewhere: RemarksBox | null;
  readonly legend: LegendBox;
}

/** A participant's lane with its head. */
export interface LaneBox {
  readonly name: string;
  readonly kind: 'party' | 'system';
  /** Drawn faintly: the filter dims it. */
  readonly dimmed: boolean;
  /** The middle of the lane. */
  readonly x: number;
  readonly box: Box;
  /** Null for all lanes if there is no room for icons. */
  readonly icon: Box | null;
  readonly title: TextLine;
  /** Null if there is none, and in the list form. */
  readonly subtitle: TextLine | null;
  /** Where the lane begins above its box, to its name in the list form; null elsewhere. */
  readonly stem: { readonly top: number; readonly bottom: number } | null;
  /** The worst finding of its declaration, and the box of its sign; null if there is none. */
  readonly mark: { readonly severity: Severity; readonly box: Box } | null;
  readonly tooltip: string;
}

/** The content above the first band: findings of the flow, and alternatives that begin before anything happens. */
export interface PreambleBox {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly LaneLine[];
  readonly remarks: RemarksBox | null;
  readonly continuations: readonly ContinuationBox[];
  readonly rails: readonly RailBox[];
}

/** A block of findings that belong to no phase that is drawn. */
export interface RemarksBox {
  readonly box: Box;
  readonly severity: Severity;
  readonly title: TextLine;
  readonly notes: readonly NoteBox[];
  /** Where the next element can begin. */
  readonly bottom: number;
}

/** The open bracket around alternatives, as far as it runs through one slot. */
export interface RailBox {
  readonly key: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** The length of the knees at its beginning and its end; 0 if it continues. */
  readonly startKnee: number;
  readonly endKnee: number;
  /** Heights of the dashed lines before each further alternative, to the picture's right edge. */
  readonly dividers: readonly number[];
  readonly right: number;
}

/** The guard of an alternative: a line of text that shows the path through it when pressed. */
export interface GuardBox {
  /** Index into the timeline's fragments, and of the operand in it. */
  readonly fragment: number;
  readonly index: number;
  readonly box: Box;
  readonly tag: TextLine;
  readonly text: TextLine;
  /** The rest of a name that takes two lines of the list form; null for one line. */
  readonly more: TextLine | null;
  /** Describes its action when pressed. */
  readonly title: string;
}

/** An alternative in which nothing new is drawn. */
export interface ContinuationBox {
  readonly guard: GuardBox;
  /** The visit that it continues with, drawn elsewhere; null if it ends or is not drawn. */
  readonly continuesAtVisit: number | null;
  readonly box: Box;
  readonly icon: { readonly name: 'arrow-up' | 'refresh'; readonly box: Box } | null;
  readonly text: TextLine;
  readonly title: string;
}

/** One visit of a phase. */
export interface BandBox {
  /** Visit and phase: `0 Invite`. */
  readonly key: string;
  readonly visit: number;
  readonly name: string;
  readonly form: FormKind;
  readonly verdict: Verdict;
  readonly folded: boolean;
  /** From the top of the first band. */
  readonly y: number;
  readonly width: number;
  /** Height of the band itself. */
  readonly height: number;
  /** Height with the alternatives below it that have no band. */
  readonly slotHeight: number;
  readonly strip: StripBox;
  readonly lanes: readonly LaneLine[];
  readonly bars: readonly BarBox[];
  readonly brackets: readonly BracketBox[];
  /** Null if distances show nothing but the order. */
  readonly axis: AxisBox | null;
  /** Findings of the phase that neither an event nor an outcome shows. */
  readonly notes: readonly NoteBox[];
  readonly events: readonly EventBox[];
  /** Names of the states that the visit is entered in. */
  readonly entryStates: readonly StateNameBox[];
  readonly outcomes: OutcomesBox | null;
  readonly continuations: readonly ContinuationBox[];
  readonly rails: readonly RailBox[];
}

/** The strip that a band begins with, over the full width. */
export interface StripBox {
  /** The area that can be pressed. */
  readonly area: Box;
  readonly chevron: Box;
  readonly title: readonly TextLine[];
  /** The guard of the alternative that begins here; null if one path is drawn. */
  readonly guard: GuardBox | null;
  readonly verdictIcon: Box;
  /** The number of problems, or why the phase is not judged; null if it conforms. */
  readonly verdict: TextLine | null;
  /** The model's phase, and the phase's own name if it has a title: `Invite`, `is`, `Invitation Issued`. */
  readonly model: readonly (TextLine & { readonly strong: boolean })[];
  /** How many messages a folded band holds, or the filter leaves, and how often the phase was recorded. */
  readonly content: TextLine | null;
  /** Everything that it shows, for screen readers and tooltips. */
  readonly summary: string;
}
