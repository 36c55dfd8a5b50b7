import type { Page } from 'playwright-core';
import { nodeHostSupported } from '../../../scripts/setup-node-host.mjs';
import { openPage, type WatchedPage } from '../browser.js';
import { Workbench } from '../workbench.js';
import type { Host } from './host.js';
import { startNodeHost } from './node-host.js';
import { startWebHost } from './web-host.js';

/** A host by its name, and how it is started. */
export interface HostEntry {
  readonly name: 'web' | 'node';
  readonly start: (name: string, source: string, companions?: readonly string[]) => Promise<Host>;
}

/** The hosts that this machine can run. */
export const hosts: readonly HostEntry[] = [
  { name: 'web', start: startWebHost },
  ...(nodeHostSupported ? [{ name: 'node' as const, start: startNodeHost }] : []),
];

/** A VS Code with a person before it. */
export interface Session {
  readonly workbench: Workbench;
  readonly page: Page;
  /** Addresses and machines that the page, or the host's processes, turned to outside of this machine. */
  elsewhere(): readonly string[];
  close(): Promise<void>;
}

/**
 * Starts a host and opens it in a browser of its own.
 * @param entry which host
 * @param name of the host's own folder, unique among the tests
 * @param source folder whose files the workspace gets a copy of
 * @param companions folders of extensions that are installed next to the tested one
 */
export async function openSession(
  entry: HostEntry,
  name: string,
  source: string,
  companions: readonly string[] = [],
): Promise<Session> {
  const host = await entry.start(`${name}-${entry.name}`, source, companions);
  let watched: WatchedPage | undefined;
  try {
    watched = await openPage();
    const { page, close, requestsElsewhere } = watched;
    const workbench = new Workbench(page);
    await workbench.open(host.url);
    return {
      workbench,
      page,
      elsewhere: () => [...requestsElsewhere(), ...host.connections()],
      close: async () => {
        await close();
        await host.close();
      },
    };
  } catch (error) {
    await watched?.close();
    await host.close();
    throw error;
  }
}
