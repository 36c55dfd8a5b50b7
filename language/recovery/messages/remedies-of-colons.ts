import { type LineRemedy, removePart } from './line-remedy.js';

/** The words that lines of a block begin with and that no colon follows, by the rules of the blocks. */
const HEADS: readonly (readonly [block: RegExp, words: string])[] = [
  [/^ConferFile$/, 'protocol|event|request|message|model|flow|capture|import'],
  [
    /^Model$/,
    String.raw`(?:optional\s+)?(?:party|system)|source|arrows(?:\s+inferred)?|states|fact|channel|anytime|phase`,
  ],
  [
    /^(?:ModelPhase|When|InOrder|OneOf)$/,
    String.raw`source|partial|trigger(?:\s+timeout)?|needs|moves|when|in(?:\s+order)?|one(?:\s+of)?|(?:optional\s+)?repeated|optional`,
  ],
  [/^Flow$/, 'party|system|phase|scenario'],
  [
    /^Capture$/,
    'files|reads|columns|time|zone|key|message|protocol|from|to|line|more|until|records|participant|allow|offset|idle|settle|begins|again|reorder|answer|join',
  ],
];

/** Lines with a colon after the word that they begin with, as in YAML: `needs: caller idle`. */
export const remediesOfColons: readonly LineRemedy[] = [
  ...HEADS.map(
    ([block, words]): LineRemedy => ({
      block,
      // The rest of the line belongs to it, as reading may stop there. A block without its brace is another mistake.
      line: new RegExp(String.raw`^(?<head>${words})\s*(?<at>:)(?![:=])\s*\S(?!$).*$`),
      remedy: (_, { head = '' }) => removePart(`No colon follows "${head}"`),
    }),
  ),
  {
    line: /\b(?<head>all|except)\s*(?<at>:)\s*\w+.*$/,
    remedy: (_, { head = '' }) => removePart(`No colon follows "${head}"`),
  },
];
