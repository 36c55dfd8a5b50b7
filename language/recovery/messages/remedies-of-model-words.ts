import { isEnd, type LineRemedy, ROWS, removePart } from './line-remedy.js';

/** What follows a message that is named without its arrow. */
const rest = String.raw`(?<rest>(?:\s+(?:on|answers|given|inferred|within)\b.*)?)$`;
const bothEnds = (word: string, sender: string, message: string) =>
  `A row names both ends: write "${word} ${sender} -> receiver : ${message}"`;

/** Words of rows and triggers in steps of a flow, and rows and triggers that name a message without its ends. */
export const remediesOfModelWords: readonly LineRemedy[] = [
  {
    block: /^FlowPhase$/,
    line: /^(?<at>(?<word>trigger(?!\s+timeout\b)|anytime|(?:optional\s+)?repeated|(?:repeated\s+)?optional))\s+\w+(?:\s*(?:->|\(|\bon\b|\bafter\b).*)?$/,
    remedy: (_, { word = '' }) =>
      removePart(
        word === 'trigger'
          ? 'The model says which message triggers a phase, and a flow has it as a step'
          : 'The model says how often a message is sent, and a flow has a step for each time',
      ),
  },
  {
    block: ROWS,
    line: new RegExp(String.raw`^trigger\s+(?!timeout\b|timer\b|trigger\b)(?<at>[A-Za-z_]\w*)${rest}`),
    remedy: (at, _, text) => (isEnd(text, at) ? null : bothEnds('trigger', 'sender', at)),
  },
  {
    block: ROWS,
    line: new RegExp(String.raw`^trigger\s+(?<sender>[a-z_]\w*)\s*(?<at>:)\s*(?<message>[A-Za-z_]\w*)${rest}`),
    remedy: (_, { sender = '', message = '' }) => bothEnds('trigger', sender, message),
  },
  {
    block: /^Model$/,
    line: new RegExp(String.raw`^anytime\s+(?<at>[A-Za-z_]\w*)${rest}`),
    remedy: (at, _, text) => (isEnd(text, at) ? null : bothEnds('anytime', 'sender', at)),
  },
  {
    block: ROWS,
    line: new RegExp(
      String.raw`^(?<word>(?:optional\s+)?repeated|optional)\s+(?!optional\b|repeated\b)(?<at>[A-Z]\w*)${rest}`,
    ),
    remedy: (at, { word = '' }, text) => (isEnd(text, at) ? null : bothEnds(word, 'sender', at)),
  },
];
