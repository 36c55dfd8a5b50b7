import type { FindingDraft } from './finding.js';

/**
 * Equal for findings of one version of a flow that are the same mistake, also if the flow is checked under other facts.
 * Not the key of a difference: two rows of different facts that require the same message are one mistake.
 */
export function mistakeKey({ code, range: { start, end }, subject = '' }: FindingDraft): string {
  return [code, start.line, start.character, end.line, end.character, subject].join('/');
}
