import { GrammarUtils } from 'langium';
import { type ConferFile, type FlowPhase, isFlow, isFlowPhase } from '../generated/ast.js';
import type { TextChange } from './text-change.js';

/**
 * The phase of a flow between whose braces a text was changed: what others see of it, and where it ends, stays.
 * @param change the offsets of its start and of its old end are those of the file's text
 */
export function phaseAround(file: ConferFile, change: TextChange): FlowPhase | undefined {
  for (const flow of file.declarations) {
    if (!isFlow(flow) || !surrounds(flow, change)) continue;
    const phase = flow.members.find((member) => surrounds(member, change));
    return isFlowPhase(phase) && isBetweenBraces(phase, change) ? phase : undefined;
  }
  return undefined;
}

function surrounds({ $cstNode: node }: { $cstNode?: FlowPhase['$cstNode'] }, { start, oldEnd }: TextChange): boolean {
  return node !== undefined && node.offset < start && oldEnd < node.end;
}

function isBetweenBraces({ $cstNode: node }: FlowPhase, { start, oldEnd }: TextChange): boolean {
  const open = GrammarUtils.findNodeForKeyword(node, '{');
  const text = node?.text ?? '';
  return node !== undefined && open !== undefined && open.end <= start && oldEnd < node.end && text.endsWith('}');
}
