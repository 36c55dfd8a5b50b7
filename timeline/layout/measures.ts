import type { TextStyle } from './text-metrics.js';

/** Every length of the picture, in pixels. */

/** Where a band's coloured edge ends and its text begins. */
export const EDGE_WIDTH = 4;
export const PADDING = 12;

export const HEADER_HEIGHT = 56;
export const HEADER_BOX_HEIGHT = 40;
export const HEADER_BOX_MIN = 84;
export const HEADER_BOX_MAX = 230;
/** The same where the picture may be as wide as names need. */
export const HEADER_BOX_WIDEST = 420;
/** Between two headers at least. */
export const HEADER_GAP = 10;
export const HEADER_ICON = 16;

/** From this width on phases have a column of their own, left of the times. */
export const COLUMN_FROM = 600;
export const TITLES_MIN = 112;
export const TITLES_MAX = 168;
/** So much of a wide picture titles may take where they are long. */
export const TITLES_SHARE = 0.18;
/** From a band's edge to the texts of its column. */
export const COLUMN_PADDING = 8;
/** From the top of a band to its first row, where its head stands beside the rows. */
export const ROWS_TOP = 4;

/** Room for the times, left of the first lane. */
export const GUTTER_MIN = 62;
export const GUTTER_MAX = 144;
export const GUTTER_STRIDE = 20;
export const LANE_GAP_MIN = 94;
export const LANE_GAP_MAX = 300;

export const BAND_GAP = 10;
export const HEAD_HEIGHT = 34;
export const HEAD_BASELINE = 22;
export const ICON = 14;

export const ROW_HEIGHT = 36;
/** From the row's top to its frame: between what stands under the arrow before and the row's own label. */
export const ROW_FRAME = 7;
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
/** So many lines a note may take: what to do stands at its end. */
export const NOTE_LINES = 8;
/** One that takes more between bars lies over as many as it needs to take no more. */
export const NOTE_FEW_LINES = 5;
/** From this width on a note is set as one block between two bars. */
export const NOTE_BLOCK = 240;
/** The same where no line is left out. */
export const NOTE_STILL_WIDTH = 520;

export const CHIPS_ABOVE = 8;
export const CHIP_HEIGHT = 22;
export const CHIP_GAP = 6;
export const CHIP_PADDING = 10;
/** A button beside a chip that goes once more round a loop, and the gap between the two. */
export const REPEAT_WIDTH = 52;
export const REPEAT_GAP = 4;

export const BUTTON_HEIGHT = 18;
export const BUTTON_PADDING = 9;
/** From a button's top to the baseline of its word. */
export const BUTTON_BASELINE = 13;
/** Between an arrow's last lane and the button beside it, and from the arrow up to the button's middle. */
export const BUTTON_BESIDE = 9;
export const BUTTON_RAISE = 5;
/** Room right of the last lane for the buttons beside it. */
export const BUTTON_MARGIN = 24;
/** Between a text and the button behind it. */
export const BUTTON_GAP = 7;

export const BAR_WIDTH = 10;
/** So far from the middle of a bar or a bracket no text is written. */
export const OBSTACLE = 9;
/** The name of a state under the arrow that begins it: not so high that it meets the next row's label. */
export const CHANGE_HEIGHT = 10;

/** What the longest delay takes that is drawn to scale; a longer one takes so much more for each tenfold. */
export const LONGEST_TRUE = 64;
export const TENFOLD = 38;
/** Marks of the ruler on the longest delay that is drawn to scale, at most. */
export const MARKS_MOST = 12;
/** Room for the time axis, right of the times. */
export const AXIS_ROOM = 12;
/** From a head across the axis to a mark on it. */
export const AXIS_BELOW_HEAD = 8;
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
export const LEGEND_SAMPLE = 46;
/** The room of a sample that is no arrow. */
export const LEGEND_SMALL_SAMPLE = 16;

export const TITLE_TEXT: TextStyle = { size: 13, bold: true };
export const LABEL_TEXT: TextStyle = { size: 12 };
export const LABEL_STRONG_TEXT: TextStyle = { size: 12, bold: true };
export const SMALL_TEXT: TextStyle = { size: 11 };
export const SMALL_BOLD_TEXT: TextStyle = { size: 11, bold: true };
export const BUTTON_TEXT: TextStyle = { size: 11, bold: true };
