import path from 'node:path';
import { readFixtures } from './fixtures.js';

/** A file with a mistake, and its text after the preferred fix. */
export interface FixedFixture {
  /** `code/case`. */
  readonly name: string;
  readonly code: string;
  /** The other files of the case's folder, by path. */
  readonly beside: Record<string, string>;
  readonly text: string;
  readonly fixed: string | undefined;
}

const ending = '.fixed.confer';

/** Reads `test/fixtures/fixes/<code>/<case>.confer` with `<case>.fixed.confer`; expectations are taken out. */
export function readFixedFixtures(): FixedFixture[] {
  const folder = path.join(import.meta.dirname, '../fixtures');
  return readFixtures(folder)
    .filter(({ name }) => name.startsWith('fixes/'))
    .flatMap(({ name, files }) => {
      const code = name.slice('fixes/'.length);
      const problems = Object.keys(files).filter((file) => !file.endsWith(ending) && files[file]?.includes('//!'));
      return problems.map((file): FixedFixture => {
        const beside = Object.fromEntries(
          Object.entries(files).filter(
            ([other]) => other !== file && !problems.includes(other) && !other.endsWith(ending),
          ),
        );
        return {
          name: `${code}/${path.basename(file, '.confer')}`,
          code,
          beside,
          text: withoutExpectations(files[file] ?? ''),
          fixed: files[file.replace(/\.confer$/, ending)],
        };
      });
    });
}

/** A text without its `//!` lines. */
export function withoutExpectations(text: string): string {
  return text.replace(/^[ \t]*\/\/!.*\r?\n/gm, '');
}
