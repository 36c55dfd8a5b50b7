import { syntaxErrorText } from '../text/syntax-error-text.js';
import type { Timeline } from '../types/timeline.js';

/**
 * What the reader of an export has to know before the first message: that the flow has a syntax error, and what is
 * hidden.
 * @param hidden the note on what is hidden; left out: that of the timeline
 */
export function exportNotes({ syntaxError, hidden: own }: Timeline, hidden: string | null = own ?? null): string[] {
  return [...(syntaxError === undefined ? [] : [syntaxErrorText(syntaxError)]), ...(hidden === null ? [] : [hidden])];
}
