import type { TextStyle } from './text-metrics.js';

/** Every length of the picture, in pixels at 100 %, on a grid of 4. */

/** The edge at the left of a phase with a problem. */
export const EDGE_WIDTH = 3;
export const PADDING = 12;
/** Titles, times and `next` begin here. */
export const AXIS_X = 28;
/** The same in the list form. */
export const LIST_AXIS_X = 12;
export const CHEVRON_X = 8;
export const BAR_WIDTH = 8;
/** Between a life bar and any text, chip or button. */
export const CLEAR = 8;

export const HEADER_HEIGHT = 52;
export const HEADER_TOP = 4;
export const HEADER_BOX_HEIGHT = 40;
export const HEADER_GAP = 8;
export const HEADER_ICON = 16;
/** Head boxes of the list form: an icon alone, with the name above it. */
export const LIST_HEAD_BOX = 18;
export const LIST_NAME_LINE = 16;

export const TIMES_STRIDE = 8;
/** Between the two time columns. */
export const TIMES_GAP = 12;
/** From the first to the second time of a row of the list form, and what the row is higher for it. */
export const TIMES_LINE = 13;
export const LIST_TIMES_MORE = 10;
/** Below this width there is no room for the diagram form. */
export const DIAGRAM_FROM = 480;
export const LANE_GAP_MAX = 260;
/** The share of the width that titles may take left of the first lane. */
export const TITLE_SHARE = 0.34;
export const LIST_PITCH_MIN = 28;
export const LIST_PITCH_MAX = 56;
/** Least distance of lanes if the words need more room. */
export const LIST_PITCH_LEAST = 18;
/** Room for the times of the list form. */
export const LIST_TIMES = 60;
/** Room for the words of the list form. */
export const LIST_WORDS = 192;
export const LIST_WORDS_MIN = 124;
/** The most that long names get of it while lanes are near each other. */
export const LIST_WORDS_MAX = 300;
/** Between the last lane of the list form and its words. */
export const LIST_WORDS_GAP = 20;
export const LIST_WORDS_GAP_LEAST = 12;

export const STRIP_HEIGHT = 32;
export const STRIP_LINE = 16;
export const STRIP_BASELINE = 20;
/** The least height of a strip in a picture of all paths: its second line says what leads there. */
export const STRIP_OF_ALTERNATIVE = 48;
export const ICON = 14;

/** Above the first row of a phase, and below its last one. */
export const ROWS_ABOVE = 4;
export const ROWS_BELOW = 8;
export const ROW_HEIGHT = 32;
/** From a row's top to the baseline of its label, and to its arrow. */
export const LABEL_Y = 14;
export const ARROW_Y = 22;
export const LIST_ROW_HEIGHT = 28;
export const LIST_ARROW_Y = 14;
export const HEAD_LENGTH = 8;
export const HEAD_HALF = 4;
export const STUB_LENGTH = 34;
/** The least length of a stub between two lanes. */
export const STUB_LEAST = 24;
export const SELF_WIDTH = 24;
export const SELF_HEIGHT = 14;
/** Between a label and the lanes next to it. */
export const LABEL_SIDE = 6;
/** Free space of a long arrow at each side of its label. */
export const LABEL_SPARE = 8;
/** From an icon to the text after it. */
export const ICON_GAP = 4;
export const DETAILS_GAP = 6;

export const NOTE_LINE = 16;
/** From a row's top to the baseline of the first line of its note. */
export const NOTE_Y = 38;
export const MAX_NOTE_LINES = 6;
/** The row of a finding that belongs to a phase as a whole. */
export const PHASE_NOTE_HEIGHT = 24;

export const CHIP_HEIGHT = 24;
export const CHIP_GAP = 6;
export const CHIP_PADDING = 10;
export const CHIP_PITCH = 30;
export const CHIPS_HEIGHT = 40;
export const MAX_CHIP_ROWS = 2;
export const MAX_LIST_CHIP_ROWS = 3;
/** Between the widest chip of the list form and the edge of the picture, at least. */
export const CHIPS_EDGE = 2;
/** A button next to a chip that repeats a loop, and the gap between the two. */
export const REPEAT_WIDTH = 52;
export const REPEAT_GAP = 4;

export const BUTTON_HEIGHT = 20;
export const BUTTON_PADDING = 8;
/** From a button's top to the baseline of its word. */
export const BUTTON_BASELINE = 14;

/** From a bar to the name of its state. */
export const STATE_NAME_GAP = 5;

/** Height of the longest delay drawn to scale; a longer one adds this for each factor of ten. */
export const MAX_TRUE = 64;
export const TENFOLD = 38;
/** Marks of the ruler on the longest delay that is drawn to scale, at most. */
export const MAX_MARKS = 12;
/** Room for the time axis, right of the times. */
export const AXIS_ROOM = 16;
/** From a strip across the axis to a mark on it. */
export const AXIS_BELOW_STRIP = 8;
/** Brackets that run side by side, at most; more share the last column. */
export const MAX_BRACKET_COLUMNS = 4;
export const BRACKET_GAP = 12;
/** From the times to the first bracket. */
export const BRACKET_ROOM = 14;

/** How far an alternative is drawn in within another, and how often at most. */
export const ALTERNATIVE_INDENT = 12;
export const LIST_ALTERNATIVE_INDENT = 8;
export const MAX_INDENTS = 6;
/** The row of an alternative in which nothing new is drawn. */
export const REST_HEIGHT = 28;
export const LIST_REST_HEIGHT = 52;
/** Below the last alternative, and from the end of a bar to the line of the next one. */
export const ALTERNATIVE_GAP = 4;

export const LEGEND_HEIGHT = 28;
export const LEGEND_SAMPLE = 32;
/** The room of a sample that is no arrow. */
export const LEGEND_SMALL_SAMPLE = 9;
export const LEGEND_GAP = 16;

export const TITLE_TEXT: TextStyle = { size: 13, bold: true };
export const LABEL_TEXT: TextStyle = { size: 12 };
export const LABEL_STRONG_TEXT: TextStyle = { size: 12, bold: true };
export const SMALL_TEXT: TextStyle = { size: 11 };
export const SMALL_BOLD_TEXT: TextStyle = { size: 11, bold: true };
