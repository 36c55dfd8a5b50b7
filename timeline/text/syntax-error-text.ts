import type { SyntaxErrorFallback } from '../types/timeline.js';

/** The notice that the text of a timeline's flow has a syntax error, and what is shown nevertheless. */
export function syntaxErrorText(shown: SyntaxErrorFallback): string {
  const rest = shown === 'last-valid' ? 'Showing the last valid timeline.' : 'Showing what can be read.';
  return `The flow has a syntax error. ${rest}`;
}
