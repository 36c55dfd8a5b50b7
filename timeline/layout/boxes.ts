import type { FixLabel } from '../text/fix-label.js';
import type { EventStatus, Severity, Verdict } from '../types/timeline.js';

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

/** A diagram has labels on its arrows; a list has them in a column right of the lanes. */
export type FormKind = 'diagram' | 'list';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text at its baseline, with its width as measured. */
export interface TextLine {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly width: number;
}

/** The head of a time column: `planned`, `recorded`. */
export type TimeHead = TextLine;

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

/** A lane as far as it runs through a band. */
export interface LaneLine {
  readonly x: number;
  readonly kind: 'party' | 'system';
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
  readonly again: number | null;
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

export type ProblemSeverity = Severity | null;

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
  readonly ticks: readonly { readonly y: number; readonly known: boolean }[];
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
  readonly known: boolean;
  /** The word `timeout` at its end, if it fits. */
  readonly label: TextLine | null;
  readonly title: string;
}

export interface OutcomesBox {
  readonly label: TextLine;
  readonly chips: readonly ChipBox[];
  /** The number of outcomes that there is no room for, and its place; null if all are shown. */
  readonly more: { readonly box: Box; readonly text: TextLine; readonly title: string } | null;
}

export interface ChipBox {
  readonly box: Box;
  /** Index into the phase's outcomes; -1 for one that is missing. */
  readonly index: number;
  readonly taken: boolean;
  readonly possible: boolean;
  /** Whether a recording never takes it. */
  readonly unrecorded: boolean;
  /** The finding that it shows: a missing time, a missing outcome; null if it shows none. */
  readonly flaw: { readonly finding: string; readonly kind: 'flawed' | 'ghost'; readonly severity: Severity } | null;
  readonly icon: Box | null;
  readonly text: TextLine;
  /** Its problem in words: `no time`. */
  readonly remark: TextLine | null;
  readonly fix: FixBox | null;
  readonly title: string;
  /** The button that repeats the loop that it leads into; null if it leads into none. */
  readonly repeat: Box | null;
}

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
