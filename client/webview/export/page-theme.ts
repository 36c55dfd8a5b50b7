import type { Theme } from '../../../timeline/index.js';

/** The palette that is next to the editor's theme. */
export function pageTheme(): Theme {
  const { classList } = document.body;
  return classList.contains('vscode-light') || classList.contains('vscode-high-contrast-light') ? 'light' : 'dark';
}
