import { BaseSequencer } from 'vitest/node';

/** Files that take far longer than their size says. Begun last, they would keep one worker busy while the others wait. */
const slowest = ['e2e/own-model.test.ts'];

/** The order of test files: the slowest first, then as Vitest has them. */
export class SlowestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import('vitest/node').TestSpecification[]} files
   * @returns {Promise<import('vitest/node').TestSpecification[]>}
   */
  async sort(files) {
    const sorted = await super.sort(files);
    const isSlow = (/** @type {import('vitest/node').TestSpecification} */ { moduleId }) =>
      slowest.some((name) => moduleId.endsWith(name));
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}
