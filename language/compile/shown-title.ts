import { visibleLine } from '../../timeline/types/visible-text.js';

/** A title as it may be shown anywhere: on one line, with what cannot be seen spelt out. Null without one. */
export function shownTitle(title: string | undefined): string | null {
  return title === undefined ? null : visibleLine(title);
}
