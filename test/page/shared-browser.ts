import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/hosts/browser.mjs';

let browser: Promise<Browser> | undefined;

/** One browser for all files of a worker: to start one takes as long as several tests. It ends with the worker. */
export function sharedBrowser(): Promise<Browser> {
  browser = connected(browser);
  return browser;
}

/** A browser that is still there, otherwise a new one. */
async function connected(earlier: Promise<Browser> | undefined): Promise<Browser> {
  const running = await earlier?.catch(() => null);
  return running?.isConnected() === true ? running : launchBrowser();
}
