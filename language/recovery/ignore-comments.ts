import type { LangiumDocument } from 'langium';
import type { Range } from '../../timeline/types/timeline.js';

/** A comment that suppresses rules. */
export interface IgnoreComment {
  readonly range: Range;
  /** Words that should be rules, as written. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** Zero-based line whose findings it suppresses; `file` for all of them, `none` if no code follows. */
  readonly scope: number | 'file' | 'none';
}

const MARKER = 'confer-ignore';
/** Up to the rules. These and the reason are found without a pattern: one would try each of many spaces for each part. */
const head = /^\/\/\s*confer-ignore(-file)?(?![\w-])/;

/**
 * The suppressing comments of a document: each on a line of its own, in source order.
 * One pass over the text, and none if the text cannot hold one.
 */
export function ignoreComments(document: LangiumDocument): IgnoreComment[] {
  const text = document.textDocument.getText();
  if (!text.includes(MARKER)) return [];
  const comments: IgnoreComment[] = [];
  let waiting: Omit<IgnoreComment, 'scope'>[] = [];
  let line = 0;
  let lineHasCode = false;
  const words = /"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*|\r\n|\r|\n|[^\s"/]+|\//g;
  for (const { 0: word, index } of text.matchAll(words)) {
    if (/^[\r\n]/.test(word)) {
      line++;
      lineHasCode = false;
    } else if (word.startsWith('//')) {
      const match = lineHasCode ? null : head.exec(word);
      if (match === null) continue;
      const [written = '', ...reasons] = word.slice(match[0].length).split(':');
      const rules = written.split(',').map((rule) => rule.trim());
      const comment = {
        range: {
          start: document.textDocument.positionAt(index),
          end: document.textDocument.positionAt(index + word.length),
        },
        rules: rules.filter((rule) => rule !== ''),
        reason: reasons.join(':').trim(),
      };
      if (match[1] === undefined) waiting.push(comment);
      else comments.push({ ...comment, scope: 'file' });
    } else if (word.startsWith('/*')) {
      line += word.split(/\r\n|\r|\n/).length - 1;
    } else {
      lineHasCode = true;
      for (const comment of waiting) comments.push({ ...comment, scope: line });
      waiting = [];
    }
  }
  for (const comment of waiting) comments.push({ ...comment, scope: 'none' });
  return comments;
}
