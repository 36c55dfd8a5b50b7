import type { SyntaxErrorFallback } from '../types/timeline.js';

/** Says of a timeline that the text of its flow has a syntax error, and what is shown nevertheless. */
export function syntaxErrorText(shown: SyntaxErrorFallback): string {
  const rest = shown === 'last-valid' ? 'Showing the last valid timeline.' : 'Showing what can be read.';
  return `The flow has a syntax error. ${rest}`;
}
