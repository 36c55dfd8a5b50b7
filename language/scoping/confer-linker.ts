import type { AstNode, LangiumDocument } from 'langium';
import { Cancellation, DefaultLinker, interruptAndCheck, isAstNode, isReference } from 'langium';
import type { ConferCoreServices } from '../confer-services.js';
import type { ConferScopeProvider } from './confer-scope-provider.js';

const nodesBetweenChecks = 500;

/** Links with one plain walk over the tree: the streams of the default cost more than the look-ups themselves. */
export class ConferLinker extends DefaultLinker {
  private readonly scopes: ConferScopeProvider;

  constructor(services: ConferCoreServices) {
    super(services);
    this.scopes = services.references.ScopeProvider;
  }

  override async link(document: LangiumDocument, cancelToken = Cancellation.CancellationToken.None): Promise<void> {
    const stack: AstNode[] = [document.parseResult.value];
    let visited = 0;
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (++visited % nodesBetweenChecks === 0) await interruptAndCheck(cancelToken);
      this.linkNode(node, document, stack);
    }
  }

  /** Links a whole file without a pause; for files that are short and never change. */
  linkNow(document: LangiumDocument): void {
    const stack: AstNode[] = [document.parseResult.value];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) this.linkNode(node, document, stack);
  }

  override unlink(document: LangiumDocument): void {
    super.unlink(document);
    this.scopes.forget(document);
  }

  /** Links the node's own references and leaves its children on the stack, the first on top. */
  private linkNode(node: AstNode, document: LangiumDocument, stack: AstNode[]): void {
    const base = stack.length;
    this.linkProperties(node, document, stack);
    for (let low = base, high = stack.length - 1; low < high; low++, high--) {
      const first = stack[low];
      const last = stack[high];
      if (first === undefined || last === undefined) return;
      stack[low] = last;
      stack[high] = first;
    }
  }

  private linkProperties(node: AstNode, document: LangiumDocument, stack: AstNode[]): void {
    for (const property in node) {
      if (property.startsWith('$')) continue;
      const value = (node as unknown as Record<string, unknown>)[property];
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) {
        for (let index = 0; index < value.length; index++)
          this.linkValue(value[index], node, property, document, stack, index);
      } else {
        this.linkValue(value, node, property, document, stack);
      }
    }
  }

  private linkValue(
    value: unknown,
    container: AstNode,
    property: string,
    document: LangiumDocument,
    stack: AstNode[],
    index?: number,
  ): void {
    if (isAstNode(value)) {
      stack.push(value);
    } else if (isReference(value)) {
      const place = { reference: value, container, property };
      this.doLink(index === undefined ? place : { ...place, index }, document);
    }
  }
}
