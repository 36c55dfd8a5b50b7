import { looksLikeArrow } from './repair-costs.js';
import type { PlacedEdit } from './token-repair.js';
import { startsLine } from './token-stream.js';

/** Rules of the blocks that hold rows. */
const ROW_BLOCK = /^(?:ModelPhase|When|InOrder|OneOf)$/;

/**
 * What to write instead of a sign or a word that means something in other notations.
 * @param blocks rules of the blocks around it, the innermost first
 * @returns a sentence without its full stop; null if the edit itself names the remedy
 */
export function notationRemedy(edit: PlacedEdit, blocks: readonly string[]): string | null {
  const [ofMember, ofRow] = [ofStates(edit) ?? ofCondition(edit), ofSender(edit) ?? ofCount(edit, blocks)];
  return ofAttributes(edit) ?? ofMember ?? ofRow ?? ofTargets(edit);
}

/** Attributes of a message in brackets or parentheses, after its protocols or before them. */
function ofAttributes({ wanted, found }: PlacedEdit): string | null {
  if (wanted?.rule !== 'Message' || found === null || !/^[[(]/.test(found.image)) return null;
  if (wanted.text === '{') return 'The attributes of a message are written in braces, "{ Name: type }"';
  return wanted.text === 'on'
    ? 'Write the protocols first, then attributes in braces: "on Protocol { Name: type }"'
    : null;
}

/** States as a chain, or with their role in another place. */
function ofStates({ kind, wanted, found, before, after }: PlacedEdit): string | null {
  if (found === null) return null;
  if (wanted?.rule === 'StateList' && wanted.text === ',' && looksLikeArrow(found.image)) {
    return 'States are separated by ","; phases say which follows which, "moves role from a to b"';
  }
  if (wanted?.rule === 'StateList' && wanted.text === ':' && kind === 'insert') {
    return `Write a colon between the role and its states, "states ${before?.image ?? 'role'}: a, b"`;
  }
  const isRoleFirst = kind === 'delete' && startsLine(found, before) && after?.image === 'states';
  return isRoleFirst ? `The role follows "states" and a colon follows the role: "states ${found.image}: a, b"` : null;
}

/** A condition that is negated as a whole. */
function ofCondition({ wanted, found }: PlacedEdit): string | null {
  return wanted?.text === 'when' && found?.image.toLowerCase() === 'unless'
    ? 'A condition names what holds: write "when" with another value of the fact or another state, or with "none STATE"'
    : null;
}

/** An arrow that begins a line. */
function ofSender({ kind, found, before }: PlacedEdit): string | null {
  return kind !== 'replace' && found !== null && /^[-=~.]*[>→⟶⇒⟹➔]+$/.test(found.image) && startsLine(found, before)
    ? 'Write the sender before the arrow, "sender -> receiver : Message"'
    : null;
}

/** A second `next` in a list of targets. */
function ofTargets({ kind, found, before }: PlacedEdit): string | null {
  return kind === 'delete' && found?.image === 'next' && before?.image === '|'
    ? 'A phase has one "next", with its targets separated by "|": remove this one'
    : null;
}

/** How often a message comes, after it: `*`, `+`, `?`, `[*]`, `0..*`. */
function ofCount(edit: PlacedEdit, blocks: readonly string[]): string | null {
  const count = countAfter(edit);
  if (count !== null && blocks[0] === 'FlowPhase') {
    return 'A step is sent once: write a step for each time it is sent, and remove this sign';
  }
  const word = rowCount(edit, blocks);
  return word === null
    ? null
    : `How often a message is sent is written before its row: "${word} sender -> receiver : Message"`;
}

/** The words before a row that mean what a sign after it means in other notations; null for no such sign. */
export function rowCount(edit: PlacedEdit, [block = '']: readonly string[]): string | null {
  return ROW_BLOCK.test(block) ? countAfter(edit) : null;
}

function countAfter({ kind, found, before, after }: PlacedEdit): string | null {
  if (kind !== 'delete' || found === null || startsLine(found, before)) return null;
  if (before === null || !/[\w)"]$/.test(before.image)) return null;
  const { image } = found;
  const isRange = /^\d+$/.test(image) && /^\.\.?/.test(after?.image ?? '');
  if (!/^(?:[*+?]|[[(]?[*+?][\])]?)$/.test(image) && !isRange) return null;
  if (image.includes('?')) return 'optional';
  return image.includes('+') ? 'repeated' : 'optional repeated';
}
