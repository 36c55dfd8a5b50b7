import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import { DefaultDefinitionProvider } from 'langium/lsp';
import type { DefinitionParams, LocationLink } from 'vscode-languageserver';
import { ast } from '../../language/index.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { declaredAt, linkTo } from './declared-at.js';
import { unitedDeclarations } from './united-declarations.js';

/** Definitions; a name of a flow that several of its models declare leads to each of them. */
export class ConferDefinitionProvider extends DefaultDefinitionProvider {
  constructor(private readonly services: ConferServices) {
    super(services);
  }

  override async getDefinition(
    document: LangiumDocument,
    params: DefinitionParams,
  ): Promise<LocationLink[] | undefined> {
    const links = await super.getDefinition(document, params);
    const declared = declaredAt(document, params.position, this.services);
    if (links === undefined || declared === undefined) return links;
    const followed = this.followedAt(document, params);
    const others = declared.nodes
      .flatMap((node) => unitedDeclarations(node, this.services))
      .filter((node) => !declared.nodes.includes(node) && followed.includes(modelOf(node)))
      .map((node) => linkTo(node, declared.range))
      .filter((link) => link !== undefined);
    return [...links, ...others];
  }

  /** The models of the flow at a position; none in a model, whose names are its own. */
  private followedAt(document: LangiumDocument, { position }: DefinitionParams): readonly (AstNode | undefined)[] {
    const offset = document.textDocument.offsetAt(position);
    const root = document.parseResult.value;
    const flow = ast.isConferFile(root)
      ? root.declarations
          .filter(ast.isFlow)
          .find(({ $cstNode: cst }) => cst && cst.offset <= offset && offset <= cst.end)
      : undefined;
    return flow?.models.flatMap(({ ref }) => ref ?? []) ?? [];
  }
}

function modelOf(node: AstNode): ast.Model | undefined {
  return AstUtils.getContainerOfType(node, ast.isModel);
}
