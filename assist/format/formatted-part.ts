import { type AstNode, AstUtils, type CstNode, CstUtils, isCompositeCstNode, type LangiumDocument } from 'langium';
import { ast } from '../../language/index.js';
import { type FormatToken, tokenOf, tokensIn } from './tokens.js';

/** A phase or scenario whose format does not depend on the rest of its flow or model. */
export interface FormattedPart {
  readonly node: AstNode;
  /** The flow or model around it. */
  readonly owner: AstNode;
  /** The token before the part, which stays as it is, and those of the part. */
  readonly tokens: readonly FormatToken[];
}

/** The part that contains a range of whole lines; undefined if none does, or the range spans several. */
export function partAround(
  document: LangiumDocument,
  { start, end }: { readonly start: number; readonly end: number },
): FormattedPart | undefined {
  const root = document.parseResult.value.$cstNode;
  const leaf = root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, end - 1);
  const node = AstUtils.getContainerOfType(
    leaf?.astNode,
    (one): one is AstNode => ast.isFlowPhase(one) || ast.isModelPhase(one) || ast.isScenario(one),
  );
  const { $cstNode: written, $container: owner } = node ?? {};
  if (node === undefined || written === undefined || owner === undefined || end > written.end) return undefined;
  // Text on the same first line is formatted with it.
  if (/\S/.test(document.textDocument.getText().slice(start, written.offset))) return undefined;
  const before = tokenBefore(written);
  return before === undefined ? undefined : { node, owner, tokens: [before, ...tokensIn(written)] };
}

function tokenBefore(written: CstNode): FormatToken | undefined {
  let last = CstUtils.getPreviousNode(written);
  while (last !== undefined && isCompositeCstNode(last)) last = last.content.at(-1);
  return last === undefined ? undefined : tokenOf(last);
}
