import type { RuleCode } from '../check/index.js';

/** The pages of docs/rules by code, as JSON: put in by the build, so that the command needs no files for them. */
declare const RULE_PAGES: string | undefined;

let pages: Readonly<Record<string, string>> | undefined;

/** The Markdown page of a rule; undefined if the command was not built. */
export function rulePage(code: RuleCode): string | undefined {
  pages ??= typeof RULE_PAGES === 'string' ? (JSON.parse(RULE_PAGES) as Readonly<Record<string, string>>) : {};
  return pages[code];
}
