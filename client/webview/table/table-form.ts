import { recordedHeading } from '../../../timeline/index.js';
import type { Timeline } from '../../../timeline/types/timeline.js';

/** How the table shows an event: each fact in a column of its own, or, in a narrow panel, stacked in one cell. */
export type TableForm = 'columns' | 'stacked';

/** The heads of the columns. */
export function columnsOf(timeline: Timeline, form: TableForm): string[] {
  if (form === 'stacked') return ['#', 'Time', 'Message'];
  const own = recordedHeading(timeline);
  return ['#', 'At', 'After', ...(own === null ? [] : [own]), 'From', 'To', 'Message', 'Protocol', 'Verdict'];
}

/** Width in CSS px below which columns are too narrow to read, however short their words are. */
const MIN_WIDTH_FOR_COLUMNS = 700;

/** Chooses the form for a width. What columns turn out to need is remembered, so that the form does not flicker. */
export class FormChooser {
  private needed = MIN_WIDTH_FOR_COLUMNS;

  /**
   * @param drawn the form that is on the screen
   * @param content the width of what is drawn
   * @param available the width of the panel
   */
  choose(drawn: TableForm, content: number, available: number): TableForm {
    if (drawn === 'columns') this.needed = Math.max(this.needed, content > available ? content : 0);
    return available < this.needed ? 'stacked' : 'columns';
  }
}
