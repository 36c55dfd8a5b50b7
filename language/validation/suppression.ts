import type { LangiumDocument } from 'langium';
import { type FindingDraft, isRuleCode, nearestNames, type RuleCode, rules } from '../../check/index.js';
import { comparePositions } from '../../timeline/types/ranges.js';
import { type IgnoreComment, ignoreComments } from '../recovery/ignore-comments.js';

/** A finding that a comment suppresses, before it has an id. */
export interface SuppressedDraft {
  readonly finding: FindingDraft;
  /** Empty if the comment gives none. */
  readonly reason: string;
}

/** One rule in one comment, and whether it silenced anything. */
interface Ignore {
  readonly comment: IgnoreComment;
  readonly rule: string;
  used: boolean;
}

/**
 * Removes findings that the document's comments suppress (docs/language.md) and adds those on the comments themselves.
 * @param findings everything found in the document
 * @returns what is left, and what is silenced, each in source order
 */
export function applySuppressions(
  document: LangiumDocument,
  findings: readonly FindingDraft[],
): { readonly findings: readonly FindingDraft[]; readonly suppressed: readonly SuppressedDraft[] } {
  const comments = ignoreComments(document);
  if (comments.length === 0) return { findings, suppressed: [] };
  const suppressed: SuppressedDraft[] = [];
  const perComment = comments.map((comment) => comment.rules.map((rule): Ignore => ({ comment, rule, used: false })));
  const ignores = perComment.flat();
  const index = indexed(ignores);
  const left = [...findings, ...comments.flatMap(withoutReason)].filter((finding) => {
    const [ignore] = silencing(finding, index);
    if (ignore !== undefined) suppressed.push({ finding, reason: ignore.comment.reason });
    return ignore === undefined;
  });
  // Whether `unused-ignore` itself is silenced shows only when all other rules are done.
  const unused = comments
    .flatMap((comment, at) => unusedIn(comment, perComment[at] ?? []))
    .filter((finding) => silencing(finding, index).length === 0);
  const idle = ignores.filter((ignore) => ignore.rule === 'unused-ignore' && !ignore.used).map(unusedRule);
  return { findings: [...left, ...unused, ...idle].sort(inSourceOrder), suppressed };
}

function indexed(ignores: readonly Ignore[]): Map<string, Ignore[]> {
  const index = new Map<string, Ignore[]>();
  for (const ignore of ignores) {
    const key = `${ignore.comment.scope} ${ignore.rule}`;
    const ignoresOfKey = index.get(key);
    if (ignoresOfKey === undefined) index.set(key, [ignore]);
    else ignoresOfKey.push(ignore);
  }
  return index;
}

/** The entries of comments that silence a finding; they are used from now on. */
function silencing(finding: FindingDraft, index: ReadonlyMap<string, readonly Ignore[]>): Ignore[] {
  const found: Ignore[] = [];
  for (const scope of [finding.range.start.line, 'file']) {
    for (const ignore of index.get(`${scope} ${finding.code}`) ?? []) {
      ignore.used = true;
      found.push(ignore);
    }
  }
  return found;
}

function withoutReason(comment: IgnoreComment): FindingDraft[] {
  if (comment.reason !== '') return [];
  const what = comment.rules.map((rule) => `"${rule}"`).join(', ') || 'a rule';
  const message = `Missing reason: write a colon and why ${what} is ignored here, as in "…: the reason".`;
  return [report(comment, 'ignore-without-reason', message)];
}

function unusedIn(comment: IgnoreComment, ignores: readonly Ignore[]): FindingDraft[] {
  if (comment.rules.length === 0) {
    return [
      report(
        comment,
        'unused-ignore',
        'This comment names no rule and ignores nothing. Write `confer-ignore rule: reason`.',
      ),
    ];
  }
  return ignores.filter((ignore) => !ignore.used && ignore.rule !== 'unused-ignore').map(unusedRule);
}

function unusedRule({ comment, rule }: Ignore): FindingDraft {
  if (!isRuleCode(rule)) {
    const candidates = nearestNames(rule, Object.keys(rules));
    const advice = candidates[0] === undefined ? 'Remove it from the comment.' : `Did you mean "${candidates[0]}"?`;
    const message = `There is no rule "${rule}" to ignore. ${advice}`;
    return { ...report(comment, 'unused-ignore', message), subject: rule, data: { candidates } };
  }
  const place =
    comment.scope === 'file'
      ? 'in this file'
      : comment.scope === 'none'
        ? 'here, because no code follows'
        : 'on the next line';
  const message = `"${rule}" finds nothing ${place}. Remove it from the comment.`;
  return { ...report(comment, 'unused-ignore', message), subject: rule };
}

function report(comment: IgnoreComment, code: RuleCode, message: string): FindingDraft {
  return {
    code,
    severity: rules[code].severity,
    message,
    brief: rules[code].brief,
    range: comment.range,
    related: [],
    data: {},
  };
}

function inSourceOrder(a: FindingDraft, b: FindingDraft): number {
  return comparePositions(a.range.start, b.range.start);
}
