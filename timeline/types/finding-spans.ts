/** A piece of a finding's text: prose, or code that the text has between backticks. */
export interface FindingSpan {
  readonly text: string;
  readonly isCode: boolean;
}

const CODE = /`([^`\n]+)`/;

/** The pieces of a finding's message or brief, in order, code without its backticks. */
export function findingSpans(text: string): FindingSpan[] {
  // A text split at a group has what the group matched at every other place.
  return text
    .split(CODE)
    .map((piece, index) => ({ text: piece, isCode: index % 2 === 1 }))
    .filter((span) => span.text !== '');
}

/** A finding's message or brief as plain text: code without its backticks. */
export function plainFindingText(text: string): string {
  return text.replaceAll(new RegExp(CODE, 'g'), '$1');
}
