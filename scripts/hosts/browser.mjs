// A browser to drive: the Chromium that npm brings on Linux x64, elsewhere the Chrome that is installed.
import { chromium } from 'playwright-core';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether npm brings a Chromium for this machine. */
export const bundledBrowser = process.platform === 'linux' && process.arch === 'x64';

/**
 * Path of the npm Chromium, unpacked on first use. Two first uses at the same time are not safe: call it once before.
 * @returns {Promise<string>}
 */
export async function browserPath() {
  const { default: packed } = await import('@sparticuz/chromium');
  packed.setGraphicsMode = false;
  return packed.executablePath();
}

/**
 * Starts a headless browser.
 * @param {readonly string[]} [more] further arguments
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser(more = []) {
  const args = [...quiet, ...more];
  if (!bundledBrowser) return chromium.launch({ channel: 'chrome', headless: true, args });
  return chromium.launch({ executablePath: await browserPath(), headless: true, args });
}
