import { describe, expect, test } from 'vitest';
import { readSourceFiles } from './source-files.js';

const MAX_LINES = 400;
const sources = readSourceFiles();

/** Files and lines that match a pattern, `path:line`. */
function places(pattern: RegExp, except: RegExp = /^$/): readonly string[] {
  return sources
    .filter((file) => !except.test(file.path) && file.path !== 'test/consistency/house-rules.test.ts')
    .flatMap((file) =>
      file.text
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1} ${line.trim()}`] : [])),
    );
}

describe('house rules', () => {
  test(`no file is longer than ${MAX_LINES} lines`, () => {
    const long = sources
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
      .filter((file) => file.lines > MAX_LINES);
    expect(long).toEqual([]);
  });

  test('file names are in kebab case and name their content', () => {
    const wrong = sources.filter((file) => {
      const name = file.path.split('/').at(-1) ?? '';
      return !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name) || /^(utils?|helpers?|common|misc)\./.test(name);
    });
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  test('nothing is exported as default', () => {
    expect(places(/^export default\b|\bas default\b/)).toEqual([]);
  });

  test('nothing has the type any', () => {
    expect(places(/(:|<|\bas|\|)\s*any\b(?!\w|\s+\w+\s+\w)[\s;,)>\]|=[]|:\s*any$/, /\.m?js$/)).toEqual([]);
  });

  test('nothing is left to do, skipped or silenced', () => {
    // In comments: the language knows such words as slips in a Confer file.
    expect(places(/(\/\/|^\s*\/?\*).*\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck|expect-error)/)).toEqual([]);
    expect(places(/\b(describe|test|it)\.(skip|only|todo)\(/)).toEqual([]);
  });
});
