import { type AstNode, AstUtils, type LangiumDocument, type LangiumDocuments, URI } from 'langium';
import type { CallHierarchyProvider } from 'langium/lsp';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsParams,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams,
  Range,
} from 'vscode-languageserver';
import { ast } from '../../language/index.js';
import { groupBy } from '../../timeline/types/group-by.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { declaredAt, nameRange } from './declared-at.js';

/** The ways through a flow: which phases lead to a phase, and where it leads. The flow itself leads to its starts. */
export class ConferCallHierarchyProvider implements CallHierarchyProvider {
  private readonly documents: LangiumDocuments;

  constructor(private readonly services: ConferServices) {
    this.documents = services.shared.workspace.LangiumDocuments;
  }

  prepareCallHierarchy(
    document: LangiumDocument,
    { position }: CallHierarchyPrepareParams,
  ): CallHierarchyItem[] | undefined {
    const nodes = declaredAt(document, position, this.services)?.nodes ?? [];
    const items = nodes.filter((node) => ast.isFlowPhase(node) || ast.isFlow(node)).map((node) => this.item(node));
    return items.length === 0 ? undefined : items.filter((item) => item !== undefined);
  }

  incomingCalls({ item }: CallHierarchyIncomingCallsParams): CallHierarchyIncomingCall[] | undefined {
    const node = this.nodeOf(item);
    if (!ast.isFlowPhase(node)) return undefined;
    const flow = node.$container;
    return [flow, ...flow.members.filter(ast.isFlowPhase)].flatMap((from) => {
      const fromRanges = leadsFrom(from)
        .filter(({ to }) => to === node)
        .map(({ range }) => range);
      const caller = this.item(from);
      return fromRanges.length === 0 || caller === undefined ? [] : [{ from: caller, fromRanges }];
    });
  }

  outgoingCalls({ item }: CallHierarchyOutgoingCallsParams): CallHierarchyOutgoingCall[] | undefined {
    const node = this.nodeOf(item);
    if (!ast.isFlowPhase(node) && !ast.isFlow(node)) return undefined;
    return [...groupBy(leadsFrom(node), ({ to }) => to)].flatMap(([phase, leads]) => {
      const to = this.item(phase);
      return to === undefined ? [] : [{ to, fromRanges: leads.map(({ range }) => range) }];
    });
  }

  private nodeOf(item: CallHierarchyItem): AstNode | undefined {
    const document = this.documents.getDocument(URI.parse(item.uri));
    return document === undefined
      ? undefined
      : declaredAt(document, item.selectionRange.start, this.services)?.nodes[0];
  }

  private item(node: ast.FlowPhase | ast.Flow): CallHierarchyItem | undefined {
    const range = node.$cstNode?.range;
    const selectionRange = nameRange(node);
    if (range === undefined || selectionRange === undefined) return undefined;
    const detail = ast.isFlow(node) ? node.title : node.realizes?.phase?.$refText;
    return {
      name: node.name,
      kind: this.services.shared.lsp.NodeKindProvider.getSymbolKind(node),
      uri: AstUtils.getDocument(node).uri.toString(),
      range,
      selectionRange,
      ...(detail === undefined ? {} : { detail }),
    };
  }
}

/** The phases that targets lead to: those of a phase, or where a flow starts. */
function leadsFrom(node: ast.FlowPhase | ast.Flow): { to: ast.FlowPhase; range: Range }[] {
  const starts = ast.isFlow(node) ? node.members.filter(ast.isStart) : [];
  const targets = ast.isFlow(node) ? starts.flatMap((start) => start.targets) : (node.next?.targets ?? []);
  const found = targets.filter(ast.isPhaseTarget).flatMap((target) => {
    const to = target.phase?.ref;
    const range = target.phase?.$refNode?.range;
    return to === undefined || range === undefined ? [] : [{ to, range }];
  });
  if (!ast.isFlow(node) || starts.length > 0) return found;
  const [first] = node.members.filter(ast.isFlowPhase);
  const range = nameRange(node);
  return first === undefined || range === undefined ? [] : [{ to: first, range }];
}
