import type { LangiumDocument } from 'langium';
import { type Finding, ruleCodes, rules } from '../../check/index.js';
import { ignoreComments } from '../../language/index.js';
import { type Candidate, ranks } from './candidate.js';

/**
 * Rules that a comment can silence: first those that find something where it counts.
 * @param given rules that it names already
 */
export function ruleCandidates(
  document: LangiumDocument,
  caret: number,
  given: readonly string[],
  findings: readonly Finding[],
): Candidate[] {
  const { line } = document.textDocument.positionAt(caret);
  const scope = ignoreComments(document).find(({ range }) => range.start.line === line)?.scope;
  const counts = (start: number) => start !== line && (scope === 'file' || start === scope);
  const found = new Set(findings.filter(({ range }) => counts(range.start.line)).map(({ code }) => code));
  const others = ruleCodes.filter((code) => !found.has(code)).sort();
  return [...found, ...others].flatMap((code): Candidate[] => {
    if (given.includes(code)) return [];
    const here = found.has(code);
    return [
      {
        label: code,
        kind: 'rule',
        detail: here ? (scope === 'file' ? 'found in this file' : 'found on the next line') : '',
        documentation: rules[code].finds,
        rank: here ? ranks.required : ranks.unlikely,
      },
    ];
  });
}
