import { browserPath, bundledBrowser } from '../../scripts/hosts/browser.mjs';
import { setUpNodeHost } from '../../scripts/setup-node-host.mjs';

/** Unpacks the browser and installs the node host before the first test asks for them. */
export async function setup(): Promise<void> {
  if (bundledBrowser) await browserPath();
  if (!setUpNodeHost()) console.log('The node host is for Linux x64 only: its tests are left out on this machine.');
}
