import { durationInOneUnit } from './durations-in-words.js';
import type { LineRemedy, Remedy } from './line-remedy.js';

/** Where the value of an attribute begins in its parentheses, and where it ends. */
const before = String.raw`[(,]\s*\w+\s*:\s*`;
const after = String.raw`(?=\s*(?:,\s*\w+\s*:|\)))`;

function inQuotes(at: string): Remedy {
  const writes = JSON.stringify(at);
  return { says: `A value with these characters must be in quotes: write ${writes}`, writes };
}

/** The type that the file gives an attribute; undefined for none. */
function typeOf(name: string, text: string): string | undefined {
  return new RegExp(String.raw`\b${name}\s*:\s*(?<type>boolean|duration|integer|number|string)\b`).exec(text)?.groups
    ?.type;
}

/** A number with a decimal comma, and its unit if it is a duration, as Confer has it. */
function withPoint(at: string, unit: string | undefined, type = ''): Remedy | string | null {
  const number = at.replaceAll(/[.'’]/g, '').replace(',', '.');
  const writes = unit === undefined ? number : durationInOneUnit(number.replaceAll(/\s/g, ''));
  if (writes === null) return null;
  const says = `Decimals are written with a point: write ${writes}`;
  return type === (unit === undefined ? 'number' : 'duration') ? { says, writes } : says;
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
    line: new RegExp(
      String.raw`[(,]\s*(?<name>\w+)\s*:\s*(?<at>-?\d+(?:[.'’]\d{3})*,\d+(?<unit>\s*[a-z]+)?)${after}`,
      'i',
    ),
    remedy: (at, { name = '', unit }, text) => withPoint(at, unit, typeOf(name, text)),
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
