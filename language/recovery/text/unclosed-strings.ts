import { restOfLine } from '../../../timeline/types/text-lines.js';
import type { Token } from '../automaton.js';

/** A string that nothing closes; `end` is exclusive. */
export interface UnclosedString {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** The tokens that begin in none of some stretches; both are in order. */
export function outside(tokens: readonly Token[], stretches: readonly UnclosedString[]): Token[] {
  let at = 0;
  return tokens.filter(({ startOffset }) => {
    while (at < stretches.length && (stretches[at]?.end ?? 0) <= startOffset) at++;
    return startOffset < (stretches[at]?.start ?? Number.POSITIVE_INFINITY);
  });
}

/** The kinds of text that may follow in a line: a role, a model, a state, protocols, the next argument, a block. */
const AFTER_TEXT =
  /(?<!\s)\s+(?:(?:(?:as|follows|on)\s+\w+(?:\s*,\s*\w+)*(?:\s+initially\s+\w+)?|(?:initially|replaces)\s+\w+|is\s+[A-Z][\w.]*(?:\s*\([^()]*\))?(?:\s+next\s.*)?|at\s+"[^"]*")\s*)?(?:\{.*)?$|,\s*\w+\s*:\s.*$|\)(?:\s+(?:on|after)\s.*)?\s*$/;

/** Where an unclosed text ends in its line: before what may follow a text. */
export function endOfString(text: string, start: number): number {
  const line = restOfLine(text, start);
  return start + Math.max(1, line.length - (AFTER_TEXT.exec(line)?.[0].length ?? 0));
}
