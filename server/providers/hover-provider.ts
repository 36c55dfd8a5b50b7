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
import { counted } from '../../timeline/types/counted.js';
import type { ConferServices } from '../confer-lsp-services.js';

/** Most declarations that one hover explains: of many models of the library, a name in a capture can mean any. */
const MAX_DECLARATIONS = 3;

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
    const declarations: AstNode[] = this.references.findDeclarations(node);
    for (const declaration of declarations.slice(0, MAX_DECLARATIONS)) {
      const text = await this.hovers.declaration(declaration, token);
      if (text !== undefined) texts.push(text);
    }
    const more = declarations.length - MAX_DECLARATIONS;
    if (more > 0) texts.push(`… and ${counted(more, 'more declaration')} of this name.`);
    return texts.length === 0 ? undefined : texts.join('\n\n---\n\n');
  }
}
