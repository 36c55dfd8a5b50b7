import type { LineRemedy } from './line-remedy.js';

/** What the lines of a block declare, and what follows the name of a second one in the same line. */
const DECLARATIONS: readonly (readonly [block: RegExp, words: string, rest: string])[] = [
  [/^(?:Flow|Model)$/, 'party|system', String.raw`(?:"|(?:as|initially)\b)`],
  [/^Flow$/, 'phase', String.raw`is\b`],
  [/^Model$/, 'fact', ':'],
  [/^ConferFile$/, 'protocol', '"'],
  [/^ConferFile$/, 'event|request|message', String.raw`(?:"|on\b)`],
];

/** What lines declare, for a message. */
const NOUNS: Readonly<Record<string, string>> = { party: 'one participant', system: 'one participant' };

/** Lines that declare a second name with a role, a title or values of its own: `system A as a, B as b`. */
export const remediesOfLists: readonly LineRemedy[] = [
  ...DECLARATIONS.map(
    ([block, words, rest]): LineRemedy => ({
      block,
      line: new RegExp(
        String.raw`^(?<word>${words})\b(?:"[^"]*"|[^"{(])*?\s*(?<at>(?:[,;&+]|\band\b)\s*(?:(?:${words})\s+)?(?<further>\w+\s*${rest}.*?)\s*;?)$`,
      ),
      remedy: (at, { word = '', further = '' }) => {
        const own = /^\W*(?:and\s+)?(?<own>party|system|phase)\b/.exec(at)?.groups?.own ?? word;
        return `A line declares ${NOUNS[word] ?? 'one name'}: write the next on a line of its own, \`${own} ${further}\``;
      },
    }),
  ),
  {
    block: /^Flow$/,
    line: /^(?!phase\b)\w+\s+is\s+\w+(?:\s+"[^"]*")?\s*(?<at>(?:[,;&]|\band\b)\s*(?<further>\w+\s+is\s+\w+.*))$/,
    remedy: (_, { further = '' }) => `A line states one fact: write the next on a line of its own, \`${further}\``,
  },
  {
    block: /^Flow$/,
    line: /^scenario\b.*\}\s*(?<at>[,;&]\s*(?:scenario\s+)?(?<further>\w+.*\{.*))$/,
    remedy: (_, { further = '' }) => `A line declares one scenario: write \`scenario ${further}\` on a line of its own`,
  },
];
