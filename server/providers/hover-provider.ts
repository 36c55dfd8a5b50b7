import {
  type AstNode,
  type Cancellation,
  CstUtils,
  type GrammarConfig,
  type LangiumDocument,
  type References,
} from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Hover, HoverParams } from 'vscode-languageserver';
import { Hovers } from '../../assist/index.js';
import type { ConferServices } from '../confer-lsp-services.js';

/** Hovers for declarations, keywords, and the rules that a comment suppresses. */
export class ConferHoverProvider implements HoverProvider {
  private readonly hovers: Hovers;
  private readonly references: References;
  private readonly grammarConfig: GrammarConfig;

  constructor(services: ConferServices) {
    this.hovers = new Hovers(services);
    this.references = services.references.References;
    this.grammarConfig = services.parser.GrammarConfig;
  }

  async getHoverContent(
    document: LangiumDocument,
    { position }: HoverParams,
    token?: Cancellation.CancellationToken,
  ): Promise<Hover | undefined> {
    const offset = document.textDocument.offsetAt(position);
    const text =
      (await this.ofDeclarations(document, offset, token)) ??
      this.hovers.keyword(document, offset) ??
      this.hovers.rule(document, offset);
    const member = await this.hovers.phaseMember(document, offset, token);
    const parts = [text, member].filter((part) => part !== undefined && part !== '');
    return parts.length === 0 ? undefined : { contents: { kind: 'markdown', value: parts.join('\n\n---\n\n') } };
  }

  private async ofDeclarations(
    document: LangiumDocument,
    offset: number,
    token: Cancellation.CancellationToken | undefined,
  ): Promise<string | undefined> {
    const root = document.parseResult.value.$cstNode;
    const node =
      root === undefined
        ? undefined
        : CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
    if (node === undefined || node.end <= offset) return undefined;
    const texts: string[] = [];
    for (const declaration of this.references.findDeclarations(node) as AstNode[]) {
      const text = await this.hovers.declaration(declaration, token);
      if (text !== undefined) texts.push(text);
    }
    return texts.length === 0 ? undefined : texts.join('\n\n---\n\n');
  }
}
