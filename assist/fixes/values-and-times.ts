import { AstUtils, GrammarUtils } from 'langium';
import { ast } from '../../language/index.js';
import type { OffsetEdit, Proposal } from '../edits/fix.js';
import type { FixContext } from '../edits/fix-context.js';
import { written } from '../edits/step-edits.js';

/** `wrong-value`: writes the value that the model's row gives; nothing if one is sent twice with the same values. */
export function wrongValue({ finding, start, end }: FixContext): Proposal[] {
  return (finding.data.candidates ?? []).map((text) => ({
    title: `Change to ${text}`,
    alternatives: [[{ start, end, text }]],
    preferable: true,
  }));
}

/** `too-early` and `too-late` of a target: writes the time that the model allows. */
export function wrongTime({ finding, end, source }: FixContext): Proposal[] {
  const [, space = '', duration = ''] = /^(\s+)(\d[\w.]*)/.exec(source.text.slice(end)) ?? [];
  if (duration === '') return [];
  const from = end + space.length;
  return (finding.data.candidates ?? []).map((text) => ({
    title: `Change to "after ${text}"`,
    alternatives: [[{ start: from, end: from + duration.length, text }]],
    preferable: true,
  }));
}

/** `unset-state`: begins in one of the states that the roles begin in. Which one is the author's to choose. */
export function unsetState({ finding, node }: FixContext): Proposal[] {
  const participant = AstUtils.getContainerOfType(node, ast.isParticipant);
  const place = participant?.$cstNode;
  if (place === undefined || GrammarUtils.findNodeForProperty(place, 'initial') !== undefined) return [];
  return (finding.data.candidates ?? []).map((state) => {
    const edit: OffsetEdit = { start: place.end, end: place.end, text: ` initially ${written(state)}` };
    return { title: `Start it in "${state}"`, alternatives: [[edit]], preferable: false, unmasks: 'offered' };
  });
}
