import { describe, expect, it } from 'vitest';
import { newNonce, previewHtml } from '../../../client/preview/preview-html.js';

const shell = {
  cspSource: 'https://*.vscode-cdn.net',
  nonce: '0123456789abcdef',
  script: 'https://file.vscode-cdn.net/out/webview/preview.js',
  style: 'https://file.vscode-cdn.net/out/webview/preview.css',
  fit: false,
  notes: true,
};

function policyOf(html: string): Map<string, string> {
  const content = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  return new Map(
    content.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );
}

describe('the shell of the timeline page', () => {
  it('the shell of the timeline page is the same page every time, but for addresses and nonce', () => {
    expect(previewHtml(shell)).toMatchInlineSnapshot(`
      "<!DOCTYPE html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src https://*.vscode-cdn.net; script-src 'nonce-0123456789abcdef'; img-src blob:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Timeline</title>
        <link rel="stylesheet" href="https://file.vscode-cdn.net/out/webview/preview.css">
      </head>
      <body>
        <div id="app" data-vscode-context='{"preventDefaultContextMenuItems":true}'></div>
        <script nonce="0123456789abcdef" src="https://file.vscode-cdn.net/out/webview/preview.js"></script>
      </body>
      </html>
      "
    `);
  });

  it('allows its own style sheet, the script with the nonce and the pictures it makes, and nothing else', () => {
    const policy = policyOf(previewHtml(shell));
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe(`'nonce-${shell.nonce}'`);
    expect(policy.get('style-src')).toBe(shell.cspSource);
    expect(policy.get('img-src')).toBe('blob:');
    expect([...policy.keys()].sort()).toEqual(['default-src', 'img-src', 'script-src', 'style-src']);
  });

  it('the shell of the timeline page gives the page the settings for a new timeline', () => {
    const html = previewHtml({ ...shell, fit: true, notes: false });
    expect(html).toContain('<div id="app" data-fit data-no-notes ');
  });

  it('the shell of the timeline page has no inline script and no inline style', () => {
    const html = previewHtml(shell);
    expect(html.match(/<script[^>]*>/g)).toEqual([`<script nonce="${shell.nonce}" src="${shell.script}">`]);
    expect(html).not.toMatch(/<style|style=|\son\w+=|unsafe-/);
  });

  it('the shell of the timeline page lets no address end its attribute', () => {
    const html = previewHtml({ ...shell, script: 'https://x/"><script>alert(1)</script>&' });
    expect(html).toContain('src="https://x/&quot;>&lt;script>alert(1)&lt;/script>&amp;"');
  });

  it('the shell of the timeline page makes a new nonce of 128 bits for every page', () => {
    const nonces = new Set(Array.from({ length: 50 }, newNonce));
    expect(nonces.size).toBe(50);
    for (const nonce of nonces) {
      expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    }
  });
});
