import type { Finding } from '../../check/index.js';
import type { FindingReference } from '../protocol/messages.js';

/** The finding that a client tells of; undefined where it is gone, or stands elsewhere meanwhile. */
export function referredFinding(findings: readonly Finding[], wanted: FindingReference): Finding | undefined {
  const { start, end } = wanted.range;
  return findings.find(
    ({ code, message, range }) =>
      code === wanted.code &&
      message === wanted.message &&
      range.start.line === start.line &&
      range.start.character === start.character &&
      range.end.line === end.line &&
      range.end.character === end.character,
  );
}
