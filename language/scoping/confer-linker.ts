import type { AstNode, LangiumDocument } from 'langium';
import { Cancellation, DefaultLinker, interruptAndCheck, isAstNode, isReference } from 'langium';
import type { ConferCoreServices } from '../confer-services.js';
import type { KeptLinks, LinksBefore } from '../reparse/kept-links.js';
import type { ConferScopeProvider } from './confer-scope-provider.js';

const NODES_BETWEEN_CHECKS = 500;

/** Links with one plain walk over the tree: the streams of the default cost more than the look-ups themselves. */
export class ConferLinker extends DefaultLinker {
  private readonly scopes: ConferScopeProvider;
  private readonly kept: KeptLinks;

  constructor(services: ConferCoreServices) {
    super(services);
    this.scopes = services.references.ScopeProvider;
    this.kept = services.shared.workspace.KeptLinks;
  }

  override async link(document: LangiumDocument, cancelToken = Cancellation.CancellationToken.None): Promise<void> {
    const kept = this.kept.giveBack(document);
    // For another tree, there is nothing to undo.
    if (kept?.isSameTree) {
      // A link may have been resolved on demand already.
      super.unlink(document);
      if (kept.holds && this.linkPhases(document, kept)) return;
      document.references = kept.links;
      super.unlink(document);
    }
    if (kept !== undefined) this.kept.replace(document.references, kept.links);
    const stack: AstNode[] = [document.parseResult.value];
    let visited = 0;
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (++visited % NODES_BETWEEN_CHECKS === 0) await interruptAndCheck(cancelToken);
      this.linkNode(node, document, stack);
    }
  }

  /** Links a whole file without a pause; for files that are short and never change. */
  linkNow(document: LangiumDocument): void {
    this.linkAll(document.parseResult.value, document);
  }

  private linkAll(root: AstNode, document: LangiumDocument): void {
    const stack: AstNode[] = [root];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) this.linkNode(node, document, stack);
  }

  /** Links what is in phases that were parsed again, and keeps all other links; false if these are not as expected. */
  private linkPhases(document: LangiumDocument, before: LinksBefore): boolean {
    let { links } = before;
    for (const old of before.phases.values()) if (startOf(old, links) < 0) return false;
    for (const [phase, old] of before.phases) {
      const first = startOf(old, links);
      document.references = [];
      this.linkAll(phase, document);
      links = [...links.slice(0, first), ...document.references, ...links.slice(first + old.size)];
    }
    document.references = links;
    // Without a phase that has changed, they are the same links.
    if (before.phases.size > 0) this.kept.follow(links, before);
    return true;
  }

  override unlink(document: LangiumDocument): void {
    super.unlink(document);
    this.forget(document);
  }

  /** Throws away what was remembered to link a document by. */
  forget(document: LangiumDocument): void {
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

/** The index at which some links begin that are contiguous among others; -1 if they are not. */
function startOf(some: ReadonlySet<LinksBefore['links'][number]>, links: LinksBefore['links']): number {
  const [any] = some;
  let first = any === undefined ? -1 : links.indexOf(any);
  for (let before = links[first - 1]; before !== undefined && some.has(before); before = links[first - 1]) first--;
  return links.slice(first, first + some.size).every((link) => some.has(link)) ? first : -1;
}
