import { GrammarUtils } from 'langium';
import { type ConferFile, type FlowPhase, isFlow, isFlowPhase } from '../generated/ast.js';
import type { TextChange } from './text-change.js';

/**
 * The phase of a flow in whose content a text was changed, which is between its braces or, without braces, after its
 * `next`: what others see of it, and where it ends, stays.
 * @param change the offsets of its start and of its old end are those of the file's text
 */
export function phaseAround(file: ConferFile, change: TextChange): FlowPhase | undefined {
  for (const flow of file.declarations) {
    if (!isFlow(flow) || !surrounds(flow, change)) continue;
    const phase = flow.members.find((member) => surrounds(member, change));
    return isFlowPhase(phase) && isInContent(phase, change) ? phase : undefined;
  }
  return undefined;
}

function surrounds({ $cstNode: node }: { $cstNode?: FlowPhase['$cstNode'] }, { start, oldEnd }: TextChange): boolean {
  return node !== undefined && node.offset < start && oldEnd < node.end;
}

function isInContent({ $cstNode: node, next }: FlowPhase, { start, oldEnd }: TextChange): boolean {
  if (node === undefined) return false;
  const brace = GrammarUtils.findNodeForKeyword(node, '{');
  if (brace !== undefined) return brace.end <= start && oldEnd < node.end && node.text.endsWith('}');
  const word = GrammarUtils.findNodeForKeyword(next?.$cstNode, 'next');
  return word !== undefined && word.end < start;
}
