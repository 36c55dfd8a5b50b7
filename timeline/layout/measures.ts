import type { TextStyle } from './text-metrics.js';

/** Every length of the picture, in pixels. */

/** Where a band's coloured edge ends and its text begins. */
export const EDGE_WIDTH = 4;
export const PADDING = 12;

export const HEADER_HEIGHT = 56;
export const HEADER_BOX_HEIGHT = 40;
export const HEADER_BOX_MIN = 84;
export const HEADER_BOX_MAX = 190;
/** Between two headers at least. */
export const HEADER_GAP = 10;
export const HEADER_ICON = 16;

/** Room for the times, left of the first lane. */
export const GUTTER_MIN = 62;
export const GUTTER_MAX = 130;
export const LANE_GAP_MIN = 94;
export const LANE_GAP_MAX = 300;

export const BAND_GAP = 10;
export const HEAD_HEIGHT = 34;
export const HEAD_BASELINE = 22;
export const ICON = 14;

export const ROW_HEIGHT = 36;
/** From the row's top to the arrow. */
export const ARROW_Y = 26;
export const LABEL_HEIGHT = 17;
export const LABEL_PADDING = 5;
/** From the label's box to the arrow under it. */
export const LABEL_RAISE = 3;
export const HEAD_LENGTH = 9;
export const STUB_LENGTH = 34;
export const SELF_WIDTH = 30;
export const SELF_HEIGHT = 14;

export const NOTE_LINE = 16;
export const NOTE_GAP = 10;
/** A note under an arrow moves left to have this much room. */
export const NOTE_WISHED_WIDTH = 420;
export const NOTE_LINES = 3;

export const CHIP_HEIGHT = 22;
export const CHIP_GAP = 6;
export const CHIP_PADDING = 10;

export const BUTTON_HEIGHT = 18;
export const BUTTON_PADDING = 9;
/** From a button's top to the baseline of its word. */
export const BUTTON_BASELINE = 13;
/** Between a text and the button behind it. */
export const BUTTON_GAP = 7;

export const BAR_WIDTH = 10;
/** The name of a state under the arrow that begins it: not so high that it meets the next row's label. */
export const CHANGE_HEIGHT = 11;

/** The most that a time takes where distances tell times; longer ones are cut. */
export const LONGEST_GAP = 144;
/** Room for the mark of a cut. */
export const BREAK_HEIGHT = 24;
/** Room for the time axis, right of the times. */
export const AXIS_ROOM = 12;
/** Between the axis and what is written on it. */
export const AXIS_LABEL_GAP = 13;
/** Brackets that run side by side, at most; more share the last column. */
export const BRACKET_COLUMNS = 4;
export const BRACKET_GAP = 12;
export const BRACKET_LABEL = 16;

/** How far frames within frames are drawn in, and how often at most. */
export const FRAME_INDENT_LEFT = 8;
export const FRAME_INDENT_RIGHT = 4;
export const FRAME_STEPS = 6;
/** From the edge of a frame's room to its line. */
export const FRAME_LINE = 1.5;
/** Above and below the strips between two bands. */
export const FRAME_GAP = 8;
/** A line that says what leads into an operand. */
export const STRIP_HEIGHT = 28;
export const TAG_HEIGHT = 18;
export const GUARD_HEIGHT = 20;

export const LEGEND_LINE = 22;
export const LEGEND_SAMPLE = 30;
/** The room of a sample that is no arrow. */
export const LEGEND_SMALL_SAMPLE = 14;

export const TITLE_TEXT: TextStyle = { size: 13, bold: true };
export const LABEL_TEXT: TextStyle = { size: 12 };
export const LABEL_STRONG_TEXT: TextStyle = { size: 12, bold: true };
export const SMALL_TEXT: TextStyle = { size: 11 };
export const SMALL_BOLD_TEXT: TextStyle = { size: 11, bold: true };
export const BUTTON_TEXT: TextStyle = { size: 11, bold: true };
