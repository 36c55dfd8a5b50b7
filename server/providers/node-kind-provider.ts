import type { AstNode, AstNodeDescription } from 'langium';
import type { NodeKindProvider } from 'langium/lsp';
import { CompletionItemKind, SymbolKind } from 'vscode-languageserver';

const kinds: Record<string, readonly [SymbolKind, CompletionItemKind]> = {
  Protocol: [SymbolKind.Key, CompletionItemKind.Module],
  Message: [SymbolKind.Event, CompletionItemKind.Event],
  Attribute: [SymbolKind.Property, CompletionItemKind.Property],
  Model: [SymbolKind.Namespace, CompletionItemKind.Class],
  Role: [SymbolKind.Interface, CompletionItemKind.Interface],
  State: [SymbolKind.EnumMember, CompletionItemKind.EnumMember],
  Fact: [SymbolKind.Boolean, CompletionItemKind.Enum],
  FactValue: [SymbolKind.String, CompletionItemKind.EnumMember],
  ModelPhase: [SymbolKind.Struct, CompletionItemKind.Method],
  Flow: [SymbolKind.Class, CompletionItemKind.Module],
  Participant: [SymbolKind.Variable, CompletionItemKind.Variable],
  FlowPhase: [SymbolKind.Function, CompletionItemKind.Function],
  Scenario: [SymbolKind.Constant, CompletionItemKind.Value],
  ArrowStep: [SymbolKind.Field, CompletionItemKind.Event],
  ShortStep: [SymbolKind.Field, CompletionItemKind.Event],
};

/** The icons that editors show next to names. */
export class ConferNodeKindProvider implements NodeKindProvider {
  getSymbolKind(node: AstNode | AstNodeDescription): SymbolKind {
    // A system has no life cycle, so its icon differs from that of a party.
    if ('kind' in node && node.kind === 'system') return SymbolKind.Object;
    return kinds[typeOf(node)]?.[0] ?? SymbolKind.Field;
  }

  getCompletionItemKind(node: AstNode | AstNodeDescription): CompletionItemKind {
    return kinds[typeOf(node)]?.[1] ?? CompletionItemKind.Reference;
  }
}

function typeOf(node: AstNode | AstNodeDescription): string {
  return '$type' in node ? node.$type : node.type;
}
