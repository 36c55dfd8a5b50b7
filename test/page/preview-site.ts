import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type BuiltPage, readBuiltPage } from './built-page.js';
import { sharedBrowser } from './shared-browser.js';
import { themes } from './themes.js';

const NONCE = 'c29tZXRoaW5nIG9uY2U';

/** The built page of the preview on a server of its own. Its pages share a browser's cache: they read it once. */
export class PreviewSite {
  private constructor(
    private readonly origin: string,
    private readonly context: BrowserContext,
  ) {}

  /** Serves the page until this process ends. */
  static async start(browser: Browser, built: BuiltPage): Promise<PreviewSite> {
    const server = createServer(({ url = '' }, response) => {
      const name = url.slice(1);
      const body = name in themes ? shell(name) : built.get(name);
      const type = name.endsWith('.css') ? 'text/css' : name.endsWith('.js') ? 'text/javascript' : 'text/html';
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type, 'cache-control': 'max-age=3600' });
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    const { port } = server.address() as AddressInfo;
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    return new PreviewSite(`http://127.0.0.1:${port}`, context);
  }

  /** An empty page in the site's browser. */
  newPage(): Promise<Page> {
    return this.context.newPage();
  }

  /** The address of the page in a theme. */
  address(theme: string): string {
    return `${this.origin}/${theme}`;
  }

  /** Whether its browser is still there. */
  get isOpen(): boolean {
    return this.context.browser()?.isConnected() === true;
  }
}

let site: PreviewSite | undefined;

/** One site for all files of a worker. */
export async function sharedSite(): Promise<PreviewSite> {
  if (site?.isOpen !== true) site = await PreviewSite.start(await sharedBrowser(), await readBuiltPage('webview'));
  return site;
}

function shell(theme: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'self'; img-src blob:">
<title>Timeline</title>
<link rel="stylesheet" href="/preview.css">
</head>
<body class="${themes[theme]?.bodyClass ?? ''}">
<div id="app"></div>
<script nonce="${NONCE}" src="/preview.js"></script>
</body>
</html>`;
}
