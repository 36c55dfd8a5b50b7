import type { Cancellation, LangiumDocument } from 'langium';
import type { Range } from '../../timeline/types/timeline.js';
import type { DocumentAnalysis } from '../analysis/analysis.js';
import type { Comparison } from '../analysis/comparison.js';
import type { Copy } from '../analysis/copies.js';
import { Wording } from '../analysis/wording.js';
import { comparisonsOf } from '../fixes/difference-at.js';
import { type FlowAt, type PhaseAt, within } from '../fixes/fault.js';
import { applyEdits, type OffsetEdit } from '../fixes/fix.js';
import type { FixCheck } from '../fixes/fix-check.js';
import { SourceText } from '../fixes/source-text.js';
import { stepsOf, written } from '../fixes/step-edits.js';
import * as ast from '../generated/ast.js';

/** A change of a text that leaves its meaning. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'rewrite';
  readonly edits: readonly OffsetEdit[];
}

/**
 * Between the short form of a step and its arrows: both send the same copies in every situation that the phase is
 * entered in, and nothing else is found in the file afterwards.
 * @param range where the author is: in a phase
 * @throws OperationCancelled where the token asks for it
 */
export async function stepForms(
  document: LangiumDocument,
  analysis: DocumentAnalysis,
  range: Range,
  check: FixCheck,
  token: Cancellation.CancellationToken,
): Promise<Refactoring[]> {
  const source = new SourceText(document);
  const place = phaseAt(document, analysis, range);
  if (place === undefined) return [];
  const { flow, at } = place;
  const comparisons = [...comparisonsOf(flow, at.phase)].map(({ comparison }) => comparison);
  const offered: Refactoring[] = [
    { title: 'Spell out the short form', kind: 'rewrite', edits: spelledOut(source, flow, at, comparisons) },
    { title: 'Fold to the short form', kind: 'rewrite', edits: folded(source, at, comparisons) },
  ];
  const refactorings: Refactoring[] = [];
  for (const refactoring of offered) {
    if (refactoring.edits.length === 0) continue;
    const after = await check.try(document, applyEdits(source.text, refactoring.edits), token);
    if (sameFindings(analysis, after.analysis)) refactorings.push(refactoring);
  }
  return refactorings;
}

/** Each message alone becomes its arrows, where it stands for the same ones in every situation. */
function spelledOut(source: SourceText, flow: FlowAt, at: PhaseAt, comparisons: readonly Comparison[]): OffsetEdit[] {
  return stepsOf(at.node).flatMap((node, index): OffsetEdit[] => {
    if (!ast.isShortStep(node) || node.$cstNode === undefined || node.arguments.length > 0) return [];
    const ways = new Set(comparisons.map((comparison) => stepsFor(flow, comparison, index).join('\n')));
    const [only, another] = ways;
    if (only === undefined || only === '' || another !== undefined) return [];
    const [first = '', ...more] = only.split('\n');
    const own = source.ownsLines(node.$cstNode);
    const separator = own ? source.eol + source.indentation(node.$cstNode.offset) : ' ';
    const delay = node.delay === undefined ? '' : ` after ${node.delay}`;
    return [{ start: node.$cstNode.offset, end: node.$cstNode.end, text: [first + delay, ...more].join(separator) }];
  });
}

function stepsFor(flow: FlowAt, comparison: Comparison, index: number): string[] {
  const copies = comparison.copies.filter((copy) => copy.step === index);
  const slots = copies.flatMap((copy) => (copy.status === 'ok' && copy.slot !== null ? [copy.slot] : []));
  return slots.length === copies.length ? flow.words.steps(slots) : [];
}

/** Arrows of one message that are all its required rows in every situation become the message alone. */
function folded(source: SourceText, at: PhaseAt, comparisons: readonly Comparison[]): OffsetEdit[] {
  const nodes = stepsOf(at.node);
  const byMessage = new Map<string, number[]>();
  for (const [index, node] of nodes.entries()) {
    const name = node.message?.$refText;
    if (name === undefined) continue;
    byMessage.set(name, [...(byMessage.get(name) ?? []), index]);
  }
  return [...byMessage].flatMap(([name, steps]): OffsetEdit[] => {
    const foldable = steps.every((index) => {
      const node = nodes[index];
      // Attributes and times belong to one step: folded, they would be lost or belong to another.
      return ast.isArrowStep(node) && node.arguments.length === 0 && node.delay === undefined && owns(source, node);
    });
    if (!foldable || comparisons.length === 0 || !comparisons.every((c) => isAllRequired(c, steps))) return [];
    return steps.flatMap((index, position): OffsetEdit[] => {
      const cst = nodes[index]?.$cstNode;
      if (cst === undefined) return [];
      return position === 0 ? [{ start: cst.offset, end: cst.end, text: written(name) }] : [source.removal(cst)];
    });
  });
}

/** Alone on its line, without a comment that would be lost. */
function owns(source: SourceText, node: ast.Step): boolean {
  const cst = node.$cstNode;
  if (cst === undefined || !source.startsLine(cst.offset)) return false;
  return source.text.slice(cst.end, source.lineEnd(cst.end)).trim() === '';
}

function isAllRequired({ copies, slots }: Comparison, steps: readonly number[]): boolean {
  const own = copies.filter((copy: Copy) => steps.includes(copy.step));
  const met = new Set(own.map((copy) => copy.slot));
  const message = own[0]?.message;
  return (
    own.length > 0 &&
    own.every((copy) => copy.status === 'ok' && copy.slot?.required === true) &&
    slots.every((slot) => slot.message !== message || !slot.required || met.has(slot))
  );
}

function phaseAt(
  document: LangiumDocument,
  analysis: DocumentAnalysis,
  range: Range,
): { flow: FlowAt; at: PhaseAt } | undefined {
  const root = document.parseResult.value;
  const index = analysis.flows.findIndex(({ flow }) => within(range, flow.place.range));
  const known = analysis.flows[index];
  const node = ast.isConferFile(root) ? root.declarations.filter(ast.isFlow)[index] : undefined;
  const phase = known?.flow.phases.find(({ place }) => within(range, place.range));
  const phaseNode = phase === undefined ? undefined : node?.members.filter(ast.isFlowPhase)[phase.index];
  if (known === undefined || node === undefined || phase === undefined || phaseNode === undefined) return undefined;
  const flow = { analysis: known, node, words: new Wording(known.flow, known.model) };
  return { flow, at: { phase, node: phaseNode } };
}

function sameFindings(before: DocumentAnalysis, after: DocumentAnalysis): boolean {
  const told = ({ findings }: DocumentAnalysis) => findings.map(({ code, message }) => `${code} ${message}`).sort();
  return told(before).join('\n') === told(after).join('\n');
}
