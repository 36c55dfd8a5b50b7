import { isBlockEnd, isReversedArrow, looksLikeArrow } from '../repair/intended-words.js';
import type { PlacedEdit } from '../repair/token-repair.js';
import { startsLine, UNREADABLE } from '../token-stream.js';
import { ROWS } from './line-remedy.js';

/**
 * What to write instead of a sign or a word that means something in other notations.
 * @param blocks rules of the blocks around it, the innermost first
 * @returns a sentence without its full stop; null if the edit itself names the remedy
 */
export function notationRemedy(edit: PlacedEdit, blocks: readonly string[]): string | null {
  const remedies = [ofAttributes, ofStates, ofCondition, ofChannel, ofSender, ofMessage, ofTargets, ofBlock, ofEnd];
  for (const remedy of remedies) {
    const found = remedy(edit);
    if (found !== null) return found;
  }
  return ofTime(edit, blocks) ?? ofCount(edit, blocks);
}

/** Attributes of a message in brackets or parentheses, after its protocols or before them. */
function ofAttributes({ wanted, found }: PlacedEdit): string | null {
  if (wanted?.rule === 'Attribute' && wanted.kind === 'name' && found !== null && /^\d/.test(found.image)) {
    return `A type lists words or strings in quotes: write "${found.image}" in quotes`;
  }
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

/** A condition that is negated as a whole, and alternatives of conditions. */
function ofCondition({ kind, wanted, found, before }: PlacedEdit): string | null {
  if (wanted?.text === 'and' && found !== null && /^(?:or|\||\|\||\/)$/.test(found.image)) {
    return 'Conditions are joined by "and": for alternatives, write a "when" or a phase for each';
  }
  if (kind === 'delete' && found?.image === 'in' && before !== null) {
    return `Write the state after the role, "${before.image} state"`;
  }
  return wanted?.text === 'when' && found?.image.toLowerCase() === 'unless'
    ? 'A condition names what holds: write "when" with another value of the fact or another state, or with "none STATE"'
    : null;
}

/** A channel without an arrow, with a second one, or with its protocol before the roles. */
function ofChannel({ kind, wanted, found }: PlacedEdit): string | null {
  if (kind === 'insert' && wanted?.rule === 'Channel' && /^<?->$/.test(wanted.text)) {
    return 'A channel has an arrow between its ends: write "<->" for both ways, or "->" for one';
  }
  if (wanted?.rule !== 'Channel' || wanted.text !== ',' || found === null) return null;
  if (looksLikeArrow(found.image))
    return 'A channel has one arrow: write a line for each, "channel a <-> b on Protocol"';
  return found.image === ':' ? 'Write the protocol after the roles, "channel a <-> b on Protocol"' : null;
}

/** An arrow that begins a line, or one that leads to the sender. */
function ofSender({ kind, wanted, found, before }: PlacedEdit): string | null {
  if (found !== null && wanted?.text === '->' && isReversedArrow(found.image)) {
    return 'The sender comes first: write "->" and swap the two names';
  }
  return kind !== 'replace' && found !== null && /^[-=~.]*[>→⟶⇒⟹➔]+$/.test(found.image) && startsLine(found, before)
    ? 'Write the sender before the arrow, "sender -> receiver : Message"'
    : null;
}

/** A title in place of a message, or the name of one in quotes. */
function ofMessage({ kind, wanted, found }: PlacedEdit): string | null {
  if (kind !== 'replace' || wanted?.refersTo !== 'Message' || found?.image.startsWith('"') !== true) return null;
  const name = /^"(\w+)"$/.exec(found.image)?.[1];
  return name === undefined
    ? 'Write the name of a message, not its title'
    : `Names are written without quotes: write ${name}`;
}

/** A time without its word, in parentheses or in quotes. */
function ofTime({ found, before }: PlacedEdit, [block]: readonly string[]): string | null {
  if (found === null || before === null || startsLine(found, before)) return null;
  if (before.image === 'timeout' && block === 'ModelPhase' && /^(?:\(|\d.*)$/.test(found.image)) {
    return 'Write the time after "after": "trigger timeout at role after 30s"';
  }
  const quoted = /^"(\d+(?:\.\d+)?(?:ms|s|m|h))"$/.exec(found.image)?.[1];
  if (quoted !== undefined && /^(?:after|to|within)$/.test(before.image)) {
    return `Write the time without quotes, "${before.image} ${quoted}"`;
  }
  const isTime = /^\d+(?:\.\d+)?(?:ms|s|m|h)$/.test(found.image);
  return isTime && before.image === 'after' ? `Write the time without parentheses, "after ${found.image}"` : null;
}

/** A block of rows by another word. */
function ofBlock({ found, before, after }: PlacedEdit): string | null {
  if (found === null || after?.image !== '{' || !startsLine(found, before)) return null;
  if (/^(?:order|ordered|seq|sequence)$/.test(found.image)) return 'Rows in order are written "in order { … }"';
  return /^(?:alternatives|choice|either|one|oneof)$/.test(found.image)
    ? 'Alternatives are written "one of { … }"'
    : null;
}

/** The end of a block by another word, or by two braces. */
function ofEnd({ kind, wanted, found, before, after }: PlacedEdit): string | null {
  if (found === null || found.tokenTypeIdx !== UNREADABLE) return null;
  if (kind === 'replace' && wanted?.text === '}') return isBlockEnd(found.image) ? 'A block ends with "}"' : null;
  if (kind !== 'delete' || found.image !== '}') return null;
  if (startsLine(found, before)) {
    // The editor has written the one above, and the user the other.
    const isDouble = before?.image === '}' && before.startColumn === found.startColumn;
    return isDouble
      ? 'The "}" above already closes the block: remove this one'
      : 'By its indentation, it closes no block: remove it';
  }
  if (before?.image === '}') return 'One "}" closes one block: remove this one';
  return before !== null && /^[\w")]/.test(before.image) && after?.startLine !== found.startLine
    ? 'By the indentation of what follows, it closes no block: remove it'
    : null;
}

/** A second `next` in a list of targets. */
function ofTargets({ kind, found, before }: PlacedEdit): string | null {
  return kind === 'delete' && found?.image === 'next' && before?.image === '|'
    ? 'A phase has one "next", with its targets separated by "|": remove this one'
    : kind === 'delete' && before?.image === 'start' && /^\w/.test(found?.image ?? '')
      ? 'Write the first phases after "start", "start A | B"'
      : null;
}

/** How often a message comes, after it: `*`, `+`, `?`, `[*]`, `0..*`. */
function ofCount(edit: PlacedEdit, blocks: readonly string[]): string | null {
  const count = countAfter(edit);
  if (count !== null && blocks[0] === 'FlowPhase') {
    return 'A step sends its message once: write a step for each time it is sent, and remove this sign';
  }
  const word = rowCount(edit, blocks);
  return word === null
    ? null
    : `How often a message is sent is written before its row: "${word} sender -> receiver : Message"`;
}

/** The words before a row that mean what a sign after it means in other notations; null for no such sign. */
export function rowCount(edit: PlacedEdit, [block = '']: readonly string[]): string | null {
  return ROWS.test(block) ? countAfter(edit) : null;
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
