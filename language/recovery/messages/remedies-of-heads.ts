import { isNear } from '../repair/intended-words.js';
import { isState, type LineRemedy, removePart, replaceWithWords } from './line-remedy.js';

/** No word that a line begins with. */
const NO_KEYWORD = String.raw`(?!(?:allow|anytime|arrows|capture|channel|columns|event|fact|files|flow|import|key|line|message|model|moves|needs|next|optional|partial|participant|party|phase|protocol|reads|records|repeated|request|scenario|source|start|states|system|trigger|when)\b)`;
const NAME = String.raw`[A-Za-z_]\w*`;
const title = String.raw`(?:\s+"[^"]*")?`;
/** A line that begins with a name; the rest of it is looked at, but a mistake in that is another one. */
const begins = (rest: string) => new RegExp(`^${NO_KEYWORD}(?<at>${NAME})(?=${rest})`);

const isSystem = (text: string, role: string) => new RegExp(String.raw`\bsystem\s+${role}\b`).test(text);
const isParticipant = (text: string, name: string) =>
  new RegExp(String.raw`\b(?:party|system)\s+${name}\b[^\n]*\sas\s`).test(text);
const isRole = (text: string, role: string) => new RegExp(String.raw`\b(?:party|system)\s+${role}\b`).test(text);

/** The words that lines of a block begin with and a name follows, by the rule of the block. */
const KEYWORDS: readonly (readonly [block: RegExp, words: string])[] = [
  [/^ConferFile$/, 'protocol|event|request|message|model|flow|capture'],
  [/^Model$/, 'party|system|fact|phase|channel'],
  [/^Flow$/, 'party|system|phase|scenario|start'],
  [/^FlowPhase$/, 'next'],
];
/** What can follow the name of what a line declares. */
const AFTER_NAME = String.raw`\s*(?:$|[{:|,]|(?:"|(?:after|as|follows|initially|is|next|on|replaces)\b))`;

/** Lines with their keyword after the name, `Answer phase {`, or after another word, `a party Ann`. */
const keywordsAfterNames: readonly LineRemedy[] = KEYWORDS.flatMap(([block, words]) => [
  {
    block,
    line: new RegExp(`^(?<at>${NO_KEYWORD}(?<name>${NAME})\\s+(?<word>${words}))(?=${AFTER_NAME})`),
    remedy: (_, { name: before = '', word = '' }) => replaceWithWords('The keyword comes first', `${word} ${before}`),
  },
  {
    block,
    line: new RegExp(`^(?<at>${NO_KEYWORD}${NAME})\\s+(?<word>${words})\\s+\\w`),
    remedy: (_, { word = '' }) => removePart(`A line begins with its keyword, here "${word}"`),
  },
]);

/** Lines without the word that they begin with, and lines with a word that they do not begin with. */
export const remediesOfHeads: readonly LineRemedy[] = [
  {
    block: /^Model$/,
    line: /^(?<at>option|opt|optionally|maybe)\s+(?:party|system)\b/,
    remedy: () => replaceWithWords('A role that no participant needs to play begins with another word', 'optional'),
  },
  {
    block: /^(?:Model|ModelPhase)$/,
    line: /^phase\s+\w+(?:\s+"[^"]*")?\s+(?<at>follows)\s+(?<other>\w+)/,
    remedy: (_, { other = '' }) => ({
      says: `A phase that happens instead of another one is written with "replaces": write "replaces ${other}"`,
      writes: 'replaces',
    }),
  },
  {
    block: /^Model$/,
    line: /^states\s+(?<at>(?<role>\w+)\s*:?\s*\{\s*(?<list>\w[^{}]*?)\s*\})$/,
    remedy: (_, { role = '', list = '' }) =>
      replaceWithWords('The states of a role follow a colon, without braces', `${role}: ${list}`),
  },
  {
    line: /(?<at>,)\s*[{}]/,
    remedy: () => removePart('A list does not end with a comma'),
  },
  ...keywordsAfterNames,
  {
    block: /^Flow$/,
    line: begins(String.raw`${title}\s+as\s+(?<role>\w+)`),
    remedy: (at, { role = '' }, text) =>
      replaceWithWords(
        'A participant is declared with "party" or "system"',
        `${isSystem(text, role) ? 'system' : 'party'} ${at}`,
      ),
  },
  {
    block: /^Flow$/,
    line: begins(String.raw`${title}(?:\s+is\s+[\w.]+(?:\(.*\))?)?\s*(?:\{|\snext\s.*)$`),
    remedy: (at) => replaceWithWords('A phase begins with "phase"', `phase ${at}`),
  },
  {
    block: /^FlowPhase$/,
    line: begins(String.raw`(?:\s+after\s+\S+)?\s*\|.*`),
    remedy: (at, _, text) =>
      isRole(text, at)
        ? 'A step is written "sender -> receiver : Message"'
        : replaceWithWords('The phases that can follow are written after "next"', `next ${at}`),
  },
  {
    block: /^Model$/,
    line: begins(String.raw`(?:\s*,\s*\w+)*\s*<?->\s*\w+(?:\s*,\s*\w+)*\s+on\s+[^:]*$`),
    remedy: (at) => replaceWithWords('A channel begins with "channel"', `channel ${at}`),
  },
  {
    block: /^Model$/,
    line: begins(String.raw`${title}\s+initially\s+\w+`),
    remedy: (at) => replaceWithWords('A role with states begins with "party"', `party ${at}`),
  },
  {
    block: /^Model$/,
    line: begins(String.raw`\s*:\s*(?<pending>pending\s+)?\w+(?:\s*,\s*(?<more>pending\s+)?\w+)+\s*$`),
    remedy: (at, { pending, more }, text) =>
      (pending ?? more) !== undefined || isRole(text, at)
        ? replaceWithWords('The states of a role begin with "states"', `states ${at}`)
        : replaceWithWords('A fact begins with "fact"', `fact ${at}`),
  },
  {
    block: /^Model$/,
    line: begins(String.raw`\s+"[^"]*"\s*$`),
    remedy: (at) => `A role is declared with "party" or, without states, "system": write "party ${at}"`,
  },
  {
    block: /^Model$/,
    line: begins(String.raw`${title}(?:\s+replaces\s+\w+)?\s*\{$`),
    remedy: (at) => replaceWithWords('A phase begins with "phase"', `phase ${at}`),
  },
  {
    block: /^ModelPhase$/,
    line: begins(String.raw`\s+(?:at|after)\s`),
    remedy: (at) => (at === 'timeout' ? replaceWithWords('A timer begins with "trigger"', 'trigger timeout') : null),
  },
  {
    block: /^ConferFile$/,
    line: begins(String.raw`${title}\s+follows\s+\w+`),
    remedy: (at) => replaceWithWords('A flow begins with "flow"', `flow ${at}`),
  },
  {
    block: /^ConferFile$/,
    line: begins(String.raw`${title}\s+on\s+\w+`),
    remedy: (at) => `A message is declared with "event", "request", or "message": write "message ${at}"`,
  },
  {
    block: /^ConferFile$/,
    line: begins(String.raw`\s+"[^"]*"\s*$`),
    remedy: (at) => `A declaration begins with its kind: write "protocol ${at}", or the word for another kind`,
  },
  {
    block: /^ConferFile$/,
    line: /^(?:event|request|message)\s+\w+(?:\s+"[^"]*")?\s+on\s+\w+(?:\s*,\s*\w+)*\s+(?<at>(?:optional\s+)?\w+\s*:\s*\w.*)$/,
    remedy: (at) =>
      replaceWithWords('The attributes of a message are written in braces', `{ ${at.replace(/\s*\}$/, '')} }`),
  },
  {
    block: /^ConferFile$/,
    line: /^(?<at>protocols|events|requests|messages|models|flows)\s+\w+\s*,/,
    remedy: (at) => `A line declares one name: write "${at.slice(0, -1)}" before each, on a line of its own`,
  },
  {
    block: /^ConferFile$/,
    line: /^protocol\s+\w+(?:\s+"[^"]*")?\s+(?<at>(?:on|over|using|via)\s+\w.*)$/,
    remedy: () => removePart('A protocol has only a name and a title'),
  },
  {
    block: /^(?:ConferFile|Model)$/,
    line: /\bon\s+\w+(?:\s*,\s*\w+)*\s*,\s*(?<at>on)\s+\w+/,
    remedy: () => removePart('"on" comes once before all protocols'),
  },
  {
    block: /^Model$/,
    line: /^(?<kind>party|system)\s+(?<role>\w+)(?:\s+"[^"]*")?\s*(?<at>\?)/,
    remedy: (_, { kind = '', role = '' }) =>
      `A role that can remain unassigned begins with "optional": "optional ${kind} ${role}"`,
  },
  {
    block: /^Model$/,
    line: /^states\b.*?(?:,|:|^states)\s*(?<at>(?!pending\b)\w+)\s+\w+\s*(?=,|$)/,
    remedy: (at) =>
      isNear(at, 'pending')
        ? replaceWithWords('A state that is resolved later begins with "pending"', 'pending')
        : null,
  },
  {
    block: /^Model$/,
    line: /^states\b.*?(?<at>(?<state>\w+)\s*[([]\s*pending\s*[)\]])/,
    remedy: (_, { state = '' }) => replaceWithWords('"pending" comes before its state', `pending ${state}`),
  },
  {
    block: /^Model$/,
    line: /^states\b.*?(?:,|:|\bpending|^states)\s+(?<at>(?!pending\b)(?<first>\w+)\s+(?<second>\w+))\s*(?=,|$)/,
    remedy: (_, { first = '', second = '' }, text) =>
      text.includes(`${first}${second}`) ? replaceWithWords('A state is one word', `${first}${second}`) : null,
  },
  {
    block: /^Model$/,
    line: /^channel\s+(?<at>(?<protocol>\w+))\s+(?<ends>\w+\s*<?->\s*\w+)/,
    remedy: (_, { protocol = '', ends = '' }) =>
      `The protocol follows the roles: write "channel ${ends} on ${protocol}"`,
  },
  {
    block: /^Model$/,
    line: /^(?:optional\s+)?(?:party|system)\s+(?<at>(?<name>\w+)\s*:\s*(?<type>\w+))$/,
    remedy: (_, { name: role = '', type = '' }, text) =>
      isState(text, type)
        ? replaceWithWords('The initial state follows "initially"', `${role} initially ${type}`)
        : replaceWithWords('A role has no type', role),
  },
  {
    block: /^Flow$/,
    line: /^(?:party|system)\s+(?<at>(?<name>\w+)\s*:\s*(?<type>\w+))$/,
    remedy: (_, { name = '', type = '' }, text) =>
      isRole(text, type)
        ? replaceWithWords('The role follows "as"', `${name} as ${type}`)
        : replaceWithWords('A participant has no type', name),
  },
  {
    block: /^Model$/,
    line: /^fact\s+\w+\s*:\s*(?<at>\w+\s*=.*)$/,
    remedy: () => 'A fact lists its values instead of a type, and has no default: "fact name: a, b"',
  },
  {
    block: /^Model$/,
    line: /^channel\s+(?<at>(?<protocol>\w+)\s*[{[(]\s*\w+(?:\s*,\s*\w+)*\s*[\])}])$/,
    remedy: (_, { protocol = '' }) => `A channel joins roles with an arrow: "channel a <-> b on ${protocol}"`,
  },
  {
    block: /^Model$/,
    line: /^(?<at>anytime)\s*\{/,
    remedy: () => 'Write "anytime" before each message: "anytime sender -> receiver : Message"',
  },
  {
    block: /^Flow$/,
    line: /^phase\b.*\bis\s+(?<at>(?<model>\w+)\s*(?:::|\/|#)\s*(?<phase>[A-Za-z_]\w*))/,
    remedy: (_, { model = '', phase = '' }) =>
      replaceWithWords('A phase is named with its model like this', `${model}.${phase}`),
  },
  {
    block: /^Flow$/,
    line: /^phase\b.*\bis\s+[\w.]+\s*\((?:[^()]*,\s*)?(?<at>(?<first>\w+)\s*[:=]\s*(?<second>\w+))/,
    remedy: (_, { first = '', second = '' }, text) => {
      const [who, role] = isParticipant(text, second) ? [second, first] : [first, second];
      return replaceWithWords('The participant comes first, and its role after "as"', `${who} as ${role}`);
    },
  },
  {
    block: /^Flow$/,
    line: /^(?<at>fact)\s+\w+\s+is\s+\w+/,
    remedy: () => removePart('A flow states a fact by its name, "fact is value", without this word'),
  },
  {
    block: /^Scenario$/,
    line: /^(?<at>phase|then|(?:start|first|next|\d+[.)])(?=.*,$))\s+\w+\s*,?$/,
    remedy: () => removePart('A scenario lists the names of phases'),
  },
  {
    block: /^Scenario$/,
    line: /[{,]\s*(?<at>phase|then|start|first|next|\d+[.)])\s+[A-Za-z_]\w*\s*(?=,|\}|$)/,
    remedy: () => removePart('A scenario lists the names of phases'),
  },
  {
    block: /^(?:Flow|FlowPhase)$/,
    line: /^(?:next|start)\s+(?<at>[|,])/,
    remedy: () => removePart('A separator comes between two targets'),
  },
];
