import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { launchBrowser } from '../../scripts/hosts/browser.mjs';

/** How long the page is waited for, in ms: only what hangs is to fail by time. */
const PAGE_TIMEOUT_MS = 90_000;

/** The pages that are open: what a test that fails has left there is shown. */
export const openPages = new Set<Page>();

/** A page in a browser of its own, and whom it asked. */
export interface WatchedPage {
  readonly page: Page;
  /** Addresses of requests that left for another machine. */
  requestsElsewhere(): readonly string[];
  close(): Promise<void>;
}

/** Starts a browser with one empty page that writes down every request to another machine. */
export async function openPage(): Promise<WatchedPage> {
  const browser: Browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const elsewhere = watchRequests(context);
  const page = await context.newPage();
  page.setDefaultTimeout(PAGE_TIMEOUT_MS);
  openPages.add(page);
  return {
    page,
    requestsElsewhere: () => [...elsewhere],
    close: () => {
      openPages.delete(page);
      return browser.close();
    },
  };
}

/**
 * A webview's resources have an address elsewhere that its service worker answers: those never leave, and have no answer
 * at all where the webview is closed meanwhile.
 */
function watchRequests(context: BrowserContext): Set<string> {
  const elsewhere = new Set<string>();
  context.on('request', async (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!/^(https?|wss?):$/.test(protocol) || /^(.*\.)?localhost$|^127\.0\.0\.1$/.test(hostname)) return;
    if (hostname.endsWith('.vscode-resource.vscode-cdn.net') && (await staysInside(request))) return;
    elsewhere.add(request.url());
  });
  return elsewhere;
}

async function staysInside(request: Request): Promise<boolean> {
  const response = await request.response().catch(() => null);
  return response === null ? request.failure()?.errorText === 'net::ERR_ABORTED' : response.fromServiceWorker();
}
