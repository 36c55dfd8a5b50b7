import { AstUtils } from 'langium';
import { ast } from '../../language/index.js';
import type { OffsetEdit, Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { setProtocol } from '../edits/step-edits.js';

/**
 * `unknown-protocol`: declares it next to the file's own ones, and the message of a step on it; or leaves it out.
 * @param likely whether no name that is there was meant
 */
export function declareProtocol(context: FixContext, preferable: boolean): Proposal[] {
  const { source, step, document } = context;
  const root = document.parseResult.value;
  if (!ast.isConferFile(root) || context.finding.code !== 'unknown-protocol') return [];
  const line = `protocol ${source.text.slice(context.start, context.end)}`;
  const last = root.declarations.findLast(ast.isProtocol)?.$cstNode;
  const [first] = root.declarations;
  const message = step?.node.message?.ref;
  const own = message !== undefined && AstUtils.getDocument(message) === document ? message : undefined;
  const proposals: Proposal[] = [];
  if (step === undefined || own !== undefined) {
    const protocols = own?.protocols.at(-1)?.$refNode;
    const extended =
      protocols === undefined
        ? []
        : [{ start: protocols.end, end: protocols.end, text: `, ${line.slice('protocol '.length)}` }];
    const declared: OffsetEdit[] =
      last !== undefined
        ? [source.after(last.end, [line], source.indentation(last.offset))]
        : first?.$cstNode === undefined
          ? []
          : [inFront(source, first.$cstNode.offset, line)];
    const title = own === undefined ? `Declare "${line}"` : `Declare "${line}", and "${own.name}" on it`;
    if (declared.length > 0)
      proposals.push({ title, alternatives: [[...declared, ...extended]], preferable: preferable && !own });
  }
  if (step === undefined) return proposals;
  return [...proposals, { title: 'Remove the protocol', alternatives: [setProtocol(step.node, null)], preferable }];
}

function inFront(source: FixContext['source'], offset: number, line: string): OffsetEdit {
  const start = source.commentedStart(offset);
  return { start, end: start, text: line + source.eol + source.eol };
}
