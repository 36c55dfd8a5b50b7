// The styles that pictures and pages carry along are text inside a module; minifying the module alone leaves them as they are written.

import { readFile } from 'node:fs/promises';

/** All of a style; what it has the module make stands on lines of its own. */
const style = /`\n([\s\S]*?)\n`;/;
const made = /^(\$\{.*\})$/m;

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
      const [whole, rules] = style.exec(source) ?? [];
      if (whole === undefined || rules === undefined)
        return { errors: [{ text: `${path} holds its style in a way that is not known here.` }] };
      const parts = rules.split(made).map(async (part) => {
        if (made.test(part)) return part;
        const { code } = await build.esbuild.transform(part, { loader: 'css', minify: true });
        return code.replaceAll('\\', '\\\\').replaceAll('`', '\\`');
      });
      const minified = `\`\n${(await Promise.all(parts)).join('')}\`;`;
      return { contents: source.replace(whole, () => minified), loader: 'ts' };
    });
  },
};
