import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { bundles } from '../../scripts/build.mjs';
import { root } from '../../scripts/project.mjs';
import type { exportTimeline } from '../../timeline/export/export-timeline.js';

/** What makes exports, as it is bundled in what ships: styles are minified there. */
export async function shippedExport(): Promise<typeof exportTimeline> {
  const page = bundles({ production: true }).find(({ outdir }) => outdir === 'out/webview');
  const outfile = path.join(root, '.tmp/shipped-export.mjs');
  const { outdir: _, ...options } = page ?? {};
  await esbuild.build({ ...options, entryPoints: ['timeline/export/export-timeline.ts'], format: 'esm', outfile });
  return (await import(pathToFileURL(outfile).href)).exportTimeline;
}
