import { escapeAttribute } from '../escape-attribute.js';

/** The variable parts of the page's shell. */
export interface PreviewShell {
  /** The webview's own source for styles, `webview.cspSource`. */
  readonly cspSource: string;
  /** Fresh for each page; only scripts that carry it run. */
  readonly nonce: string;
  /** Whether a timeline that is shown for the first time is fitted to the page's width. */
  readonly fit: boolean;
  /** Whether the point of each problem is written below its message. */
  readonly notes: boolean;
  /** Address of the page's script, as the webview loads it. */
  readonly script: string;
  /** Address of the page's style sheet, as the webview loads it. */
  readonly style: string;
}

/**
 * The page of a timeline panel: a shell that never changes. Everything it shows comes in messages, so a panel that is
 * hidden, reloaded or restored takes one and the same way back.
 */
export function previewHtml({ cspSource, nonce, fit, notes, script, style }: PreviewShell): string {
  const policy = ["default-src 'none'", `style-src ${cspSource}`, `script-src 'nonce-${nonce}'`, 'img-src blob:'].join(
    '; ',
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Timeline</title>
  <link rel="stylesheet" href="${escapeAttribute(style)}">
</head>
<body>
  <div id="app"${fit ? ' data-fit' : ''}${notes ? '' : ' data-no-notes'} data-vscode-context='{"preventDefaultContextMenuItems":true}'></div>
  <script nonce="${escapeAttribute(nonce)}" src="${escapeAttribute(script)}"></script>
</body>
</html>
`;
}

/** A nonce that cannot be guessed: 128 random bits in hexadecimal. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
