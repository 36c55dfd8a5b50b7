import { ignoreComments } from '../../language/index.js';
import { sameRange } from '../../timeline/types/ranges.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';

const REASON_PLACEHOLDER = 'say why';

/** Suppresses the finding by a comment above its line and its comments; the reason is left to be written. */
export function suppress(context: FixContext): Proposal {
  const { source, finding } = context;
  const offset = source.commentedStart(context.start);
  const head = `${source.indentation(context.start)}// confer-ignore ${finding.code}: `;
  const edit = {
    start: offset,
    end: offset,
    text: head + REASON_PLACEHOLDER + source.eol,
    select: { from: head.length, length: REASON_PLACEHOLDER.length },
  };
  // A block comment that ends in front of it would swallow the new one.
  const skipsTrial = !source.text.slice(source.lineStart(context.start), context.start).includes('*/');
  return {
    title: `Ignore ${finding.code} here`,
    alternatives: [[edit]],
    preferable: false,
    suppresses: true,
    skipsTrial,
  };
}

/** `ignore-without-reason`: adds the place for one. */
export function ignoreWithoutReason(context: FixContext): Proposal[] {
  const colon = /:\s*$/.exec(context.source.text.slice(context.start, context.end));
  const start = context.end - (colon?.[0].length ?? 0);
  const edit = {
    start,
    end: context.end,
    text: `: ${REASON_PLACEHOLDER}`,
    select: { from: 2, length: REASON_PLACEHOLDER.length },
  };
  return [{ title: 'Add a reason', alternatives: [[edit]], preferable: true }];
}

/** `unused-ignore`: corrects the rule's name; takes the rule out of the comment, or the comment. */
export function unusedIgnore(context: FixContext): Proposal[] {
  const { finding, source } = context;
  const comment = ignoreComments(context.document).find(({ range }) => sameRange(range, finding.range));
  if (comment === undefined) return [];
  const rule = finding.subject;
  const written = source.text.slice(context.start, context.end);
  const at = rule === undefined ? -1 : written.search(new RegExp(`(?<![\\w-])${escaped(rule)}(?![\\w-])`));
  const named = (finding.data.candidates ?? []).slice(0, 1).flatMap((name): Proposal[] => {
    const start = context.start + at;
    const alternatives = [[{ start, end: start + (rule?.length ?? 0), text: name }]];
    return at < 0 ? [] : [{ title: `Change to "${name}"`, alternatives, preferable: true }];
  });
  if (comment.rules.length > 1 && rule !== undefined && at >= 0) {
    const rules = comment.rules.filter((other) => other !== rule).join(', ');
    const list = /^\/\/\s*confer-ignore(?:-file)?\s*([^:]*?)\s*(?=:|$)/.exec(written);
    const [all = '', given = ''] = list ?? [];
    const end = context.start + all.length;
    const alternatives = [[{ start: end - all.length + all.lastIndexOf(given), end, text: rules }]];
    return [...named, { title: `Remove "${rule}" from the comment`, alternatives, preferable: true }];
  }
  const start = source.lineStart(context.start);
  const end = source.afterLine(context.end);
  return [...named, { title: 'Remove the comment', alternatives: [[{ start, end, text: '' }]], preferable: true }];
}

function escaped(word: string): string {
  return word.replace(/[^\w-]/g, '\\$&');
}
