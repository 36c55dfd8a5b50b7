import type { Verdict } from '../../timeline/types/timeline.js';
import type { DocumentAnalysis } from '../analysis/analysis.js';
import type { Comparison, Difference } from '../analysis/comparison.js';
import { placeOf } from '../analysis/content-findings.js';
import type { Entered } from '../analysis/entering.js';
import type { FlowAnalysis } from '../analysis/flow-analysis.js';
import { Wording } from '../analysis/wording.js';
import type { FlowPhase } from '../model/flow.js';
import { FlowFindings, startsIn } from './flow-findings.js';
import { oncePerFlow } from './once-per-flow.js';

/** Codes that comparing a phase with its model phase gives: they hold in some configurations only. */
const contentCodes: ReadonlySet<string> = new Set<Difference['code']>([
  'condition-not-met',
  'duplicate-message',
  'incomplete-broadcast',
  'missing-message',
  'order-violation',
  'unexpected-message',
  'wrong-direction',
  'wrong-protocol',
]);

const NONE: readonly number[] = [];

/** What is said of one phase as it is entered. */
export interface PhaseJudgement {
  /** Numbers of findings, in source order. */
  readonly findings: readonly number[];
  readonly verdict: Verdict;
}

/** The findings of one flow by phase and configuration: each is worked out once per version of the document. */
export class PhaseFindings {
  readonly all: FlowFindings;
  private readonly words: Wording;
  private readonly standing: (readonly number[])[] = [];
  private readonly judgements: Map<Comparison | null, PhaseJudgement>[] = [];

  constructor(
    document: DocumentAnalysis,
    private readonly analysis: FlowAnalysis,
  ) {
    this.all = new FlowFindings(document.findings, analysis.flow);
    this.words = new Wording(analysis.flow, analysis.model);
  }

  /** The number of the finding that tells a difference; undefined where it is silenced. */
  findingOf(phase: FlowPhase, difference: Difference): number | undefined {
    const { range } = placeOf(difference, phase, phase.steps[difference.step]);
    return this.all.find(difference.code, range, () => this.words.steps(difference.slots));
  }

  /** What is said of a step whatever the configuration. */
  ofStep(phase: FlowPhase, step: number): readonly number[] {
    const standing = this.standingIn(phase);
    const range = standing.length === 0 ? undefined : phase.steps[step]?.place.range;
    if (range === undefined) return NONE;
    return standing.filter((finding) => startsIn(this.all.list[finding]?.range ?? phase.place.range, range));
  }

  /** What is said in a phase whatever the configuration. */
  private standingIn(phase: FlowPhase): readonly number[] {
    let standing = this.standing[phase.index];
    if (standing === undefined) {
      standing = this.all.within(phase.place.range).filter((finding) => !this.isOfContent(finding));
      this.standing[phase.index] = standing;
    }
    return standing;
  }

  /** Of comparing, what holds as the phase is entered; of the rest, what stands in the phase. */
  judge(phase: FlowPhase, entered: Entered): PhaseJudgement {
    const comparison = this.analysis.judge.compare(phase, entered);
    const judged = this.judgements[phase.index] ?? new Map<Comparison | null, PhaseJudgement>();
    this.judgements[phase.index] = judged;
    let judgement = judged.get(comparison);
    if (judgement === undefined) {
      const own = new Set(this.standingIn(phase));
      for (const difference of comparison?.differences ?? []) {
        const finding = this.findingOf(phase, difference);
        if (finding !== undefined) own.add(finding);
      }
      const findings = [...own].sort((a, b) => a - b);
      judgement = { findings, verdict: this.verdictOf(findings, phase.realizes?.phase != null) };
      judged.set(comparison, judgement);
    }
    return judgement;
  }

  /**
   * The verdict of findings by their worst severity.
   * @param judged whether there is anything that they could have gone against
   */
  verdictOf(findings: readonly number[], judged: boolean): Verdict {
    const severities = new Set(findings.map((finding) => this.all.list[finding]?.severity));
    if (severities.has('error')) return 'errors';
    if (severities.has('warning')) return 'warnings';
    return judged ? 'conforms' : 'unjudged';
  }

  private isOfContent(finding: number): boolean {
    return contentCodes.has(this.all.list[finding]?.code ?? '');
  }
}

/** The findings of a flow of a document. */
export const phaseFindings = oncePerFlow((document, analysis) => new PhaseFindings(document, analysis));

const badness: Readonly<Record<Verdict, number>> = { unjudged: 0, conforms: 1, warnings: 2, errors: 3 };

/** The worse of two verdicts. */
export function worse(a: Verdict, b: Verdict): Verdict {
  return badness[b] > badness[a] ? b : a;
}
