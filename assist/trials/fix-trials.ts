import { type Cancellation, interruptAndCheck, type LangiumDocuments } from 'langium';
import type { RuleCode } from '../../check/index.js';
import { isProblem } from '../../timeline/types/problems.js';
import { applyEdits, editsKey, firstPossible, type OffsetEdit, overlapping, type Proposal } from '../edits/fix.js';
import { FixContext } from '../edits/fix-context.js';
import { lineEdits } from '../edits/line-difference.js';
import { proposalsFor } from '../fixes/fix-registry.js';
import { type BatchResult, BatchTrial, type FixCandidate, withoutConflicts } from './batch-trial.js';
import type { TrialBudget } from './trial-budget.js';
import { evaluateEdits, evaluateUnmasking, type TrialDocuments, type TrialResult } from './trial-documents.js';

/** Rounds of fixing what a fix brings to light. */
const MAX_REVEALING = 3;

/** Edits that have been tried together with others, by `editsKey`. */
export type SoundEdits = ReadonlySet<string>;

const NOTHING_SOUND: SoundEdits = new Set();

/** A proposal that holds, with the edits that do. */
export interface AcceptedFix {
  readonly proposal: Proposal;
  readonly edits: readonly OffsetEdit[];
  readonly clean: boolean;
  readonly after: TrialResult | undefined;
  /** True if the budget did not allow a trial: whether it holds is unknown. */
  readonly untried: boolean;
}

/** Tries what could be done about findings. */
export class FixTrials {
  constructor(
    private readonly check: TrialDocuments,
    private readonly documents: LangiumDocuments,
  ) {}

  /**
   * The fixes of a finding that hold, the preferred one first.
   * @throws OperationCancelled
   */
  async accepted(
    context: FixContext,
    budget: TrialBudget,
    token: Cancellation.CancellationToken,
    sound: SoundEdits = NOTHING_SOUND,
    proposals = proposalsFor(context),
  ): Promise<(readonly [AcceptedFix, boolean])[]> {
    const accepted: AcceptedFix[] = [];
    for (const proposal of proposals) {
      const fix = await this.firstThatHolds(context, proposal, budget, token, sound);
      if (fix !== undefined) accepted.push(fix);
    }
    const preferred = bestOf(accepted);
    return accepted
      .sort((a, b) => Number(b === preferred) - Number(a === preferred))
      .map((fix) => [fix, fix === preferred]);
  }

  private async firstThatHolds(
    context: FixContext,
    proposal: Proposal,
    budget: TrialBudget,
    token: Cancellation.CancellationToken,
    sound: SoundEdits = NOTHING_SOUND,
  ): Promise<AcceptedFix | undefined> {
    for (const edits of proposal.alternatives) {
      if (edits.length === 0 || overlapping(edits)) continue;
      const isSound = proposal.skipsTrial === true || (proposal.preferable && sound.has(editsKey(edits)));
      if (isSound) return { proposal, edits, clean: true, after: undefined, untried: false };
      if (!budget.affords(context)) return { proposal, edits, clean: true, after: undefined, untried: true };
      await interruptAndCheck(token);
      const after = await this.check.try(context.document, applyEdits(context.source.text, edits), token);
      budget.spend(after);
      const { isFixed, clean } = evaluateEdits(context, proposal, edits, after);
      if (isFixed) return { proposal, edits, clean, after, untried: false };
      const revealed = await this.withRevealed(context, proposal, after, budget, token);
      const further =
        revealed === undefined ? undefined : evaluateEdits(context, proposal, revealed.edits, revealed.tried);
      if (revealed !== undefined && further?.isFixed === true) {
        return { proposal, edits: revealed.edits, clean: further.clean, after: revealed.tried, untried: false };
      }
      if (proposal.unmasks === undefined) continue;
      const all = revealed ?? { edits, tried: after };
      const uncovering = evaluateUnmasking(context, proposal, all.edits, all.tried);
      if (!uncovering.isFixed) continue;
      const isClean = uncovering.clean && proposal.unmasks === 'preferred';
      return { proposal, edits: all.edits, clean: isClean, after: all.tried, untried: false };
    }
    return undefined;
  }

  /** The edits with those that fix what they bring to light; undefined if they bring nothing to light. */
  private async withRevealed(
    context: FixContext,
    { alsoFixes }: Proposal,
    first: TrialResult,
    budget: TrialBudget,
    token: Cancellation.CancellationToken,
  ): Promise<BatchResult | undefined> {
    if (alsoFixes === undefined) return undefined;
    let tried = first;
    for (let round = 0; round < MAX_REVEALING; round++) {
      const next = await this.fixRound(tried, alsoFixes, token, budget);
      if (next === undefined) break;
      tried = next;
    }
    if (tried === first) return undefined;
    return { edits: lineEdits(context.source.text, tried.document.textDocument.getText()), tried };
  }

  /**
   * Fixes what can be fixed at once: each finding as its preferred fix does.
   * @returns undefined if nothing can
   * @throws OperationCancelled
   */
  async fixRound(
    { document, analysis }: TrialResult,
    codes: ReadonlySet<RuleCode>,
    token: Cancellation.CancellationToken,
    budget: TrialBudget,
  ): Promise<TrialResult | undefined> {
    const candidates: FixCandidate[] = [];
    const names = new Set<string>();
    for (const finding of analysis.findings.filter(({ code }) => codes.has(code))) {
      await interruptAndCheck(token);
      const context = new FixContext(document, analysis, finding, this.documents.all);
      // A name that is written again is fixed with the first, or in the next round as that one was.
      const name = `${finding.code} ${context.source.text.slice(context.start, context.end)}`;
      if (finding.code.startsWith('unknown-') && names.has(name)) continue;
      names.add(name);
      const edits = await this.preferableEdits(context, budget, token);
      if (edits !== undefined) candidates.push({ context, edits });
    }
    const preferred = (context: FixContext) => this.preferred(context, budget, token);
    const together = new BatchTrial(this.check, { document, analysis }, preferred, budget);
    return (await together.of(withoutConflicts(candidates), token))?.tried;
  }

  /** The edits of a finding's preferred fix; untried if only one fix may be preferred. */
  private async preferableEdits(
    context: FixContext,
    budget: TrialBudget,
    token: Cancellation.CancellationToken,
  ): Promise<readonly OffsetEdit[] | undefined> {
    const proposals = proposalsFor(context);
    const whole = proposals.find((proposal) => proposal.fixesWholePhase);
    const [only, another] = whole === undefined ? proposals.filter(({ preferable }) => preferable) : [whole];
    if (only === undefined) return undefined;
    if (another !== undefined) return (await this.preferred(context, budget, token))?.edits;
    return firstPossible(only.alternatives);
  }

  private async preferred(
    context: FixContext,
    budget: TrialBudget,
    token: Cancellation.CancellationToken,
  ): Promise<AcceptedFix | undefined> {
    const accepted: AcceptedFix[] = [];
    for (const proposal of proposalsFor(context).filter(({ preferable }) => preferable)) {
      const fix = await this.firstThatHolds(context, proposal, budget, token);
      if (fix !== undefined && !fix.untried) accepted.push(fix);
    }
    return bestOf(accepted);
  }
}

/** The preferred one: of names that are equally near, the one that leaves fewer findings. */
function bestOf(accepted: readonly AcceptedFix[]): AcceptedFix | undefined {
  return accepted
    .filter(({ proposal, clean }) => proposal.preferable && clean)
    .sort((a, b) => leftAfter(a) - leftAfter(b))[0];
}

/** Errors and warnings count alike; among as many of them, information counts. */
function leftAfter({ after }: AcceptedFix): number {
  // An untried fix is not preferred to a tried one.
  if (after === undefined) return Number.MAX_SAFE_INTEGER;
  const { findings } = after.analysis;
  const problems = findings.filter(isProblem).length;
  return problems + (findings.length - problems) / (findings.length + 1);
}
