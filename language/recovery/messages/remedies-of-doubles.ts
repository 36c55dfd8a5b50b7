import { isGroup } from '../repair/written-twice.js';
import { type LineRemedy, ROWS } from './line-remedy.js';

/** The remedy for several senders of one message. */
export const ONE_SENDER = 'A message has one sender: write a line for each, "sender -> receiver : Message"';
const ONE_ARROW = 'A line has one arrow: write a line for each message, "sender -> receiver : Message"';

const name = String.raw`(?:all\s+)?[A-Za-z_]\w*`;
const separator = String.raw`\s*(?:[,;&+]|\b(?:and|or)\b)\s*`;
const modifiers = String.raw`(?:(?:optional|repeated|trigger|anytime)\s+)*`;
/** What is between two parts of a line that begin with one word: no list, and no other row. */
const between = String.raw`(?:(?!\b(?:and|or)\b)[^":>{}|,()])*?`;

/** A word that begins a second part of its line. */
function again(word: string, says: string, begins = ''): LineRemedy {
  return {
    line: new RegExp(String.raw`^${begins}(?:.*[^\w"])?${word}\s+(?!${word}\b)\w${between}\s(?<at>${word})\s`),
    remedy: () => says,
  };
}

/** Rows with several senders or arrows, and lines with two parts of which they have one. */
export const remediesOfDoubles: readonly LineRemedy[] = [
  {
    line: /(?:(?<head>^)|\s)(?<word>[A-Za-z_]\w*)\s+(?<at>\k<word>)(?=[\s:,]|$)(?:\s+\w+)?/,
    remedy: (at, { head }, text) => {
      const isName = !/^(?:after|answers|next|on|within)$/.test(at);
      const isPhase = new RegExp(String.raw`\bphase\s+${at}\b`).test(text);
      return (isPhase && !isName) || (head !== undefined && isGroup(text, at))
        ? null
        : { says: 'It is written twice: remove one', writes: '' };
    },
  },
  {
    block: /^Model$/,
    line: new RegExp(String.raw`^states\s+(?![^:]*\bpending\b)(?<at>${name}(?:${separator}${name})+)\s*:`),
    remedy: () => 'A list of states is for one role: write a list for each, "states role: a, b"',
  },
  {
    line: new RegExp(String.raw`^${modifiers}(?<at>${name}(?:${separator}${name})+)\s*->`),
    remedy: () => ONE_SENDER,
  },
  {
    block: ROWS,
    line: new RegExp(String.raw`^${modifiers}${name}\s*->\s*${name}(?:\s*,\s*${name})*\s*(?<at>->).*:`),
    remedy: () => ONE_ARROW,
  },
  {
    block: /^FlowPhase$/,
    line: new RegExp(String.raw`^${name}\s*->\s*${name}(?:\s*,\s*${name})*\s*(?<at>->).*:`),
    remedy: () => ONE_ARROW,
  },
  {
    block: /^Flow$/,
    line: /^\w+\s+is\s+\w+\s*(?<at>(?:[,|]|\bor\b|\band\b)\s*\w+.*)$/,
    remedy: () => ({ says: 'A flow states one value of a fact: remove the others', writes: '' }),
  },
  again('on', 'Protocols are separated by ",": write "on A, B"', String.raw`(?:channel|event|message|request)\b`),
  again('on', 'A message is sent on one protocol: remove one'),
  again('answers', 'A message answers one request: remove one'),
  again('after', 'A step, a target, or a timer has one time: remove one'),
  again('within', 'A row has one limit: remove one'),
  again('except', 'Names after "except" are separated by ",": write "except A, B"'),
  again('as', 'Roles are separated by ",": write "as a, b"'),
  again('follows', 'Models are separated by ",": write "follows A, B"'),
  again('initially', 'A party starts in one state: remove one'),
  again('replaces', 'A phase replaces one other phase: remove one'),
  again('at', 'A timer belongs to one role: remove one', String.raw`trigger\b`),
  again('from', 'States are separated by ",": write "from a, b"', String.raw`moves\b`),
  again('to', 'A timer runs from one time to another: remove one', String.raw`trigger\b`),
  again('to', 'A move leads to one state: remove one', String.raw`moves\b`),
  again('is', 'A phase follows one phase of a model: remove one', String.raw`phase\b`),
  again('is', 'A fact has one value: remove one'),
];
