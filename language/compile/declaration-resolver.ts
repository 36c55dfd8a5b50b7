import { type AstNode, AstUtils, type Reference, type ReferenceInfo, type ScopeProvider } from 'langium';
import { NameIndex } from '../../check/index.js';
import { memoize } from '../../timeline/types/memoize.js';
import { lacksName } from '../ast/name-node.js';
import type { Places } from '../ast/places.js';
import { SkippedText } from '../ast/skipped-text.js';
import * as ast from '../generated/ast.js';
import { type ImportResolver, importsOf } from '../workspace/import-resolver.js';
import type { FindingsCollector } from './findings-collector.js';

/** What a file exports, each kind with its word. */
export const exportedKinds = [
  ['protocol', ast.isProtocol],
  ['message', ast.isMessage],
  ['model', ast.isModel],
  ['flow', ast.isFlow],
  ['capture', ast.isCapture],
] as const;

type ExportedKind = Exclude<(typeof exportedKinds)[number][0], 'flow'>;

/** Declarations of a kind that a document can name. */
interface DeclarationsOfKind {
  readonly visible: ReadonlyMap<string, AstNode | undefined>;
  readonly index: NameIndex;
  /** Whether one of the kind may be declared where it cannot be read. */
  readonly isUnread: boolean;
  readonly importsResolve: boolean;
}

/** Finds the declarations that references mean, and reports names that mean none. */
export class DeclarationResolver {
  private readonly visibleFor = memoize<FindingsCollector, Map<string, DeclarationsOfKind>>(() => new Map());

  constructor(
    private readonly scopes: ScopeProvider,
    private readonly imports: ImportResolver,
  ) {}

  /** The declaration a reference is linked to, otherwise the nearest by name. */
  resolve<T extends AstNode>(
    reference: Reference<T> | undefined,
    container: AstNode,
    property: string,
    kind: ExportedKind,
    places: Places,
    collector: FindingsCollector,
  ): { node: T | undefined; exact: boolean } {
    if (reference === undefined) return { node: undefined, exact: false };
    if (reference.ref !== undefined) return { node: reference.ref, exact: true };
    const { visible, index, isUnread, importsResolve } = this.visibleTo(
      { reference, container, property },
      kind,
      collector,
    );
    const candidates = index.nearest(reference.$refText);
    const place = places.reference(reference, container);
    // What a missing import declares may be what is meant, or a declaration whose name cannot be read; unless a name
    // that is there is nearly the same.
    if ((candidates.length > 0 || importsResolve) && !isUnread) {
      collector.addUnknown(kind, reference.$refText, place, candidates, 'in this file, its imports, or the library');
    }
    const [nearest] = candidates;
    return { node: nearest === undefined ? undefined : (visible.get(nearest) as T | undefined), exact: false };
  }

  /** The declarations of a kind that a reference can mean; gathered once for all that one report is about. */
  private visibleTo(place: ReferenceInfo, kind: ExportedKind, collector: FindingsCollector): DeclarationsOfKind {
    const declarationsByKind = this.visibleFor(collector);
    let declarations = declarationsByKind.get(kind);
    if (declarations === undefined) {
      const visible = new Map<string, AstNode | undefined>();
      for (const { name, node } of this.scopes.getScope(place).getAllElements()) visible.set(name, node);
      const index = new NameIndex(visible.keys());
      const { container } = place;
      const isUnread = this.isUnread(kind, container);
      declarations = { visible, index, isUnread, importsResolve: this.importsResolve(container) };
      declarationsByKind.set(kind, declarations);
    }
    return declarations;
  }

  private importsResolve(node: AstNode): boolean {
    const document = AstUtils.getDocument(node);
    return importsOf(document.parseResult.value).every(
      (declaration) => this.imports.resolveImport(document, declaration) !== undefined,
    );
  }

  /** Whether a declaration of a kind, in the node's file or one that it imports, cannot be read. */
  private isUnread(kind: ExportedKind, node: AstNode): boolean {
    const document = AstUtils.getDocument(node);
    const imported = importsOf(document.parseResult.value).map((path) => this.imports.resolveImport(document, path));
    return [document, ...imported].some((file) => {
      const root = file?.parseResult.value;
      if (root === undefined || !ast.isConferFile(root)) return false;
      const is = exportedKinds.find(([name]) => name === kind)?.[1];
      const unnamed = root.declarations.some((declaration) => is?.(declaration) && lacksName(declaration));
      const skipped = SkippedText.of(root);
      const lacksMessage = kind === 'message' && skipped.lacksHead('Message');
      const isAnyKind = root.declarations.some((declaration) => skipped.lacksKeyword(declaration));
      return unnamed || lacksMessage || isAnyKind || skipped.between(root, [...root.imports, ...root.declarations]);
    });
  }
}
