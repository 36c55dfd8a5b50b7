import { GrammarUtils } from 'langium';
import type { ast } from '../../language/index.js';
import type { OffsetEdit } from './fix.js';
import { removeFromList } from './list-edits.js';
import type { SourceText } from './source-text.js';
import { addLines, stepsOf } from './step-edits.js';

/** A target to write, and the part of it that the author has to choose. */
export interface NewTarget {
  readonly text: string;
  readonly select?: { readonly from: number; readonly length: number };
}

/** The domain's own: how long Interaction Server waits for an invited agent. */
const DELIVERING_TIMEOUT = '30s';

/** A target with a time for a phase that a timeout triggers. */
export function targetOf(name: string, byTimeout: boolean): NewTarget {
  return byTimeout ? delayedTarget(name) : { text: name };
}

function delayedTarget(name: string): NewTarget {
  const text = `${name} after ${DELIVERING_TIMEOUT}`;
  return { text, select: { from: text.length - DELIVERING_TIMEOUT.length, length: DELIVERING_TIMEOUT.length } };
}

/** Adds the time to a target that has none. */
export function addDelay(target: ast.Target): OffsetEdit[] {
  const end = target.$cstNode?.end;
  if (end === undefined) return [];
  const { text, select } = delayedTarget('');
  return [{ start: end, end, text, ...(select === undefined ? {} : { select }) }];
}

/** Adds targets after the last one; an author's choice in the first that has one. */
export function appendTargets(targets: readonly ast.Target[], added: readonly NewTarget[]): OffsetEdit[] {
  const last = targets.at(-1)?.$cstNode;
  if (last === undefined || added.length === 0) return [];
  return [joined(last.end, ' | ', added, '')];
}

/** Adds targets to a phase, with `next` if it has none. */
export function addNext(source: SourceText, phase: ast.FlowPhase, added: readonly NewTarget[]): OffsetEdit[] {
  if (added.length === 0) return [];
  if (phase.next !== undefined && phase.next.targets.length > 0) return appendTargets(phase.next.targets, added);
  const node = phase.$cstNode;
  if (node === undefined || phase.next !== undefined) return [];
  if (!phase.braces) return [joined(node.end, ' next ', added, '')];
  const [line] = addLines(source, phase, stepsOf(phase).length - 1, ['next ']);
  if (line === undefined) return [];
  const at = line.text.indexOf('next ');
  const written = joined(0, 'next ', added, line.text.slice(at + 'next '.length));
  return [
    {
      start: line.start,
      end: line.end,
      text: line.text.slice(0, at) + written.text,
      ...(written.select === undefined ? {} : { select: { ...written.select, from: written.select.from + at } }),
    },
  ];
}

/** Takes a target out of a list; with the last one goes the keyword. */
export function removeTarget(source: SourceText, holder: ast.Start | ast.Next, index: number): OffsetEdit[] {
  if (holder.targets.length > 1) return removeFromList(holder.targets, new Set([index]));
  return holder.$cstNode === undefined ? [] : [source.removal(holder.$cstNode)];
}

/** Starts a flow at more phases than it does; where `start` is left out, the first phase stays one. */
export function addStart(
  source: SourceText,
  flow: ast.Flow,
  firstPhase: ast.FlowPhase,
  added: readonly NewTarget[],
): OffsetEdit[] {
  const start = flow.members.find((member): member is ast.Start => member?.$type === 'Start');
  if (start !== undefined) return appendTargets(start.targets, added);
  const node = firstPhase.$cstNode;
  const name = GrammarUtils.findNodeForProperty(node, 'name');
  if (node === undefined || name === undefined) return [];
  const { start: offset } = source.startsLine(node.offset) ? source.chunk(node) : { start: node.offset };
  const indentation = source.indentation(offset);
  const end = source.startsLine(offset) ? source.eol + source.eol + indentation : ' ';
  return [joined(offset, `start ${name.text} | `, added, end)];
}

function joined(offset: number, before: string, added: readonly NewTarget[], after: string): OffsetEdit {
  let text = before;
  let select: OffsetEdit['select'];
  for (const [index, target] of added.entries()) {
    if (index > 0) text += ' | ';
    if (target.select !== undefined)
      select ??= { from: text.length + target.select.from, length: target.select.length };
    text += target.text;
  }
  return { start: offset, end: offset, text: text + after, ...(select === undefined ? {} : { select }) };
}
