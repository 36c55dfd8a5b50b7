import { GrammarUtils } from 'langium';
import { ast } from '../../language/index.js';
import type { OffsetEdit } from './fix.js';
import { removeFromList } from './list-edits.js';
import { type SourceText, spacesBefore } from './source-text.js';

/** Words that are no name where a step or a target begins. */
const reservedWords = new Set(['all', 'end', 'next']);

/** A name, written so that it is valid anywhere. */
export function written(name: string): string {
  return reservedWords.has(name) ? `^${name}` : name;
}

/**
 * Adds lines to a phase with braces.
 * @param after number of the step they follow; -1 for the first lines of all
 */
export function addLines(
  source: SourceText,
  phase: ast.FlowPhase,
  after: number,
  lines: readonly string[],
): OffsetEdit[] {
  const open = GrammarUtils.findNodeForKeyword(phase.$cstNode, '{');
  const close = GrammarUtils.findNodeForKeyword(phase.$cstNode, '}');
  if (open === undefined || close === undefined || phase.$cstNode === undefined) return [];
  const steps = stepsOf(phase);
  const anchor = steps[after]?.$cstNode;
  const outer = source.indentation(phase.$cstNode.offset);
  const first = [...steps, ...(phase.next === undefined ? [] : [phase.next])].find(
    ({ $cstNode }) => $cstNode !== undefined && source.startsLine($cstNode.offset),
  );
  const inner = first?.$cstNode === undefined ? outer + source.unit : source.indentation(first.$cstNode.offset);
  if (anchor !== undefined) return [source.after(anchor.end, lines, inner)];
  if (source.text.slice(open.end, close.offset).trim() === '') {
    const text = lines.map((line) => source.eol + inner + line).join('') + source.eol + outer;
    return [{ start: open.end, end: close.offset, text }];
  }
  return [source.after(open.end, lines, inner)];
}

/** Takes receivers out of a step; with none left, the step. */
export function removeReceivers(source: SourceText, step: ast.Step, receivers: ReadonlySet<number>): OffsetEdit[] {
  if (ast.isArrowStep(step) && step.receivers.some((_, index) => !receivers.has(index)) && !receivers.has(-1)) {
    return removeFromList(step.receivers, receivers);
  }
  return removeStep(source, step);
}

/** Takes a step out, with its line. */
export function removeStep(source: SourceText, step: ast.Step): OffsetEdit[] {
  return step.$cstNode === undefined ? [] : [source.removal(step.$cstNode)];
}

/**
 * Writes the protocol of a step.
 * @param protocol null leaves it out
 */
export function setProtocol(step: ast.Step | ast.Row | ast.MessageTrigger, protocol: string | null): OffsetEdit[] {
  const on = GrammarUtils.findNodeForKeyword(step.$cstNode, 'on');
  const name = GrammarUtils.findNodeForProperty(step.$cstNode, 'protocol');
  const message = GrammarUtils.findNodeForProperty(step.$cstNode, 'message');
  if (on !== undefined && name !== undefined) {
    if (protocol !== null) return [{ start: name.offset, end: name.end, text: protocol }];
    // With the white space before it.
    const before = on.offset - spacesBefore(step.$cstNode?.root.fullText ?? '', on.offset);
    return [{ start: before, end: name.end, text: '' }];
  }
  if (protocol === null || message === undefined) return [];
  const close =
    ast.isRow(step) || ast.isMessageTrigger(step) ? undefined : GrammarUtils.findNodeForKeyword(step.$cstNode, ')');
  const end = close?.end ?? message.end;
  return [{ start: end, end, text: ` on ${protocol}` }];
}

/** The steps of a phase as they are numbered. */
export function stepsOf(phase: ast.FlowPhase): ast.Step[] {
  return (phase.steps ?? []).filter((step) => step !== undefined);
}
