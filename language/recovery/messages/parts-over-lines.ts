import { AstUtils, CstUtils } from 'langium';
import { lineEnd, lineStart } from '../../../timeline/types/text-lines.js';
import { isRole, isRow, isStep, type Model, type Next, type Role, type Row, type Step } from '../../generated/ast.js';
import { firstWord, type MisreadLine, type PhaseMistake } from './misread-line.js';

/** The `on` that begins the line after a step, and is followed by no protocol: `on INVITE`. */
export function onNextLine(step: Step): MisreadLine[] {
  const { message, protocol, $cstNode: node } = step;
  if (protocol === undefined || protocol.ref !== undefined || node === undefined) return [];
  const [from, to] = [message?.$refNode?.range.end.line ?? 0, protocol.$refNode?.range.start.line ?? 0];
  const on = from < to ? CstUtils.flattenCst(node).find(({ text }) => text === 'on') : undefined;
  if (on === undefined || on.range.start.line === from) return [];
  const says = 'A step is written "sender -> receiver : Message", or as a message alone: remove it';
  return [{ offset: on.offset, length: on.length, message: `Unexpected "on". ${says}.`, steps: [step] }];
}

/** The `after` that begins the line of the next step or of `next`, which would delay the step before: `after 40ms A -> B : M`. */
export function afterNextLine(step: Step, next: Step | Next | undefined): MisreadLine[] {
  const { delay, $cstNode: node } = step;
  const following = next?.$cstNode;
  if (delay === undefined || node === undefined || following?.range.start.line !== node.range.end.line) return [];
  const words = CstUtils.flattenCst(node).toArray();
  const at = words.findLastIndex(({ text }) => text === 'after');
  const [before, after] = [words[at - 1], words[at]];
  if (before === undefined || after === undefined || before.range.end.line === after.range.start.line) return [];
  const ofTarget = 'The time follows each target, "next A after 5s"';
  const says = isStep(next) ? `The time follows the step: write "${following.text} after ${delay}"` : ofTarget;
  return [{ offset: after.offset, length: after.length, message: `Unexpected "after". ${says}.`, steps: [] }];
}

/** The `optional` or `repeated` of rows and roles that ends the line of another member: `a -> b : M optional`. */
export function modifiersAfterRows(model: Model): PhaseMistake[] {
  return AstUtils.streamAllContents(model)
    .filter((node): node is Row | Role => isRow(node) || isRole(node))
    .filter((node) => node.optional || (isRow(node) && node.repeated))
    .toArray()
    .flatMap((member) => {
      const { $cstNode: node } = member;
      if (node === undefined) return [];
      const text = node.root.fullText;
      const before = text.slice(lineStart(text, node.offset), node.offset).trim();
      const line = text
        .slice(node.offset, lineEnd(text, node.offset))
        .replace(/\s*\/\/.*$/, '')
        .trim();
      if (before === '' || /[{}]$|\*\/$/.test(before) || !/^(?:optional|repeated|\s)+$/.test(line)) return [];
      const says = isRow(member)
        ? `How often a message is sent is written before its row: "${line} sender -> receiver : Message"`
        : `A role that need not be played begins with "optional": "optional party name"`;
      return [{ ...firstWord(node), message: `Unexpected "${line}". ${says}.` }];
    });
}
