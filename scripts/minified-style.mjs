// The style that pictures carry along is text inside a module; minifying the module alone leaves it as it is written.

import { readFile } from 'node:fs/promises';

const style = /`[^`$\\]*`/;

/**
 * Minifies the drawing's style where the bundle is minified.
 * @type {import('esbuild').Plugin}
 */
export const minifiedStyle = {
  name: 'minified-style',
  setup(build) {
    if (build.initialOptions.minify !== true) return;
    build.onLoad({ filter: /[\\/]timeline[\\/]render[\\/]drawing-style\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const literal = style.exec(source)?.[0];
      if (literal === undefined)
        return { errors: [{ text: `${path} holds its style in a way that is not known here.` }] };
      const { code } = await build.esbuild.transform(literal.slice(1, -1), { loader: 'css', minify: true });
      return { contents: source.replace(style, () => JSON.stringify(`\n${code}`)), loader: 'ts' };
    });
  },
};
