// The grammar that Langium generates is 78 KB of JSON, most of it repeated words. Bundles carry it deflated, at a tenth.

import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';

const loading = /loadGrammarFromJson\(('(?:[^'\\]|\\.)*')\)/;

/**
 * Has bundles unpack the grammar when they start, instead of carrying it as text.
 * @type {import('esbuild').Plugin}
 */
export const packedGrammar = {
  name: 'packed-grammar',
  setup(build) {
    build.onLoad({ filter: /[\\/]language[\\/]generated[\\/]grammar\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const literal = loading.exec(source)?.[1];
      if (literal === undefined)
        return { errors: [{ text: `${path} loads its grammar in a way that is not known here.` }] };
      const json = Function(`return ${literal}`)();
      const packed = deflateRawSync(json, { level: 9 }).toString('base64');
      const unpacked = `strFromU8(inflateSync(Uint8Array.from(atob('${packed}'), (c) => c.charCodeAt(0))))`;
      const contents = `import { inflateSync, strFromU8 } from 'fflate';\n${source.replace(loading, () => `loadGrammarFromJson(${unpacked})`)}`;
      return { contents, loader: 'ts' };
    });
  },
};
