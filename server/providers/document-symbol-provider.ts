import type { AstNode, LangiumDocument, NameProvider } from 'langium';
import type { DocumentSymbolProvider, NodeKindProvider } from 'langium/lsp';
import type { DocumentSymbol, Range } from 'vscode-languageserver';
import {
  type FlowPhase,
  isAllReceiver,
  isArrowStep,
  isCapture,
  isConferFile,
  isFact,
  isFlow,
  isFlowPhase,
  isMessage,
  isModel,
  isModelPhase,
  isParticipant,
  isRole,
  isScenario,
  isStateList,
  type Step,
} from '../../language/index.js';
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
    return isConferFile(root) ? this.symbols(root.declarations) : [];
  }

  private symbols(nodes: readonly AstNode[]): DocumentSymbol[] {
    return nodes
      .map((node) => (isFlowPhase(node) ? this.phases.of(node) : this.symbol(node)))
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
    const children = isFlowPhase(node) ? this.steps(node) : this.symbols(childrenOf(node));
    if (children.length > 0) symbol.children = children;
    return symbol;
  }

  private steps(phase: FlowPhase): DocumentSymbol[] {
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
  if (isMessage(node)) return node.attributes;
  if (isFact(node)) return node.values;
  if (isModel(node)) {
    return node.members.flatMap((member): AstNode[] => {
      if (isStateList(member)) return member.states;
      return isRole(member) || isFact(member) || isModelPhase(member) ? [member] : [];
    });
  }
  if (isFlow(node)) {
    return node.members.filter((member) => isParticipant(member) || isFlowPhase(member) || isScenario(member));
  }
  return [];
}

function detailOf(node: AstNode): string {
  if (isParticipant(node)) return node.roles.map((role) => role.$refText).join(', ');
  if (isFlowPhase(node)) return node.realizes?.phase?.$refText ?? '';
  if (isFlow(node)) return node.models.map((model) => model.$refText).join(', ');
  if (isMessage(node)) return node.protocols.map((protocol) => protocol.$refText).join(', ');
  if (isScenario(node)) return node.phases.map((phase) => phase.$refText).join(', ');
  return isModel(node) || isModelPhase(node) || isRole(node) || isCapture(node) ? (node.title ?? '') : '';
}

function arrowOf(step: Step): string {
  if (!isArrowStep(step)) return '';
  const receivers = step.receivers.map((receiver) => {
    if (!isAllReceiver(receiver)) return receiver.participant?.$refText ?? '';
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
