import type { AstNode, AstNodeDescription } from 'langium';
import type { NodeKindProvider } from 'langium/lsp';
import { CompletionItemKind, SymbolKind } from 'vscode-languageserver';

const kinds: Record<string, readonly [SymbolKind, CompletionItemKind]> = {
  Protocol: [SymbolKind.Namespace, CompletionItemKind.Module],
  Message: [SymbolKind.Event, CompletionItemKind.Event],
  Attribute: [SymbolKind.Property, CompletionItemKind.Property],
  Model: [SymbolKind.Class, CompletionItemKind.Class],
  Role: [SymbolKind.Interface, CompletionItemKind.Interface],
  State: [SymbolKind.EnumMember, CompletionItemKind.EnumMember],
  Fact: [SymbolKind.Enum, CompletionItemKind.Enum],
  FactValue: [SymbolKind.EnumMember, CompletionItemKind.EnumMember],
  ModelPhase: [SymbolKind.Method, CompletionItemKind.Method],
  Flow: [SymbolKind.Module, CompletionItemKind.Module],
  Participant: [SymbolKind.Object, CompletionItemKind.Variable],
  FlowPhase: [SymbolKind.Function, CompletionItemKind.Function],
  Scenario: [SymbolKind.Array, CompletionItemKind.Value],
  ArrowStep: [SymbolKind.Event, CompletionItemKind.Event],
  ShortStep: [SymbolKind.Event, CompletionItemKind.Event],
};

/** The icons that editors show beside names. */
export class ConferNodeKindProvider implements NodeKindProvider {
  getSymbolKind(node: AstNode | AstNodeDescription): SymbolKind {
    return kinds[typeOf(node)]?.[0] ?? SymbolKind.Field;
  }

  getCompletionItemKind(node: AstNode | AstNodeDescription): CompletionItemKind {
    return kinds[typeOf(node)]?.[1] ?? CompletionItemKind.Reference;
  }
}

function typeOf(node: AstNode | AstNodeDescription): string {
  return '$type' in node ? node.$type : node.type;
}
