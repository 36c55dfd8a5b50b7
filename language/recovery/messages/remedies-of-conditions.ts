import { remedyForRows, remedyForSteps } from './foreign-blocks.js';
import {
  isEnd,
  isState,
  type LineRemedy,
  type Remedy,
  ROWS,
  removePart,
  replaceWith,
  replaceWithWords,
} from './line-remedy.js';

/** Whether a name is that of a fact of the file. */
const isFact = (text: string, name: string) => new RegExp(String.raw`\bfact\s+\^?${name}\b`).test(text);

/** A condition by its two names; null if the first is neither a role nor a fact. */
function condition(first: string, second: string, text: string): Remedy | null {
  if (isEnd(text, first)) return replaceWithWords('The state follows the role', `${first} ${second}`);
  return isFact(text, first) ? replaceWithWords('The value of a fact follows "is"', `${first} is ${second}`) : null;
}

/** The facts of the file that have a value. */
function factsWith(text: string, value: string): string[] {
  const facts = text.matchAll(/\bfact\s+\^?(?<name>\w+)\s*:(?<values>[^\n]*)/g);
  const has = new RegExp(String.raw`\b${value}\b`);
  return [...facts].flatMap(({ groups }) => (has.test(groups?.values ?? '') ? [groups?.name ?? ''] : []));
}

/** A condition of one word: a value without its fact, a state without its role, or the reverse. */
function halfCondition(word: string, text: string): Remedy | string {
  const [fact, other] = factsWith(text, word);
  if (fact !== undefined) {
    const remedy = replaceWithWords('A condition names the fact and its value', `${fact} is ${word}`);
    return other === undefined && !isState(text, word) ? remedy : remedy.says;
  }
  if (isFact(text, word)) return `A condition names the fact and its value: write "${word} is VALUE"`;
  if (isEnd(text, word)) return `A condition names the role and its state: write "${word} STATE"`;
  return isState(text, word)
    ? `A condition names the role and its state: write "ROLE ${word}", "none ${word}", or "some ${word}"`
    : `Write what holds: "FACT is ${word}", "ROLE ${word}", "none ${word}", or "some ${word}"`;
}

/** What a condition that names what does not hold is written as: the other value if there are two, else the rule. */
function contrary(first: string, second: string, text: string): Remedy | string {
  const [, values = ''] = new RegExp(String.raw`\bfact\s+\^?${first}\s*:\s*(\w+(?:\s*,\s*\w+)*)`).exec(text) ?? [];
  const others = values.split(/\s*,\s*/).filter((value) => value !== second);
  const [other] = others;
  const says = 'A condition names what holds';
  if (values === '' || other === undefined)
    return `${says}: name the other ${isFact(text, first) ? 'values' : 'states'} instead`;
  if (others.length === 1) return replaceWithWords(says, `${first} is ${other}`);
  return `${says}: write a "when" for each other value, "${first} is ${other}"`;
}

const EACH = 'Conditions are joined by "and": for alternatives, write a "when" or a phase for each';
const MOVE = 'A move names the state before it and the state after it';
const span = String.raw`(?:(?:between|from)\s+)?(?<first>\d[\w.]*)\s+(?:and|or|to|until)\s+(?<last>\d[\w.]*)`;

/** Conditions, moves, timers and targets with the signs and the order of other notations. */
export const remediesOfConditions: readonly LineRemedy[] = [
  {
    block: ROWS,
    line: /^(?:needs|when|if)\s+(?:.*?\band\s+)?\(?(?<at>(?!not\b|none\b|some\b)\w+)\)?\s*(?:$|\{.*$|\band\s.*$|(?:inferred|given)\b.*$)/,
    remedy: (at, _, text) => halfCondition(at, text),
  },
  {
    block: ROWS,
    line: /^(?:needs|when)\b.*?\b(?<at>(?<first>\w+)\s*(?:={1,3}|\.|::)\s*"?(?<second>\w+)"?)/,
    remedy: (_, { first = '', second = '' }, text) => condition(first, second, text),
  },
  {
    block: ROWS,
    line: /^(?:needs|when)\b.*?\b(?<at>(?<second>\w+)\s*\(\s*(?<first>\w+)\s*\))/,
    remedy: (_, { first = '', second = '' }, text) => condition(first, second, text),
  },
  {
    block: ROWS,
    line: /^(?:needs|when)\b[^{]*?(?<at>\|\|?)/,
    remedy: () => EACH,
  },
  {
    block: ROWS,
    line: /^(?:needs|when)\s+(?:.*\band\s+)?(?<at>\w+\s+(?:in|of|among)\s*[[({].*?[\])}])/,
    remedy: () => `A condition names one value or state. ${EACH}`,
  },
  {
    block: ROWS,
    line: /^(?:needs|when)\b.*?\b(?<at>(?<first>\w+)\s*(?:!={1,2}|<>|≠|=\/=|~=|(?:\bis\s*)?!)\s*"?(?<second>\w+)"?)/,
    remedy: (_, { first = '', second = '' }, text) => contrary(first, second, text),
  },
  {
    block: ROWS,
    line: /^(?:needs|when)\b.*?(?<at>[!¬~])\s*\w/,
    remedy: () => 'A condition names what holds: name the other values or states instead',
  },
  {
    block: ROWS,
    line: /^(?<at>moves\s+(?<role>\w+)\s+(?:in)?to\s+(?<state>\w+))$/,
    remedy: (_, { role = 'role', state = 'state' }) => `${MOVE}: "moves ${role} from STATE to ${state}"`,
  },
  {
    block: ROWS,
    line: /^(?<at>(?:moves\s+)?(?<role>\w+)\s*(?:\.\s*\w+)?\s*'\s*:?=\s*"?(?<state>\w+)"?.*)$/,
    remedy: (_, { role = 'role', state = 'state' }) => `${MOVE}: "moves ${role} from STATE to ${state}"`,
  },
  {
    block: ROWS,
    line: /^moves\b.*\bto\s+\w+\s*(?<at>(?:,|\||\bor\b|\band\b)\s*\w+)$/,
    remedy: () => 'A move leads to one state: write a phase for each',
  },
  {
    block: ROWS,
    line: /^moves\s+(?<at>all\s+(?<role>\w+)\s+from\b.*)$/,
    remedy: (_, { role = '' }, text) =>
      isEnd(text, role)
        ? `One party is moved by its role, "moves ${role} from …", and all in a state by "moves all STATE to STATE"`
        : `All parties in a state are moved by "moves all ${role} to STATE"`,
  },
  {
    block: ROWS,
    line: /^trigger\s+(?<at>when|if|on|upon|by)\s+\w.*->/,
    remedy: () => ({ says: 'What starts a phase follows "trigger": remove this word', writes: '' }),
  },
  {
    block: ROWS,
    line: new RegExp(String.raw`^trigger\b.*\bafter\s+(?<at>${span})`),
    remedy: (at, { first = '', last = '' }) =>
      at === `${first} to ${last}` ? null : replaceWith('A timer runs from one time to another', `${first} to ${last}`),
  },
  {
    block: ROWS,
    line: /^(?<at>(?:box|break|case|critical|do|for|foreach|fork|forever|group|loop|opt|par|partition|rect|repeat|select|seq|switch|try|until|while)\b[^{}]*\{)$/,
    remedy: remedyForRows,
  },
  {
    block: /^Model$/,
    line: /^(?<at>(?:alt|box|break|case|critical|do|for|forever|group|if|loop|opt|par|parallel|partition|rect|repeat|select|switch|try|unless|until|while)\b[^{}]*\{)$/,
    remedy: () =>
      'Members of a model are not grouped: write them without a block around them; rows have "when CONDITION { … }"',
  },
  {
    block: /^FlowPhase$|^Flow$/,
    line: /^(?<at>(?:alt|box|break|case|choice|critical|do|either|for|foreach|forever|fork|group|if|loop|opt|par|parallel|partition|rect|repeat|select|seq|switch|try|unless|until|when|while)\b(?!\s+is\b)[^{}]*\{)$/,
    remedy: remedyForSteps,
  },
  {
    block: ROWS,
    line: /^(?<at>for\s*each\s+\w+(?:\s+in\s+(?<state>\w+))?\s*:?)$/,
    remedy: (_, { state = 'STATE' }) => `A row to every party in a state is written "sender -> all ${state} : Message"`,
  },
  {
    block: /^FlowPhase$|^Flow$/,
    line: /^(?<at>next\s*[:=]\s*\[?(?<targets>[^[\]]*?)\]?)$/,
    remedy: (_, { targets = '' }) => {
      const list =
        targets === ''
          ? 'A | B'
          : targets
              .trim()
              .split(/\s*[,|]\s*/)
              .join(' | ');
      return { says: `Targets follow "next" without a sign: write "next ${list}"`, writes: `next ${list}` };
    },
  },
  {
    block: /^FlowPhase$|^Flow$/,
    line: /\bnext\s.*?\w\s+(?<at>(?:if|when|unless|on)\s+[^|]*?)\s*(?:$|\|)/,
    remedy: () => removePart('A target has no condition, because those that can happen are taken'),
  },
];
