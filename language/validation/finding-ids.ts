import { type AstNode, CstUtils, type LangiumDocument } from 'langium';
import type { Finding, FindingDraft } from '../../check/index.js';
import { visibleLine } from '../../timeline/types/visible-text.js';

/** The marked text counts only so far: a comment may be long. */
const MAX_TEXT_LENGTH = 80;

/**
 * Gives each finding of a document an id made of its code, the declarations around it, the marked text and what it is
 * about. No line, no index and no word of a message is in it, so that it stays the same after edits elsewhere. Several
 * of one kind are numbered.
 */
export function withIds(document: LangiumDocument, drafts: readonly FindingDraft[]): Finding[] {
  const counts = new Map<string, number>();
  return drafts.map((draft) => {
    const kind = kindOf(document, draft);
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return { ...shown(draft), id: count === 1 ? kind : `${kind}#${count}` };
  });
}

/** The finding with what cannot be seen shown: its words quote the file's. */
function shown(draft: FindingDraft): FindingDraft {
  const related = draft.related.map((place) => ({ ...place, message: visibleLine(place.message) }));
  return { ...draft, message: visibleLine(draft.message), brief: visibleLine(draft.brief), related };
}

/** An id without its number: the same for findings that differ only in their place. */
export function findingKind({ id }: Finding): string {
  return id.replace(/#\d+$/, '');
}

function kindOf({ parseResult, textDocument }: LangiumDocument, { code, range, subject }: FindingDraft): string {
  const root = parseResult.value.$cstNode;
  const leaf = root === undefined ? undefined : CstUtils.findLeafNodeAtOffset(root, textDocument.offsetAt(range.start));
  const text = textDocument.getText(range).slice(0, MAX_TEXT_LENGTH).replaceAll('#', '');
  return [code, ...namesAround(leaf?.astNode), text, ...(subject === undefined ? [] : [subject])].join('/');
}

/** Names of the declarations that hold a node, the outer ones first. */
function namesAround(node: AstNode | undefined): string[] {
  const names: string[] = [];
  for (let holder = node; holder !== undefined; holder = holder.$container) {
    if ('name' in holder && typeof holder.name === 'string') names.unshift(holder.name);
  }
  return names;
}
