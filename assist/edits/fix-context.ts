import type { AstNode, LangiumDocument } from 'langium';
import { CstUtils } from 'langium';
import {
  type DocumentAnalysis,
  type Finding,
  type FlowAnalysis,
  type FlowPhase,
  MessageText,
  type Step,
} from '../../check/index.js';
import { ast } from '../../language/index.js';
import { containsRange } from '../../timeline/types/ranges.js';
import type { Position, Range } from '../../timeline/types/timeline.js';
import type { OffsetEdit } from './fix.js';
import { SourceText } from './source-text.js';

/** A flow as it was analyzed and as it is written. */
export interface FlowAt {
  readonly analysis: FlowAnalysis;
  readonly node: ast.Flow;
  readonly words: MessageText;
}

/** A phase of a flow as it was compiled and as it is written. */
export interface PhaseAt {
  readonly phase: FlowPhase;
  readonly node: ast.FlowPhase;
}

/** A step of a phase as it was compiled and as it is written. */
export interface StepAt {
  readonly step: Step;
  readonly node: ast.Step;
}

/** A finding with the flow and phase that it is in: the input of every fix. */
export class FixContext {
  readonly source: SourceText;
  readonly flow: FlowAt | undefined;
  readonly phase: PhaseAt | undefined;
  readonly step: StepAt | undefined;
  readonly start: number;
  readonly end: number;

  constructor(
    readonly document: LangiumDocument,
    readonly analysis: DocumentAnalysis,
    readonly finding: Finding,
    /** Every document that is known, for names that others declare. */
    readonly documents: Iterable<LangiumDocument>,
  ) {
    this.source = new SourceText(document);
    this.start = this.offset(finding.range.start);
    this.end = this.offset(finding.range.end);
    const index = analysis.flows.findIndex(({ flow }) => containsRange(flow.place.range, finding.range));
    this.flow = index < 0 ? undefined : this.flowAt(index);
    this.phase = this.phaseAt(finding.range);
    this.step = this.stepAt(finding.range);
  }

  offset(position: Position): number {
    return this.document.textDocument.offsetAt(position);
  }

  /** Replaces what is marked. */
  replaced(text: string): OffsetEdit[] {
    return [{ start: this.start, end: this.end, text }];
  }

  /** The innermost node at the finding's start. */
  get node(): AstNode | undefined {
    const root = this.document.parseResult.value.$cstNode;
    return root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, this.start)?.astNode;
  }

  phases(): PhaseAt[] {
    const { flow } = this;
    if (flow === undefined) return [];
    const nodes = flow.node.members.filter(ast.isFlowPhase);
    return flow.analysis.flow.phases.flatMap((phase) => {
      const node = nodes[phase.index];
      return node === undefined ? [] : [{ phase, node }];
    });
  }

  private flowAt(index: number): FlowAt | undefined {
    const root = this.document.parseResult.value;
    const analysis = this.analysis.flows[index];
    const node = ast.isConferFile(root) ? root.declarations.filter(ast.isFlow)[index] : undefined;
    if (analysis === undefined || node === undefined) return undefined;
    return { analysis, node, words: new MessageText(analysis.flow, analysis.model) };
  }

  private phaseAt(range: Range): PhaseAt | undefined {
    return this.phases().find(({ phase }) => containsRange(phase.place.range, range));
  }

  private stepAt(range: Range): StepAt | undefined {
    const { phase } = this;
    const step = phase?.phase.steps.find(({ place }) => containsRange(place.range, range));
    const node = step === undefined ? undefined : phase?.node.steps.filter((s) => s !== undefined)[step.index];
    return step === undefined || node === undefined ? undefined : { step, node };
  }
}
