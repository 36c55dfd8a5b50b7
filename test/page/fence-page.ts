import type { Browser, Page } from 'playwright-core';
import type { BuiltPage } from './built-page.js';

/** A flow as a page shows it in a fence: line 8 lacks a message that the model requires. */
export const fencedFlow = (title: string): string => `flow Support "${title}" follows Conference {
  party Alice as agent1
  party Bob as agent2
  system Ixn as server
  system Stat as reporting
  origin is queue

  phase Invite is InvitationIssued {
    Alice -> Ixn : RequestConference
    Ixn -> Bob : EventInvite after 40ms
    next Accepts after 6s | Declines after 9s | NoAnswer after 30s
  }
  phase Accepts is InvitationAccepted
  phase Declines is InvitationRejected
  phase NoAnswer is InvitationTimesOut
}
`;

/** Text as HTML: in an element, or in an attribute's quotation marks. */
export function escapedHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A page that shows fences, with the errors and warnings of its console. */
export interface FencePage {
  readonly page: Page;
  readonly complaints: string[];
}

/**
 * Opens a page of a site that has nothing else but the built scripts and styles.
 * @param folder where the site keeps the built files, with a slash at either end
 */
export async function openFencePage(
  browser: Browser,
  built: BuiltPage,
  { origin, folder = '/', html, width }: { origin: string; folder?: string; html: string; width: number },
): Promise<FencePage> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    const body = pathname.startsWith(folder) ? built.get(pathname.slice(folder.length)) : undefined;
    const contentType = pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
    return body === undefined ? route.abort() : route.fulfill({ contentType, body });
  });
  await page.goto(`${origin}/`);
  return { page, complaints };
}
