// The licenses of what is bundled: collected at build, for both packages.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

/** Packages whose content is generated into the sources, which no bundle names. */
const generatedFrom = ['@vscode/codicons'];

/**
 * The packages that bundles hold.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {string[]} their folders, relative to the project, in order
 */
function bundledPackages(metafiles) {
  const folders = new Set(generatedFrom.map((name) => `node_modules/${name}`));
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const [folder] = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

/**
 * The text of the notices.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {string}
 */
export function thirdPartyNotices(metafiles) {
  const parts = bundledPackages(metafiles).map((folder) => {
    const absolute = path.join(root, folder);
    const { name, version, license } = JSON.parse(readFileSync(path.join(absolute, 'package.json'), 'utf8'));
    const files = readdirSync(absolute).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
    const texts = files
      .sort()
      .map((file) => readFileSync(path.join(absolute, file), 'utf8').replaceAll('\r\n', '\n').trim());
    const text =
      texts.length > 0 ? texts.join('\n\n') : `Licensed under ${license}; the package does not contain its text.`;
    return `${name} ${version} (${license})\n\n${text}`;
  });
  return `Confer contains parts of these packages.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
