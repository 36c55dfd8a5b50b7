import {
  type AstNode,
  type AstNodeDescription,
  AstUtils,
  type CstNode,
  GrammarUtils,
  type LangiumDocument,
  type Reference,
  type ScopeProvider,
} from 'langium';
import * as ast from '../generated/ast.js';
import { isLibraryUri } from '../library/library.js';
import type { ImportResolver } from '../workspace/import-resolver.js';

/** A declaration that can send or receive: in a flow, or in a model. */
type Player = ast.Participant | ast.Role;
type Phase = ast.FlowPhase | ast.ModelPhase;

/** The declarations that the captures of a document can name without a link: those of any flow or model that it sees. */
export class CaptureDeclarations {
  private ownDeclarations: readonly ast.Declaration[] | undefined;

  constructor(
    private readonly document: LangiumDocument,
    private readonly imports: ImportResolver,
    private readonly scopes: ScopeProvider,
  ) {}

  /** The document's own declarations, and the imported ones; gathered when a capture first asks for them. */
  get own(): readonly ast.Declaration[] {
    this.ownDeclarations ??= [this.document, ...this.imports.importedDocuments(this.document)].flatMap(
      ({ parseResult: { value } }) => (ast.isConferFile(value) ? value.declarations : []),
    );
    return this.ownDeclarations;
  }

  /** Everything that a property of a node could refer to in the document. */
  visible(type: string, property: string): AstNodeDescription[] {
    const container = { $type: type, $container: this.document.parseResult.value } as AstNode;
    return [
      ...this.scopes.getScope({ reference: { $refText: '' } as Reference, container, property }).getAllElements(),
    ];
  }

  /** Participants of the visible flows and roles of the visible models. */
  players(): Player[] {
    return [...this.inFlows(ast.isParticipant), ...this.inModels(ast.isRole)];
  }

  /** Phases of the visible flows and models. */
  phases(): Phase[] {
    return [...this.inFlows(ast.isFlowPhase), ...this.inModels(ast.isModelPhase)];
  }

  /** What a name in a capture means if it is no link; the library's models only count where nothing else has it. */
  meantBy(name: CstNode): AstNode[] {
    const member = name.astNode;
    const text = name.text.replace(/^\^/, '');
    const kind = GrammarUtils.findAssignment(name)?.feature;
    if (ast.isCaptureAddress(member) && kind === 'role') return closest(this.players(), text, this.followed());
    if (!ast.isCaptureAllow(member)) return [];
    if (kind === 'phase') return closest(this.phases(), text, this.followed());
    if (kind !== 'message') return [];
    const message = this.visible('CaptureMessageEntry', 'message').find((own) => own.name === text)?.node;
    return message === undefined ? [] : [message];
  }

  private followed(): ReadonlySet<ast.Model> {
    return new Set(this.own.filter(ast.isFlow).flatMap(({ models }) => models.flatMap(({ ref }) => ref ?? [])));
  }

  private inFlows<T extends AstNode>(is: (node: unknown) => node is T): T[] {
    return this.own
      .filter(ast.isFlow)
      .flatMap(({ members }) => members)
      .filter((member) => is(member));
  }

  private inModels<T extends AstNode>(is: (node: unknown) => node is T): T[] {
    return this.visible('Flow', 'models')
      .flatMap(({ node }) => (ast.isModel(node) ? node.members : []))
      .filter((member) => is(member));
  }
}

/** The declarations of a name; those of the library only if there are no others, and of followed models if one has it. */
function closest(nodes: readonly (Player | Phase)[], text: string, followed: ReadonlySet<AstNode>): AstNode[] {
  const named = nodes.filter(({ name }) => name === text);
  const own = named.filter(
    (node) => !isLibraryUri(AstUtils.getDocument(node).uri) || followed.has(node.$container as AstNode),
  );
  return own.length > 0 ? own : named;
}
