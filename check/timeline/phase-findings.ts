import { startsIn } from '../../timeline/types/ranges.js';
import type { Verdict } from '../../timeline/types/timeline.js';
import type { DocumentAnalysis } from '../analysis.js';
import type { Comparison, Difference } from '../conformance/comparison.js';
import type { EnteredPhase } from '../exploration/transitions.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { FlowPhase } from '../model/flow.js';
import { ExploredVisits } from '../paths/explored-visits.js';
import { oncePerFlow } from '../paths/memoize-per-flow.js';
import { differenceKey } from '../rules/content-findings.js';
import { uncheckedReason } from '../rules/unchecked-phases.js';
import { FlowFindings } from './flow-findings.js';

const NONE: readonly number[] = [];

/**
 * Indices of the findings in a phase: those that hold however it is entered, and those that hold at some visits.
 */
interface FindingsOfPhase {
  readonly always: readonly number[];
  readonly atSome: readonly number[];
}

/** The findings and the verdict of one phase as it is entered. */
export interface PhaseJudgment {
  /** Numbers of findings, in source order. */
  readonly findings: readonly number[];
  readonly verdict: Verdict;
  /** Why the phase was not checked in full; left out when it was. */
  readonly unchecked?: string;
}

/** The findings of one flow by phase and configuration: each is computed once per version of the document. */
export class PhaseFindings {
  readonly all: FlowFindings;
  private readonly standing: FindingsOfPhase[] = [];
  private readonly judgments = new Map<string, Map<Comparison | null, PhaseJudgment>>();
  private readonly visits: ExploredVisits;

  constructor(
    document: DocumentAnalysis,
    private readonly analysis: FlowAnalysis,
  ) {
    this.all = new FlowFindings(document.findings, analysis.flow);
    this.visits = new ExploredVisits(analysis);
  }

  /** The number of the finding that reports a difference; undefined if it is suppressed. */
  findingOf(phase: FlowPhase, difference: Difference): number | undefined {
    return this.all.ofDifference(differenceKey(difference, phase));
  }

  /** Findings on a step in every configuration. */
  ofStep(phase: FlowPhase, step: number): readonly number[] {
    const { always } = this.findingsIn(phase);
    const range = always.length === 0 ? undefined : phase.steps[step]?.place.range;
    if (range === undefined) return NONE;
    return always.filter((finding) => startsIn(this.all.list[finding]?.range ?? phase.place.range, range));
  }

  /** Whether nothing is found in a phase, however it is entered. */
  isSilent(phase: FlowPhase): boolean {
    if (this.all.list.length === 0) return true;
    const { always, atSome } = this.findingsIn(phase);
    return always.length + atSome.length === 0;
  }

  /** Findings in a phase other than those of comparing it. */
  private findingsIn(phase: FlowPhase): FindingsOfPhase {
    let standing = this.standing[phase.index];
    if (standing === undefined) {
      const found = this.all.within(phase.place.range).filter((finding) => !this.isOfContent(finding));
      const holdsAtSome = (finding: number): boolean => this.all.list[finding]?.visits !== undefined;
      standing = {
        always: found.filter((finding) => !holdsAtSome(finding)),
        atSome: found.filter(holdsAtSome),
      };
      this.standing[phase.index] = standing;
    }
    return standing;
  }

  /** The findings that hold at some visits only, and hold as the phase is entered here. */
  private holdingAt(phase: FlowPhase, entered: EnteredPhase): readonly number[] {
    const { atSome } = this.findingsIn(phase);
    const visits = atSome.length === 0 ? [] : this.visits.of(phase, entered);
    // In phases that the check has not reached, anything may hold.
    if (visits.length === 0) return atSome;
    return atSome.filter((finding) => visits.some((visit) => this.all.list[finding]?.visits?.has(visit)));
  }

  /** The findings of the phase that hold as it is entered, and its verdict. */
  judge(phase: FlowPhase, entered: EnteredPhase): PhaseJudgment {
    const comparison = this.analysis.simulation.compare(phase, entered);
    const holding = this.holdingAt(phase, entered);
    const unchecked = uncheckedReason(this.analysis, phase, entered);
    const key = `${phase.index}/${holding.join()}/${unchecked}`;
    const judged = this.judgments.get(key) ?? new Map<Comparison | null, PhaseJudgment>();
    this.judgments.set(key, judged);
    let judgment = judged.get(comparison);
    if (judgment === undefined) {
      const own = new Set([...this.findingsIn(phase).always, ...holding]);
      for (const difference of comparison?.differences ?? []) {
        const finding = this.findingOf(phase, difference);
        if (finding !== undefined) own.add(finding);
      }
      const findings = [...own].sort((a, b) => a - b);
      const verdict = this.verdictOf(findings, unchecked === null);
      judgment = { findings, verdict, ...(unchecked === null ? {} : { unchecked }) };
      judged.set(comparison, judgment);
    }
    return judgment;
  }

  /**
   * The verdict of findings by their worst severity.
   * @param judged whether all of it was checked
   */
  verdictOf(findings: readonly number[], judged: boolean): Verdict {
    const severities = new Set(findings.map((finding) => this.all.list[finding]?.severity));
    if (severities.has('error')) return 'errors';
    if (severities.has('warning')) return 'warnings';
    return judged ? 'conforms' : 'unjudged';
  }

  private isOfContent(finding: number): boolean {
    return this.all.list[finding]?.origin?.kind === 'difference';
  }
}

/** The findings of a flow of a document. */
export const phaseFindings = oncePerFlow((document, analysis) => new PhaseFindings(document, analysis));

const badness: Readonly<Record<Verdict, number>> = { conforms: 0, unjudged: 1, warnings: 2, errors: 3 };

/** The worse of two verdicts: what was not checked is not claimed to conform. */
export function worse(a: Verdict, b: Verdict): Verdict {
  return badness[b] > badness[a] ? b : a;
}
