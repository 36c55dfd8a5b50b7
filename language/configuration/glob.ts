/** Says whether a path, relative to the folder of the pattern and written with `/`, is meant by a pattern. */
export type PathMatcher = (path: string) => boolean;

const special = /[.+^$()|[\]\\]/;

/**
 * Reads a pattern of paths: `*` stands for any characters but `/`, `?` for one, `**` for any number of folders,
 * `{a,b}` for either. A pattern without `/` means files of that name in any folder.
 */
export function pathMatcher(pattern: string): PathMatcher {
  const bare = pattern.replace(/^\.\//, '');
  const anchored = bare.includes('/') ? bare : `**/${bare}`;
  const expression = new RegExp(`^${translated(anchored)}$`);
  return (path) => expression.test(path);
}

function translated(pattern: string): string {
  let expression = '';
  let open = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (character === '*' && pattern[at + 1] === '*') {
      while (pattern[at + 1] === '*') at++;
      if (pattern[at + 1] === '/') {
        at++;
        expression += '(?:[^/]+/)*';
      } else {
        expression += '.*';
      }
    } else if (character === '*') {
      expression += '[^/]*';
    } else if (character === '?') {
      expression += '[^/]';
    } else if (character === '{' && pattern.indexOf('}', at) > at) {
      open++;
      expression += '(?:';
    } else if (character === '}' && open > 0) {
      open--;
      expression += ')';
    } else if (character === ',' && open > 0) {
      expression += '|';
    } else {
      expression += special.test(character) || character === '{' || character === '}' ? `\\${character}` : character;
    }
  }
  // A brace that is left open stands for nothing more than its end.
  return expression + ')'.repeat(open);
}
