import type { FixWord } from '../text/fix-word.js';
import type { EventStatus, Severity, Verdict } from '../types/timeline.js';

/**
 * The picture as numbers: pixels, y downwards. Everything inside a band is measured from the band's own top, so that a
 * band whose content did not change is the same value wherever it stands. No source ranges: an edit above moves those.
 */
export interface Layout {
  readonly width: number;
  /** Height of the lanes' headers; the bands' `y` begins below it. */
  readonly headerHeight: number;
  /** The width of what stands left of the lanes: times, and where there is room for it the phases' heads. */
  readonly columnWidth: number;
  /** Whether it is wider than asked for: it scrolls sideways then, and what stands left of the lanes stays. */
  readonly scrolls: boolean;
  /** Height of all bands together. */
  readonly height: number;
  readonly lanes: readonly LaneBox[];
  readonly bands: readonly BandBox[];
  /** What stands above the first band; its height is part of `height`. Null where nothing does. */
  readonly lead: LeadBox | null;
  /** What is said of what is not drawn, below the bands; its height is no part of `height`. For still pictures alone. */
  readonly elsewhere: RemarksBox | null;
  readonly legend: LegendBox;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of text at its baseline. */
export interface TextLine {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** A participant's lane with its header. */
export interface LaneBox {
  readonly name: string;
  readonly kind: 'party' | 'system';
  /** Drawn faintly: one looks at others. */
  readonly dimmed: boolean;
  /** The middle of the lane. */
  readonly x: number;
  readonly box: Box;
  /** Null for all lanes where the texts of one need its room. */
  readonly icon: Box | null;
  /** The middle of both texts. */
  readonly textX: number;
  readonly title: string;
  readonly subtitle: string;
  /** The worst that is said of its declaration, and where its sign stands; null where nothing is. */
  readonly mark: { readonly severity: Severity; readonly box: Box } | null;
  readonly tooltip: string;
}

/** What stands above the first band: what is said of the flow, and alternatives that begin before anything happens. */
export interface LeadBox {
  readonly width: number;
  readonly height: number;
  readonly laneXs: readonly number[];
  readonly remarks: RemarksBox | null;
  readonly strips: readonly StripBox[];
  readonly sides: readonly FrameSide[];
}

/** A block of what is said of no phase that is drawn. */
export interface RemarksBox {
  readonly box: Box;
  readonly severity: Severity;
  readonly title: TextLine;
  readonly notes: readonly NoteBox[];
  /** Where the next thing can begin. */
  readonly bottom: number;
}

/** A line across the picture where a frame of alternatives begins, goes on with its next operand, or ends. */
export interface StripBox {
  readonly kind: 'open' | 'next' | 'close';
  readonly key: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** What kind of frame it is; where it begins. */
  readonly tag: { readonly box: Box; readonly text: TextLine } | null;
  readonly operand: OperandBox | null;
}

/** What leads into an operand, and what is said where nothing is drawn in it. */
export interface OperandBox {
  /** Index into the timeline's fragments, and of the operand in it. */
  readonly fragment: number;
  readonly index: number;
  readonly guard: { readonly box: Box; readonly text: TextLine };
  /** What its button does. */
  readonly title: string;
  /** The visit that it goes on with, drawn elsewhere. */
  readonly again: number | null;
  readonly rest: {
    readonly box: Box;
    readonly icon: Box | null;
    readonly text: TextLine;
    readonly title: string;
  } | null;
}

/** Both sides of a frame, as far as they run beside one band and the strips under it. */
export interface FrameSide {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** One visit of a phase. */
export interface BandBox {
  /** Visit and phase: `0 Invite`. */
  readonly key: string;
  readonly visit: number;
  readonly name: string;
  readonly verdict: Verdict;
  readonly folded: boolean;
  /** From the top of the first band. */
  readonly y: number;
  readonly width: number;
  /** The edges of the band itself: frames around it leave it less room. */
  readonly left: number;
  readonly right: number;
  /** Height of the band itself. */
  readonly height: number;
  /** Height with the gap to the next band, which lanes and bars run through. */
  readonly slotHeight: number;
  readonly head: HeadBox;
  /** The width of what stands left of the lanes, and whether the head does. */
  readonly columnWidth: number;
  readonly headInColumn: boolean;
  readonly laneXs: readonly number[];
  readonly bars: readonly BarBox[];
  readonly brackets: readonly BracketBox[];
  /** Null where distances tell nothing but the order. */
  readonly axis: AxisBox | null;
  /** What is said of the phase and of none of its events. */
  readonly notes: readonly NoteBox[];
  readonly events: readonly EventBox[];
  readonly outcomes: OutcomesBox | null;
  /** What stands between this band and the next one, and the frames around both. */
  readonly strips: readonly StripBox[];
  readonly sides: readonly FrameSide[];
}

/** What a band begins with: one line above its rows, or a column beside them. */
export interface HeadBox {
  /** What can be pressed. */
  readonly area: Box;
  /** Behind the texts, so that lanes do not run through them. */
  readonly ground: Box;
  /** Behind those that have no room clear of what runs down through the band: it goes on behind them. */
  readonly covers: readonly Box[];
  readonly chevron: Box;
  /** In one line, or two. */
  readonly title: readonly TextLine[];
  readonly subtitle: readonly TextLine[];
  readonly verdictIcon: Box;
  readonly verdict: TextLine;
  /** Says how much a folded band holds, or how much of it the filter leaves. */
  readonly content: TextLine | null;
  /** All that it tells, for those who hear it or point at it. */
  readonly told: string;
}

export type ProblemSeverity = Severity | null;

export interface EventBox {
  readonly id: string;
  readonly status: EventStatus;
  /** Drawn faintly: one looks at others. */
  readonly dimmed: boolean;
  /** The worst severity among the event's findings. */
  readonly severity: ProblemSeverity;
  /** Index into the timeline's protocols; -1 where it cannot be told. */
  readonly protocol: number;
  /** The whole row, right of a head in a column; its edges cut no words. */
  readonly row: Box;
  /** Where its arrow is. */
  readonly y: number;
  readonly time: TextLine;
  readonly timeTitle: string;
  readonly lines: readonly ArrowLine[];
  readonly heads: readonly ArrowHead[];
  /** Where the message starts; null where the sender cannot be told. */
  readonly origin: { readonly x: number; readonly y: number; readonly broadcast: boolean } | null;
  /** Ends that belong to nobody known. */
  readonly lost: readonly { readonly x: number; readonly y: number }[];
  readonly label: LabelBox;
  readonly note: NoteBox | null;
  /** States that begin with it. */
  readonly changes: readonly ChangeBox[];
  /** The button that mends what is wrong; null where there is nothing to mend, or nobody who could press it. */
  readonly fix: FixBox | null;
  /** The event in sentences, line by line, for those who hear it or point at it. */
  readonly told: string;
}

/** The name of a state where it begins. */
export interface ChangeBox {
  readonly participant: string;
  readonly box: Box;
  readonly text: TextLine;
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
  /** A receiver that should have been told and is not. */
  readonly ghost: boolean;
}

export interface LabelBox {
  readonly box: Box;
  readonly icon: Box | null;
  readonly text: TextLine;
  /** The attributes; they follow the text on its line. */
  readonly details: string | null;
}

/** A button that mends. */
export interface FixBox {
  readonly word: FixWord;
  readonly box: Box;
  /** At the middle of the text. */
  readonly text: TextLine;
}

export interface NoteBox {
  readonly box: Box;
  readonly icon: Box;
  readonly severity: Severity;
  readonly lines: readonly TextLine[];
  readonly fix: FixBox | null;
  /** The note in full. */
  readonly title: string;
  /** Id of the finding that it is the text of; null where it is part of an event's row. */
  readonly finding: string | null;
}

/** The part of a party's state that lies in one band. */
export interface BarBox extends Box {
  readonly key: string;
  readonly participant: string;
  readonly dimmed: boolean;
  readonly pending: boolean;
  /** Tells apart states that are pending, and those that are not: 0 for the first of the model, and on. */
  readonly variant: number;
  readonly starts: boolean;
  readonly ends: boolean;
  readonly title: string;
}

/** The time axis of a band, where distances tell times. */
export interface AxisBox {
  readonly x: number;
  readonly parts: readonly AxisPart[];
  readonly ticks: readonly { readonly y: number; readonly known: boolean }[];
  /** The marks of the ruler, where it is to scale. */
  readonly marks: readonly number[];
  readonly breaks: readonly AxisBreak[];
  /** The arrow of the last event; null where the band has none. */
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
  readonly label: TextLine;
}

/** The part of a timeout's bracket that lies in one band: from what starts the clock to what comes of it. */
export interface BracketBox {
  readonly key: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly starts: boolean;
  readonly ends: boolean;
  /** Whether the flow states how long it is. */
  readonly known: boolean;
  readonly label: { readonly box: Box; readonly text: TextLine } | null;
  readonly title: string;
}

export interface OutcomesBox {
  readonly label: TextLine;
  readonly chips: readonly ChipBox[];
}

export interface ChipBox {
  readonly box: Box;
  /** Index into the phase's outcomes. */
  readonly index: number;
  readonly taken: boolean;
  readonly possible: boolean;
  readonly icon: Box | null;
  /** At the middle of the text. */
  readonly text: TextLine;
  readonly title: string;
  /** The button that goes once more round the loop that it leads into; null where it leads into none. */
  readonly repeat: Box | null;
}

export interface LegendBox {
  readonly width: number;
  readonly height: number;
  readonly entries: readonly LegendEntry[];
}

export interface LegendEntry {
  readonly sample: LegendSample;
  readonly box: Box;
  readonly text: TextLine;
}

export type LegendSample =
  | { readonly kind: 'protocol'; readonly protocol: number }
  | { readonly kind: 'state'; readonly pending: boolean; readonly variant: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'axis'; readonly style: AxisStyle }
  | { readonly kind: 'faulty'; readonly severity: Severity };
