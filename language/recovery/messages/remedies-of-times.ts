import { durationOf } from './durations-in-words.js';
import { type LineRemedy, replaceWith } from './line-remedy.js';

/** Words before a time; the time is part of the match so that a mistake marked at either is found. */
const before = String.raw`\b(?<word>after|within|to|settle|idle|reorder|offset)\s+`;
/** A number as people write it: with a sign, a clock, and signs between thousands or before decimals. */
const number = String.raw`[+~]?(?:\d+(?::\d+)+|\d{1,3}(?:[\s_'’]\d{3})+(?!\d)|\d*(?:[.,]\d+)+|\d+)`;
/** Words that can follow a time are no units. */
const noUnit = String.raw`(?!(?:after|and|at|by|for|given|inferred|on|or|to|within)\b)`;
const unit = `${noUnit}[a-zµμ]+`;
const written = String.raw`(?:PT[\dHMS.]+|${number}(?:\s?${unit}(?:\s?\d+\s?${unit})*|\d*))\.?`;

const DURATION = 'A duration is a number and ms, s, m, or h';
const EXAMPLE = 'A duration is written as a number and ms, s, m, or h, for example 5s or 0.5s';
const ONE_WORD = 'A duration is one word, without a space';

/** Whether a time is as the language has it, or a number without a unit, which the author must choose. */
const isPlain = (at: string) => /^\d+(?:\.\d+)?(?:ms|s|m|h)?$/.test(at);

/** Durations as other notations write them. */
export const remediesOfTimes: readonly LineRemedy[] = [
  {
    line: /\b(?:after|within|to|settle|idle|reorder)\s+(?<at>[-–—−]\s*(?<time>\d[\d.]*(?:ms|s|m|h)))\b/,
    remedy: (_, { time = '' }) => replaceWith('A time is not negative', time),
  },
  {
    block: /^Capture$/,
    line: /^offset\s+(?<at>(?:[–—−]\s*|-\s+|\+\s*)(?<time>\d[\d.]*(?:ms|s|m|h)))\b/,
    remedy: (at, { time = '' }) => {
      if (at.startsWith('+')) return replaceWith('A shift to later times has no sign', time);
      return replaceWith('A shift to earlier times begins with "-", without a space', `-${time}`);
    },
  },
  {
    line: new RegExp(String.raw`${before}(?<at>${written})(?![\w:'"’-])`, 'i'),
    remedy: (at) => {
      if (isPlain(at)) return null;
      const duration = durationOf(at);
      return duration === null || duration === at
        ? null
        : replaceWith(/^\d[\d.]*\s[a-z]+$/.test(at) ? ONE_WORD : DURATION, duration);
    },
  },
  {
    line: /\b(?:after|within|settle|idle|reorder)\s+(?<at>(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half\s+an?|a\s+few|some|several)\s+(?:ms|milliseconds?|seconds?|secs?|minutes?|mins?|hours?))\b/i,
    remedy: () => EXAMPLE,
  },
  {
    line: new RegExp(
      String.raw`\b(?:after|within|settle|idle|reorder)\s+(?<at>\d+(?:\.\d+){2,}\s?${unit}|\d+(?:\.\d+)?\s?(?!(?:ms|s|m|h)\b)${noUnit}[a-z]\w*|\d+:\d[\d:.]*)(?![\w.-])`,
      'i',
    ),
    remedy: () => EXAMPLE,
  },
];
