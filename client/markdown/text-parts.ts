import type { Lexer } from 'langium';

/** The words of a text that have a color; null for all others. */
export type PartKind = 'comment' | 'keyword' | 'number' | 'string' | null;

/** A part of a text in one color. */
export interface TextPart {
  readonly text: string;
  readonly kind: PartKind;
}

const WORD = /^[a-z]+$/;
const kinds: Readonly<Record<string, PartKind>> = {
  ML_COMMENT: 'comment',
  SL_COMMENT: 'comment',
  STRING: 'string',
  PATTERN: 'string',
  NUMBER: 'number',
  DURATION: 'number',
  DATE: 'number',
};

/** Divides a text by color: without the grammar for editors, which a page does not have. All parts together are the text. */
export function textParts(lexer: Lexer, text: string): readonly TextPart[] {
  // As it is written: a piece of a flow is not repaired into a file.
  const { tokens, hidden } = lexer.tokenize(text, { mode: 'partial' });
  const parts: TextPart[] = [];
  let end = 0;
  for (const { image, startOffset, tokenType } of [...tokens, ...hidden].sort(
    (a, b) => a.startOffset - b.startOffset,
  )) {
    // The tokens of a keyword have its word as their name.
    const kind = kinds[tokenType.name] ?? (tokenType.name === image && WORD.test(image) ? 'keyword' : null);
    if (kind === null || startOffset < end) continue;
    if (startOffset > end) parts.push({ text: text.slice(end, startOffset), kind: null });
    parts.push({ text: image, kind });
    end = startOffset + image.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), kind: null });
  return parts;
}
