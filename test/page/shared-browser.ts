import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/hosts/browser.mjs';

let browser: Promise<Browser> | undefined;

/** One browser for all files of a worker: to start one takes as long as several tests. It ends with the worker. */
export async function sharedBrowser(): Promise<Browser> {
  if (browser !== undefined && !(await browser).isConnected()) browser = undefined;
  browser ??= launchBrowser();
  return browser;
}
