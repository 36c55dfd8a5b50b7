import { type Cancellation, DocumentState, type LangiumDocument, type LangiumDocumentFactory, type URI } from 'langium';
import { type DocumentAnalysis, type Finding, isMaskable } from '../../check/index.js';
import { type AnalysisProvider, type ConferCoreServices, findingKind } from '../../language/index.js';
import { type OffsetEdit, offsetAfter, type Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';

/** A document as it would be with another text, and what is found in it. */
export interface TrialResult {
  readonly document: LangiumDocument;
  readonly analysis: DocumentAnalysis;
}

/** Tries edits on a copy of a document that is not in the workspace. */
export class TrialDocuments {
  private readonly factory: LangiumDocumentFactory;
  private readonly references: ConferCoreServices['references'];
  private readonly analysis: () => AnalysisProvider;

  constructor(services: ConferCoreServices) {
    this.factory = services.shared.workspace.LangiumDocumentFactory;
    this.references = services.references;
    this.analysis = () => services.analysis.AnalysisProvider;
  }

  /**
   * The document with another text, linked and analyzed.
   * @throws OperationCancelled if the token is canceled
   */
  async try(document: LangiumDocument, text: string, token: Cancellation.CancellationToken): Promise<TrialResult> {
    return this.tryText(document.uri, text, token);
  }

  /**
   * A text as it would be at an address, linked and analyzed.
   * @throws OperationCancelled if the token is canceled
   */
  async tryText(uri: URI, text: string, token: Cancellation.CancellationToken): Promise<TrialResult> {
    const copy = await this.factory.fromString(text, uri, token);
    copy.localSymbols = await this.references.ScopeComputation.collectLocalSymbols(copy, token);
    copy.state = DocumentState.ComputedScopes;
    await this.references.Linker.link(copy, token);
    copy.state = DocumentState.Linked;
    return { document: copy, analysis: await this.analysis().analyze(copy, token) };
  }
}

/** The effect of edits on a file's findings. */
export interface TrialOutcome {
  /** The finding is gone, and no new error has come. */
  readonly isFixed: boolean;
  /** No new warning has come either. */
  readonly clean: boolean;
}

/** Compares what is found before and after: one error less, or as many errors and one warning less. */
export function evaluateEdits(
  context: FixContext,
  proposal: Proposal,
  edits: readonly OffsetEdit[],
  tried: TrialResult,
): TrialOutcome {
  return judge(context, proposal, edits, tried, context.analysis, tried.analysis);
}

/** The same, except that findings which the fixed finding masked do not count against the edits. */
export function evaluateUnmasking(
  context: FixContext,
  proposal: Proposal,
  edits: readonly OffsetEdit[],
  tried: TrialResult,
): TrialOutcome {
  // If the text cannot be read, findings may be hidden.
  const unreadable = context.analysis.findings.some(({ code }) => code === 'syntax-error');
  if (unreadable) return { isFixed: false, clean: false };
  const worded = ({ findings, ...rest }: DocumentAnalysis): DocumentAnalysis => ({
    ...rest,
    findings: findings.filter(({ code }) => code === context.finding.code || !isMaskable(code)),
  });
  return judge(context, proposal, edits, tried, worded(context.analysis), worded(tried.analysis));
}

function judge(
  context: FixContext,
  proposal: Proposal,
  edits: readonly OffsetEdit[],
  tried: TrialResult,
  before: DocumentAnalysis,
  after: DocumentAnalysis,
): TrialOutcome {
  const { finding } = context;
  // A partial fix leaves the finding, with less in it.
  const keyOf = (other: Finding) =>
    proposal.partial === true ? `${findingKind(other)} ${JSON.stringify(other.data)}` : findingKind(other);
  const key = keyOf(finding);
  const ofKind = ({ findings }: DocumentAnalysis) => findings.filter((other) => keyOf(other) === key).length;
  const stays = ofKind(after) >= ofKind(before);
  if (finding.code === 'syntax-error') {
    // Findings in text that was skipped before are not new.
    const unreadable = ({ findings }: DocumentAnalysis) => findings.filter(({ code }) => code === finding.code).length;
    const isFixed = !stays && unreadable(after) < unreadable(before);
    return { isFixed, clean: isFixed };
  }
  const errors = total(after, 'error') - total(before, 'error');
  const warnings = total(after, 'warning') - total(before, 'warning');
  const fewer =
    proposal.partial === true ||
    (finding.severity === 'error' ? errors < 0 : finding.severity !== 'warning' || warnings < 0 || errors < 0);
  const isFixed =
    !stays &&
    fewer &&
    errors <= 0 &&
    !introduces(before, after, 'error') &&
    (finding.severity === 'error' || !moves(context, edits, tried));
  return { isFixed, clean: isFixed && !introduces(before, after, 'warning') };
}

/** Whether an error has gone from one place to another: that is no price for what is less than an error. */
function moves(context: FixContext, edits: readonly OffsetEdit[], { document, analysis }: TrialResult): boolean {
  const errors = context.analysis.findings.filter(({ severity }) => severity === 'error');
  const places = new Set(errors.map(({ code, range }) => `${code}/${offsetAfter(context.offset(range.start), edits)}`));
  return analysis.findings.some(
    ({ code, severity, range }) =>
      severity === 'error' && !places.has(`${code}/${document.textDocument.offsetAt(range.start)}`),
  );
}

/** Whether there is more of a severity than before, of any code. */
export function introduces(before: DocumentAnalysis, after: DocumentAnalysis, severity: Finding['severity']): boolean {
  const counts = new Map<string, number>();
  for (const { code, severity: own } of before.findings)
    if (own === severity) counts.set(code, (counts.get(code) ?? 0) + 1);
  for (const { code, severity: own } of after.findings)
    if (own === severity) counts.set(code, (counts.get(code) ?? 0) - 1);
  return [...counts.values()].some((count) => count < 0);
}

/** How many findings have a severity. */
export function total({ findings }: DocumentAnalysis, severity: Finding['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
