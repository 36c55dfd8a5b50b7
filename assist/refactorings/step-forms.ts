import type { Comparison } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { comparisonsOf } from '../edits/finding-origin.js';
import type { OffsetEdit } from '../edits/fix.js';
import type { FlowAt, PhaseAt } from '../edits/fix-context.js';
import type { SourceText } from '../edits/source-text.js';
import { stepsOf, written } from '../edits/step-edits.js';
import type { PlaceInFlow } from './place-in-flow.js';
import type { Refactoring } from './refactoring.js';

/**
 * Between the short form of a step and its arrows: both send the same copies in every configuration that the phase is
 * entered in.
 */
export function stepForms(source: SourceText, { flow, at }: PlaceInFlow): Refactoring[] {
  if (at === undefined) return [];
  const comparisons = [...comparisonsOf(flow, at.phase)].map(({ comparison }) => comparison);
  return [
    {
      title: 'Spell out the short form',
      kind: 'rewrite',
      alternatives: [
        at.node.braces ? spelledOut(source, flow, at, comparisons) : withBraces(source, flow, at, comparisons),
      ],
      asks: 'same-findings',
    },
    {
      title: 'Use the short form',
      kind: 'rewrite',
      alternatives: [shortened(source, at, comparisons)],
      asks: 'same-findings',
    },
  ];
}

/** Each message without an arrow gets its arrows, if it has the same ones in every configuration. */
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

/** A phase without braces gets them, with every row that it implies. */
function withBraces(
  source: SourceText,
  flow: FlowAt,
  { node }: PhaseAt,
  comparisons: readonly Comparison[],
): OffsetEdit[] {
  const ways = new Set(
    comparisons.map(({ slots }) => flow.words.steps(slots.filter(({ required }) => required)).join('\n')),
  );
  const [only, another] = ways;
  const head = node.realizes?.$cstNode?.end;
  const { offset, end } = node.$cstNode ?? {};
  if (!only || another !== undefined || head === undefined || offset === undefined || end === undefined) return [];
  const outer = source.eol + source.indentation(offset);
  const lines = only.split('\n').map((line) => outer + source.unit + line);
  const next = node.next?.$cstNode;
  const opened = `${[' {', ...lines].join('')}${next === undefined ? '' : outer + source.unit}`;
  return [
    { start: head, end: next?.offset ?? head, text: opened },
    { start: end, end, text: `${outer}}` },
  ];
}

function stepsFor(flow: FlowAt, comparison: Comparison, index: number): string[] {
  const copies = comparison.copies.filter((copy) => copy.step === index);
  const slots = copies.flatMap((copy) => (copy.status === 'ok' && copy.slot !== null ? [copy.slot] : []));
  return slots.length === copies.length ? flow.words.steps(slots) : [];
}

/** Arrows of one message that are all its required rows in every configuration become the message alone. */
function shortened(source: SourceText, at: PhaseAt, comparisons: readonly Comparison[]): OffsetEdit[] {
  const nodes = stepsOf(at.node);
  const byMessage = new Map<string, number[]>();
  for (const [index, node] of nodes.entries()) {
    const name = node.message?.$refText;
    if (name === undefined) continue;
    byMessage.set(name, [...(byMessage.get(name) ?? []), index]);
  }
  return [...byMessage].flatMap(([name, steps]): OffsetEdit[] => {
    const canBeShort = steps.every((index) => {
      const node = nodes[index];
      // Attributes and times belong to one step: in the short form, they would be lost or belong to another.
      return ast.isArrowStep(node) && node.arguments.length === 0 && node.delay === undefined && owns(source, node);
    });
    if (!canBeShort || comparisons.length === 0 || !comparisons.every((c) => isAllRequired(c, steps))) return [];
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
  const own = copies.filter((copy) => steps.includes(copy.step));
  const met = new Set(own.map((copy) => copy.slot));
  const message = own[0]?.message;
  return (
    own.length > 0 &&
    own.every((copy) => copy.status === 'ok' && copy.slot?.required === true) &&
    slots.every((slot) => slot.message !== message || !slot.required || met.has(slot))
  );
}
