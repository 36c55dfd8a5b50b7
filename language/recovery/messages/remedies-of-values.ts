import { durationInOneUnit } from './durations-in-words.js';
import type { LineRemedy, Remedy } from './line-remedy.js';

/** Where the value of an attribute begins in its parentheses, and where it ends. */
const before = String.raw`[(,]\s*\w+\s*:\s*`;
const after = String.raw`(?=\s*(?:,\s*\w+\s*:|\)))`;

function inQuotes(at: string): Remedy {
  const writes = JSON.stringify(at);
  return { says: `A value with these characters must be in quotes: write ${writes}`, writes };
}

/** Values of attributes as other notations write them. */
export const remediesOfValues: readonly LineRemedy[] = [
  {
    line: new RegExp(String.raw`${before}(?<at>\d+(?:\.\d+)?\s*[a-z]+(?:\s*\d+\s*[a-z]+)*)${after}`, 'i'),
    remedy: (at) => {
      const duration = durationInOneUnit(at.replaceAll(/\s/g, ''));
      return duration === null || duration === at
        ? null
        : { says: `A duration is a number and ms, s, m, or h: write ${duration}`, writes: duration };
    },
  },
  {
    line: new RegExp(String.raw`${before}(?<at>\d+,\d+)${after}`),
    remedy: (at) => ({
      says: `Decimals are written with a point: write ${at.replace(',', '.')}`,
      writes: at.replace(',', '.'),
    }),
  },
  {
    line: new RegExp(String.raw`${before}(?<at>\+\d+(?:\.\d+)?|-?\.\d+)${after}`),
    remedy: (at) => `Write ${at.replace('+', '').replace(/^(-?)\./, '$10.')}, or text in quotes, ${JSON.stringify(at)}`,
  },
  {
    line: new RegExp(String.raw`${before}(?<at>\.\.\.|…|_|\?|\*)${after}`),
    remedy: () => 'Write a value, or omit the attribute',
  },
  {
    // No name, number or text, which have messages of their own.
    line: new RegExp(
      String.raw`${before}(?<at>(?!\d\w*\s*[,)])[^\s"'‘’“”«»\x60,():{}]+(?:[-./:@#$%&+<>=\s][^"'‘’“”«»\x60,()]*)?)${after}`,
    ),
    remedy: (at) => (/^(?:\w+|-?\d+(?:\.\d+)?|.*\w\s*:\s.*)$/.test(at) ? null : inQuotes(at)),
  },
  {
    line: new RegExp(String.raw`${before}(?<at>[[{].*[\]}])${after}`),
    remedy: (at) => (at.startsWith('{"') ? null : inQuotes(at)),
  },
];
