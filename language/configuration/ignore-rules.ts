import { globMatcher, type PathMatcher } from './glob.js';

/** Longer lines mean nothing that a person wrote. */
const MAX_PATTERN = 1_000;

/** One line of a `.gitignore`, or one entry of `ignore` in a `confer.json`. */
interface IgnoreRule {
  readonly matches: PathMatcher;
  readonly isNegated: boolean;
  readonly foldersOnly: boolean;
}

/** The verdict of a list of ignore patterns on a path. */
export class IgnoreRules {
  private readonly rules: readonly IgnoreRule[];

  /** @param lines in the notation of `.gitignore`, relative to one folder */
  constructor(lines: readonly string[]) {
    this.rules = lines.map(readRule).filter((rule) => rule !== undefined);
  }

  /**
   * Whether a file or folder is ignored: by the last pattern that fits it.
   * @param path relative to the folder of the patterns, with `/`
   * @returns undefined if no pattern fits
   */
  verdict(path: string, isFolder: boolean): boolean | undefined {
    const rule = this.rules.findLast(({ foldersOnly, matches }) => (isFolder || !foldersOnly) && matches(path));
    return rule === undefined ? undefined : !rule.isNegated;
  }
}

/** The patterns in the text of a `.gitignore`. */
export function ignoreLines(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
}

function readRule(line: string): IgnoreRule | undefined {
  // Spaces at the end count only if they are escaped.
  let pattern = withoutTrailingSpace(line);
  if (pattern === '' || pattern.startsWith('#') || pattern.length > MAX_PATTERN) return undefined;
  const isNegated = pattern.startsWith('!');
  if (isNegated) pattern = pattern.slice(1);
  const foldersOnly = pattern.endsWith('/');
  if (foldersOnly) pattern = pattern.slice(0, -1);
  const isAnchored = pattern.includes('/');
  pattern = pattern.replace(/^\.?\//, '');
  if (pattern === '') return undefined;
  const glob = isAnchored ? pattern : `**/${pattern}`;
  return { matches: globMatcher(glob, { classes: true, escapes: true }), isNegated, foldersOnly };
}

/** The line without trailing spaces, except an escaped one. */
function withoutTrailingSpace(line: string): string {
  const bare = line.trimEnd();
  return bare.endsWith('\\') && bare.length < line.length ? line.slice(0, bare.length + 1) : bare;
}
