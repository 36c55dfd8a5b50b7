import { ast, fileNames, libraryFile, libraryUris } from '../../language/index.js';
import type { Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';

/**
 * Declares the message of a step that names none: on the protocol of the step, otherwise on one for the author to
 * change.
 * @param likely whether no name that is there was meant
 */
export function declareMessage(context: FixContext, preferable: boolean): Proposal[] {
  const { source, step, document } = context;
  const root = document.parseResult.value;
  if (step === undefined || !ast.isConferFile(root) || context.finding.code !== 'unknown-message') return [];
  const name = source.text.slice(context.start, context.end);
  const stated = step.node.protocol?.$refText;
  const protocol = stated ?? firstProtocol(context);
  if (protocol === undefined) return [];
  const line = `${kindOf(name)} ${name} on ${protocol}`;
  const last = root.declarations.findLast((other) => ast.isMessage(other) || ast.isProtocol(other))?.$cstNode;
  const edit =
    last === undefined ? above(context, line) : source.after(last.end, [line], source.indentation(last.offset));
  if (edit === undefined) return [];
  const from = edit.text.indexOf(line) + line.length - protocol.length;
  const select = stated === undefined ? { select: { from, length: protocol.length } } : {};
  return [{ title: `Declare "${line}"`, alternatives: [[{ ...edit, ...select }]], preferable }];
}

/** Before the flow and its comments. */
function above({ flow, source }: FixContext, line: string): { start: number; end: number; text: string } | undefined {
  const cst = flow?.node.$cstNode;
  if (cst === undefined || !source.startsLine(cst.offset)) return undefined;
  const start = source.commentedStart(cst.offset);
  return { start, end: start, text: line + source.eol + source.eol };
}

/** The file's own protocols come first, then the library's. */
function firstProtocol({ document }: FixContext): string | undefined {
  const [own] = fileNames(document.parseResult.value).Protocol.keys();
  return own ?? libraryUris().flatMap((uri) => libraryFile(uri)?.names.Protocol ?? [])[0];
}

function kindOf(name: string): string {
  const [, kind] = /^(Event|Request)[A-Z_]/.exec(name) ?? [];
  return kind?.toLowerCase() ?? 'message';
}
