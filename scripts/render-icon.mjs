// Renders images/icon.svg to the PNG that the manifest names: `node scripts/render-icon.mjs`.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from './hosts/browser.mjs';
import { root } from './project.mjs';

const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.setContent(
  `<style>body{margin:0}svg{display:block}</style>${await readFile(path.join(root, 'images/icon.svg'), 'utf8')}`,
);
await writeFile(path.join(root, 'images/icon.png'), await page.screenshot({ omitBackground: true }));
await browser.close();
