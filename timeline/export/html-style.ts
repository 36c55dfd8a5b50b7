import { drawingStyle } from '../render/drawing-style.js';
import { palettes, type Theme } from '../render/palette.js';

/** The style sheet of a stand-alone page: light or dark as the reader has it, light on paper. */
export const htmlStyle = `
:root { ${variables('light')} }
@media screen and (prefers-color-scheme: dark) { :root { ${variables('dark')} } }
body {
  margin: 24px auto;
  padding: 0 24px;
  max-width: 1100px;
  background: var(--confer-page);
  color: var(--confer-text);
  font: 14px/1.5 system-ui, 'Segoe UI', Ubuntu, 'DejaVu Sans', sans-serif;
}
h1 { margin: 0 0 4px; font-size: 22px; }
h2 { margin: 28px 0 8px; font-size: 16px; break-after: avoid; }
p { margin: 0 0 4px; }
a { color: var(--confer-line-0); }
small { color: var(--confer-dim); }
.sum { font-weight: bold; }
.sum-conforms { color: var(--confer-ok-text); }
.sum-warnings { color: var(--confer-warning-text); }
.sum-errors { color: var(--confer-error-text); }
.picture, .facts { overflow-x: auto; }
.picture svg { display: block; }
.picture .patterns { position: absolute; }
.sheets { border-spacing: 0; }
.sheets td { padding: 0; }
.sheets + svg { margin-top: 10px; }
.facts table { border-collapse: collapse; width: 100%; font-size: 13px; }
.facts th, .facts td {
  padding: 4px 8px;
  border-bottom: 1px solid var(--confer-header-border);
  text-align: start;
  vertical-align: top;
}
.facts thead th { background: var(--confer-header); white-space: nowrap; }
.facts tbody th { font-weight: normal; }
.clock { white-space: nowrap; font-variant-numeric: tabular-nums; }
.findings { padding-inline-start: 28px; }
.findings li { margin-bottom: 4px; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; print-color-adjust: exact; }
  .picture, .facts { overflow: visible; }
  .picture svg { max-width: 100%; height: auto; }
  .sheets { width: 100%; table-layout: fixed; }
  .facts table { font-size: 8.5pt; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
${drawingStyle.trim()}
`;

function variables(theme: Theme): string {
  return Object.entries(palettes[theme])
    .map(([name, colour]) => `--confer-${name}: ${colour};`)
    .join(' ');
}
