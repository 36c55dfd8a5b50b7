import path from 'node:path';
import * as esbuild from 'esbuild';
import { bundles } from '../../scripts/build.mjs';
import { browserPath, bundledBrowser } from '../../scripts/hosts/browser.mjs';
import { root } from '../../scripts/project.mjs';
import { BUILT_PAGES } from './built-page.js';

/** Builds the pages once, as they ship, and unpacks the browser before several files start it. */
export async function setup(): Promise<void> {
  for (const name of ['webview', 'markdown']) {
    const options = bundles({ production: true }).find((bundle) => bundle.outdir === `out/${name}`);
    if (options === undefined) throw new Error(`No bundle of the build goes to out/${name}.`);
    await esbuild.build({ ...options, outdir: path.relative(root, path.join(BUILT_PAGES, name)) });
  }
  if (bundledBrowser) await browserPath();
}
