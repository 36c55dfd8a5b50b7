import { Cancellation, type LangiumDocument, type LangiumDocuments } from 'langium';
import type { Finding, RuleCode } from '../../check/index.js';
import type { AnalysisProvider, ConferCoreServices } from '../../language/index.js';
import { editsKey, type Fix, firstPossible, type OfferedFix, type TextEdit } from '../edits/fix.js';
import { FixContext } from '../edits/fix-context.js';
import { formattedEdits } from '../edits/formatted-edits.js';
import { lineEdits } from '../edits/line-difference.js';
import { selectedRange, textEdit } from '../edits/text-edits.js';
import { proposalsFor } from '../fixes/fix-registry.js';
import { BatchTrial, type FixCandidate, withoutConflicts } from './batch-trial.js';
import { type AcceptedFix, FixTrials } from './fix-trials.js';
import { MAX_WORK_ON_REQUEST, MAX_WORK_PER_FILE, MAX_WORK_PER_FIX_ALL, TrialBudget } from './trial-budget.js';
import { TrialDocuments, type TrialResult } from './trial-documents.js';

/** Rounds of "fix all": each fixes everything that one look at the file shows. */
const MAX_ROUNDS = 20;

/**
 * Fixes findings. Each fix has been tried on a copy of the document: the finding is gone, and no new error has come.
 * The editor and the command line offer the same.
 */
export class FixProvider {
  private readonly check: TrialDocuments;
  private readonly trials: FixTrials;
  private readonly documents: LangiumDocuments;
  private readonly analysis: () => AnalysisProvider;
  /** By the document's links, as the analysis is. */
  private readonly fixesByVersion = new WeakMap<LangiumDocument['references'], Map<Finding, readonly Fix[]>>();

  constructor(services: ConferCoreServices) {
    this.check = new TrialDocuments(services);
    this.documents = services.shared.workspace.LangiumDocuments;
    this.trials = new FixTrials(this.check, this.documents);
    this.analysis = () => services.analysis.AnalysisProvider;
  }

  /**
   * The fixes of a finding, the preferred one first.
   * @param finding one of the document's findings
   * @param budget limits the trials; beyond it, fixes are offered untried, and none is preferred
   * @throws OperationCancelled if the token is canceled
   */
  async fixes(
    document: LangiumDocument,
    finding: Finding,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
    budget = new TrialBudget(MAX_WORK_ON_REQUEST),
  ): Promise<readonly Fix[]> {
    const fixesByFinding = this.of(document);
    let fixes = fixesByFinding.get(finding);
    if (fixes === undefined) {
      const analysis = await this.analysis().analyze(document, token);
      const context = new FixContext(document, analysis, finding, this.documents.all);
      const accepted = await this.trials.accepted(context, budget, token);
      fixes = accepted.map(([fix, preferred]) => fixOf(document, fix, preferred));
      // Another time there may be work left for a trial.
      if (!fixes.some(({ untried }) => untried)) fixesByFinding.set(finding, fixes);
    }
    return fixes;
  }

  /**
   * The titles of the fixes of a document's findings, the preferred one first: without their edits, which take time
   * to lay out. What a finding's only likely fix does is tried together with those of the others.
   * Beyond the work for a file, fixes are listed untried, and none is preferred.
   */
  async titles(document: LangiumDocument): Promise<ReadonlyMap<Finding, readonly OfferedFix[]>> {
    const budget = new TrialBudget(MAX_WORK_PER_FILE);
    const token = Cancellation.CancellationToken.None;
    const analysis = await this.analysis().analyze(document, token);
    const problems = analysis.findings.map((finding) => {
      const context = new FixContext(document, analysis, finding, this.documents.all);
      return { context, proposals: proposalsFor(context) };
    });
    const candidates = problems.flatMap(({ context, proposals }): FixCandidate[] => {
      const [only, another] = proposals.filter(({ preferable }) => preferable);
      const edits = only === undefined || another !== undefined ? undefined : firstPossible(only.alternatives);
      return edits === undefined ? [] : [{ context, edits }];
    });
    const together = new BatchTrial(this.check, { document, analysis }, async () => undefined, budget);
    const sound = new Set<string>();
    for (const code of new Set(candidates.map(({ context }) => context.finding.code))) {
      const alike = withoutConflicts(candidates.filter(({ context }) => context.finding.code === code));
      const joint = alike.length > 1 ? await together.all(alike, token) : undefined;
      for (const { edits } of joint === undefined ? [] : alike) sound.add(editsKey(edits));
    }
    const titles = new Map<Finding, readonly OfferedFix[]>();
    for (const { context, proposals } of problems) {
      const accepted = await this.trials.accepted(context, budget, token, sound, proposals);
      titles.set(
        context.finding,
        accepted.map(([{ proposal, untried }, preferred]) => ({
          title: proposal.title,
          preferred: preferred && !untried,
          ...(proposal.suppresses === true ? { suppresses: true } : {}),
        })),
      );
    }
    return titles;
  }

  /**
   * Fixes everything of some codes at once, by the preferred fixes.
   * @param budget limits the trials; findings beyond it get no fix
   * @returns no edits if there is nothing to fix
   * @throws OperationCancelled if the token is canceled
   */
  async fixAll(
    document: LangiumDocument,
    codes: ReadonlySet<RuleCode>,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
    budget = new TrialBudget(MAX_WORK_PER_FIX_ALL),
  ): Promise<readonly TextEdit[]> {
    const before = document.textDocument.getText();
    let tried: TrialResult = { document, analysis: await this.analysis().analyze(document, token) };
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = await this.trials.fixRound(tried, codes, token, budget);
      if (next === undefined) break;
      tried = next;
    }
    const after = tried.document.textDocument.getText();
    const edits = lineEdits(before, after);
    return formattedEdits(document, edits, tried.document).map((tidy) => textEdit(document, tidy));
  }

  private of(document: LangiumDocument): Map<Finding, readonly Fix[]> {
    let fixesByFinding = this.fixesByVersion.get(document.references);
    if (fixesByFinding === undefined) {
      fixesByFinding = new Map();
      this.fixesByVersion.set(document.references, fixesByFinding);
    }
    return fixesByFinding;
  }
}

function fixOf(document: LangiumDocument, { proposal, edits, after, untried }: AcceptedFix, preferred: boolean): Fix {
  const { title, renames, suppresses } = proposal;
  const tidy = after === undefined ? edits : formattedEdits(document, edits, after.document);
  const caret = selectedRange(document, tidy);
  return {
    title,
    preferred: preferred && !untried,
    edits: tidy.map((edit) => textEdit(document, edit)),
    ...(caret === undefined ? {} : { caret }),
    ...(renames === true ? { renames } : {}),
    ...(suppresses === true ? { suppresses } : {}),
    ...(untried ? { untried } : {}),
  };
}
