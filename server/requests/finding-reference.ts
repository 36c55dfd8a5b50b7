import type { Finding } from '../../check/index.js';
import type { FindingReference } from '../protocol/fix-messages.js';

/** The finding that a client refers to; undefined if it is gone. */
export function referredFinding(findings: readonly Finding[], { id }: FindingReference): Finding | undefined {
  return findings.find((finding) => finding.id === id);
}
