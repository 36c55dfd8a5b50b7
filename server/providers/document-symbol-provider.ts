import type { AstNode, LangiumDocument, NameProvider } from 'langium';
import type { DocumentSymbolProvider, NodeKindProvider } from 'langium/lsp';
import type { DocumentSymbol, Range } from 'vscode-languageserver';
import { ast } from '../../language/index.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { PhaseParts } from './phase-parts.js';

/** The outline: flows with their phases and steps, models with what they declare, the vocabulary. */
export class ConferDocumentSymbolProvider implements DocumentSymbolProvider {
  private readonly names: NameProvider;
  private readonly kinds: NodeKindProvider;
  private readonly phases = new PhaseParts<DocumentSymbol | undefined>(
    (phase) => this.symbol(phase),
    (symbol, lines) => symbol && movedSymbol(symbol, lines),
  );

  constructor(services: ConferServices) {
    this.names = services.references.NameProvider;
    this.kinds = services.shared.lsp.NodeKindProvider;
  }

  getSymbols(document: LangiumDocument): DocumentSymbol[] {
    const root = document.parseResult.value;
    return ast.isConferFile(root) ? this.symbols(root.declarations) : [];
  }

  private symbols(nodes: readonly AstNode[]): DocumentSymbol[] {
    return nodes
      .map((node) => (ast.isFlowPhase(node) ? this.phases.of(node) : this.symbol(node)))
      .filter((symbol) => symbol !== undefined);
  }

  private symbol(node: AstNode): DocumentSymbol | undefined {
    const nameNode = this.names.getNameNode(node);
    const name = this.names.getName(node);
    if (nameNode === undefined || node.$cstNode === undefined || name === undefined || name === '') return undefined;
    const symbol: DocumentSymbol = {
      name,
      kind: this.kinds.getSymbolKind(node),
      range: node.$cstNode.range,
      selectionRange: nameNode.range,
    };
    const detail = detailOf(node);
    if (detail !== '') symbol.detail = detail;
    const children = ast.isFlowPhase(node) ? this.steps(node) : this.symbols(childrenOf(node));
    if (children.length > 0) symbol.children = children;
    return symbol;
  }

  private steps(phase: ast.FlowPhase): DocumentSymbol[] {
    const symbols: DocumentSymbol[] = [];
    for (const step of phase.steps) {
      const name = step.message?.$refText ?? '';
      if (name === '' || step.$cstNode === undefined) continue;
      const { range } = step.$cstNode;
      const selectionRange = step.message?.$refNode?.range ?? range;
      symbols.push({ name, detail: arrowOf(step), kind: this.kinds.getSymbolKind(step), range, selectionRange });
    }
    return symbols;
  }
}

function childrenOf(node: AstNode): AstNode[] {
  if (ast.isMessage(node)) return node.attributes;
  if (ast.isFact(node)) return node.values;
  if (ast.isModel(node)) {
    return node.members.flatMap((member): AstNode[] => {
      if (ast.isStateList(member)) return member.states;
      return ast.isRole(member) || ast.isFact(member) || ast.isModelPhase(member) ? [member] : [];
    });
  }
  if (ast.isFlow(node)) {
    return node.members.filter(
      (member) => ast.isParticipant(member) || ast.isFlowPhase(member) || ast.isScenario(member),
    );
  }
  return [];
}

function detailOf(node: AstNode): string {
  if (ast.isParticipant(node)) return node.roles.map((role) => role.$refText).join(', ');
  if (ast.isFlowPhase(node)) return node.realizes?.phase?.$refText ?? '';
  if (ast.isFlow(node)) return node.models.map((model) => model.$refText).join(', ');
  if (ast.isMessage(node)) return node.protocols.map((protocol) => protocol.$refText).join(', ');
  if (ast.isScenario(node)) return node.phases.map((phase) => phase.$refText).join(', ');
  return ast.isModel(node) || ast.isModelPhase(node) || ast.isRole(node) || ast.isCapture(node)
    ? (node.title ?? '')
    : '';
}

function arrowOf(step: ast.Step): string {
  if (!ast.isArrowStep(step)) return '';
  const receivers = step.receivers.map((receiver) => {
    if (!ast.isAllReceiver(receiver)) return receiver.participant?.$refText ?? '';
    const except = receiver.except.map(({ $refText }) => $refText).join(', ');
    return `all ${receiver.state?.$refText ?? ''}${except === '' ? '' : ` except ${except}`}`;
  });
  return `${step.sender?.$refText ?? ''} → ${receivers.join(', ')}`;
}

function movedSymbol(symbol: DocumentSymbol, lines: number): DocumentSymbol {
  const { range, selectionRange, children } = symbol;
  const moved = { ...symbol, range: movedRange(range, lines), selectionRange: movedRange(selectionRange, lines) };
  return children === undefined ? moved : { ...moved, children: children.map((child) => movedSymbol(child, lines)) };
}

function movedRange({ start, end }: Range, lines: number): Range {
  return { start: { ...start, line: start.line + lines }, end: { ...end, line: end.line + lines } };
}
