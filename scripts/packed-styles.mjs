// Style sheets of pictures are text in TypeScript, for they go into files too. Bundles carry them without white space.

import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

const sheet = /(?<=\b\w*[sS]tyle = )`([^`$]*)`/g;

/**
 * Minifies the style sheets in `…-style.ts` where bundles are minified.
 * @type {import('esbuild').Plugin}
 */
export const packedStyles = {
  name: 'packed-styles',
  setup(build) {
    if (build.initialOptions.minify !== true) return;
    build.onLoad({ filter: /[\\/]timeline[\\/].*-style\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      let contents = source;
      for (const [literal, css = ''] of source.matchAll(sheet)) {
        const { code } = await transform(css, { loader: 'css', minify: true });
        contents = contents.replace(literal, () => JSON.stringify(code.trim()));
      }
      return { contents, loader: 'ts' };
    });
  },
};
