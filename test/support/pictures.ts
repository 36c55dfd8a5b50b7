import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/project.mjs';

/**
 * Keeps a picture of a page in `artifacts/`, to be looked at, not compared: with `PICTURES=1` only, because a run in
 * which they are not looked at would take far longer.
 * @param name of the file without its ending, with the folder below `artifacts/`
 */
export async function keepPicture(page: Page, name: string, fullPage = false): Promise<void> {
  if (process.env.PICTURES !== '1') return;
  await page.screenshot({ path: path.join(root, 'artifacts', `${name}.png`), fullPage });
}
