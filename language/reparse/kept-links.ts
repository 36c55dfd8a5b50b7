import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import type { FlowPhase } from '../generated/ast.js';
import type { ImportResolver } from '../workspace/import-resolver.js';

type Links = LangiumDocument['references'];

/** The links of a text before it changed. */
export interface LinksBefore {
  /** The links, in the order of the text. */
  readonly links: Links;
  /** Phases that were parsed again since, each with the links that were in it. */
  readonly phases: ReadonlyMap<FlowPhase, ReadonlySet<Links[number]>>;
}

interface Kept extends LinksBefore {
  readonly root: AstNode;
  /** Roots of the files that the document saw. */
  readonly visible: readonly AstNode[];
  readonly phases: Map<FlowPhase, ReadonlySet<Links[number]>>;
}

/**
 * Keeps the links of documents while they are read again, and notifies the code that derived something from a
 * document's links what has changed since: the links of a document are the version of what it means.
 */
export class KeptLinks {
  private readonly kept = new WeakMap<LangiumDocument, Kept>();
  private readonly before = new WeakMap<Links, LinksBefore>();
  /** By a document's links, if all were linked again: those of its last version that was checked. */
  private readonly former = new WeakMap<Links, Links>();
  private readonly lineages = new WeakMap<Links, object>();

  constructor(private readonly imports: ImportResolver) {}

  /** Takes the links from a linked document, as they are, before it is read again. */
  take(document: LangiumDocument): void {
    const { references: links, parseResult } = document;
    this.kept.set(document, { links, phases: new Map(), root: parseResult.value, visible: this.visible(document) });
    document.references = [];
  }

  /** Notes that a phase is about to be parsed again. */
  noteReparse(document: LangiumDocument, phase: FlowPhase): void {
    const phases = this.kept.get(document)?.phases;
    if (phases === undefined || phases.has(phase)) return;
    const links = AstUtils.streamAst(phase).flatMap((node) => AstUtils.streamReferences(node));
    phases.set(phase, new Set(links.map(({ reference }) => reference)));
  }

  /**
   * Gives back what was taken from a document, once.
   * @returns `isSameTree` if the links are those of the present tree, `holds` if nothing has changed but the phases noted
   */
  giveBack(
    document: LangiumDocument,
  ): (LinksBefore & { readonly isSameTree: boolean; readonly holds: boolean }) | undefined {
    const kept = this.kept.get(document);
    this.kept.delete(document);
    if (kept === undefined) return undefined;
    const { links, phases } = kept;
    if (kept.root !== document.parseResult.value) return { links, phases, isSameTree: false, holds: false };
    const visible = this.visible(document);
    const sameFiles = visible.length === kept.visible.length && visible.every((root, i) => root === kept.visible[i]);
    return { links, phases, isSameTree: true, holds: sameFiles };
  }

  /** Notes that a document gets links that are all new. @param before those that it had */
  replace(links: Links, before: Links): void {
    this.former.set(links, this.former.get(before) ?? before);
  }

  /** Notes what a document's links were before. */
  follow(links: Links, before: LinksBefore): void {
    this.before.set(links, before);
    const former = this.former.get(before.links);
    if (former !== undefined) this.former.set(links, former);
    this.lineages.set(links, this.lineage(before.links));
    // One step back is enough: a reader that missed it begins again.
    this.before.delete(before.links);
  }

  /** A document's links before phases were parsed again; undefined if more has changed. */
  linksBefore(links: Links): LinksBefore | undefined {
    return this.before.get(links);
  }

  /** A document's links before all of it was linked again, of its last version that was checked. */
  formerLinks(links: Links): Links | undefined {
    return this.former.get(links);
  }

  /**
   * What all versions of a document's links share between which phases were parsed again and nothing else changed: what is
   * in other phases refers to the same in all of them.
   */
  lineage(links: Links): object {
    const lineage = this.lineages.get(links) ?? {};
    this.lineages.set(links, lineage);
    return lineage;
  }

  /** Forgets what a document's links were before: all that can be made of it is made. */
  release(links: Links): void {
    this.before.delete(links);
    this.former.delete(links);
  }

  private visible(document: LangiumDocument): AstNode[] {
    return this.imports.importedDocuments(document).map(({ parseResult }) => parseResult.value);
  }
}
