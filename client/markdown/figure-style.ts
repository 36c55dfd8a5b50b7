import { paletteVariables, pictureStyle } from '../../timeline/index.js';

/**
 * The figure's own style sheet. The colors of the drawing are variables of the page (`markdown.css`), or its own where
 * the page has none of VS Code's.
 */
export const figureStyle = `
:host { display: block; white-space: normal; font-family: var(--vscode-markdown-font-family, var(--vscode-font-family, system-ui)); color: var(--confer-text); }
${pictureStyle}
:host(.light) { ${paletteVariables('light')} }
:host(.dark) { ${paletteVariables('dark')} }
:host(:is(.light, .dark)) figure { padding: 0.5em; border-radius: 4px; background: var(--confer-page); }
figure { margin: 0; }
svg { display: block; }
.picture + .picture { margin-top: 0.5em; }
.picture { overflow: hidden; border: 1px solid var(--confer-hair); border-radius: 4px; }
/* Shrink pictures that are wider than the page, so that it does not scroll sideways. */
.picture > svg { margin: 0 auto; max-width: 100%; height: auto; }
.picture:focus-visible, summary:focus-visible { outline: 2px solid var(--vscode-focusBorder, var(--confer-taken-border)); }
.stale { margin: 0 0 0.5em; padding: 0.3em 0.8em; border-left: 3px solid var(--confer-warning); }
ul { list-style: none; margin: 0.5em 0 0; padding: 0; font-size: 0.9em; }
li { display: flex; gap: 0.5em; margin: 0.25em 0; line-height: 1.5; }
li > span { min-width: 0; overflow-wrap: anywhere; }
li svg { flex: none; margin-top: 0.3em; }
code, pre { font-family: var(--vscode-editor-font-family, monospace); font-size: 0.9em; }
.rule { color: var(--confer-dim); }
.confer-keyword { color: var(--confer-state-text-1); }
.confer-string { color: var(--confer-pending-text); }
.confer-number { color: var(--confer-state-text-2); }
.confer-comment { color: var(--confer-state-text); }
details { margin: 0.5em 0 0; }
summary { cursor: pointer; color: var(--confer-dim); }
details pre { margin: 0.5em 0 0; padding: 0.8em; overflow: auto; background: var(--vscode-textCodeBlock-background, var(--confer-strip)); }
.facts { overflow-x: auto; }
table { border-collapse: collapse; margin: 0.5em 0; font-size: 0.9em; }
th, td { padding: 0.25em 0.6em; text-align: left; border-bottom: 1px solid var(--confer-hair); font-variant-numeric: tabular-nums; }
td a { display: none; }
`;
