// The styles that pictures and pages carry along are text inside a module; minifying the module alone leaves them as they are written.

import { readFile } from 'node:fs/promises';

const style = /`[^`$\\]*`/;

/**
 * Minifies the styles of drawings and pages where the bundle is minified.
 * @type {import('esbuild').Plugin}
 */
export const minifiedStyle = {
  name: 'minified-style',
  setup(build) {
    if (build.initialOptions.minify !== true) return;
    build.onLoad({ filter: /[\\/]timeline[\\/](render[\\/]drawing|export[\\/]page)-style\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const literal = style.exec(source)?.[0];
      if (literal === undefined)
        return { errors: [{ text: `${path} holds its style in a way that is not known here.` }] };
      const { code } = await build.esbuild.transform(literal.slice(1, -1), { loader: 'css', minify: true });
      return { contents: source.replace(style, () => JSON.stringify(`\n${code}`)), loader: 'ts' };
    });
  },
};
