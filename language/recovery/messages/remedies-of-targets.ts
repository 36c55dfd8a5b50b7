import { type LineRemedy, removePart, replaceWithWords } from './line-remedy.js';

const NAME = String.raw`\^?[A-Za-z_]\w*`;
const time = String.raw`(?:\s+after\s+[\w.]+)?`;
/** What comes before a target. */
const before = String.raw`(?:\b(?:next|start)\s+|\|\s*)`;

const isPhase = (text: string, name: string) => new RegExp(String.raw`\bphase\s+\^?${name}\b`).test(text);

/** Targets without a separator, and with words of other lines. */
export const remediesOfTargets: readonly LineRemedy[] = [
  {
    block: /^(?:Flow|FlowPhase)$/,
    line: new RegExp(String.raw`${before}(?<at>phase)\s+(?!after\b)${NAME}`),
    remedy: () => removePart('Targets are the names of phases'),
  },
  {
    block: /^(?:Flow|FlowPhase)$/,
    line: new RegExp(
      String.raw`${before}(?<first>(?!phase\b)${NAME})${time}\s+(?<at>(?!(?:after|and|or)\b)${NAME})(?=[\s|]|$).*$`,
    ),
    remedy: (at, { first = '' }, text) =>
      isPhase(text, first) && (at === 'end' || isPhase(text, at))
        ? replaceWithWords('Targets are separated by "|"', `| ${at}`)
        : null,
  },
  {
    // Several, as the first one alone would leave the others.
    block: /^Flow$/,
    line: new RegExp(
      String.raw`^phase\s.*\bnext\s+${NAME}${time}\s+(?<at>or\s+${NAME}${time}(?:\s+or\s+${NAME}${time})+)$`,
    ),
    remedy: (at) => replaceWithWords('Targets are separated by "|"', at.replaceAll(/\bor\b/g, '|')),
  },
];
