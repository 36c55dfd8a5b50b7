/** How a stand-alone page looks, on the screen and printed; its colors are those of the drawing. */
export const pageStyle = `
body {
  margin: 24px auto;
  padding: 0 24px;
  max-width: max(1100px, var(--wide));
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
/* A little smaller if the window is too narrow for it; much smaller would not be read: then it scrolls. */
.picture > * { width: 100%; max-width: var(--wide); min-width: calc(var(--wide) * 0.7); }
.picture svg { display: block; height: auto; }
.picture .patterns { position: absolute; width: 0; min-width: 0; height: 0; }
.sheets { border-spacing: 0; table-layout: fixed; }
.sheets svg { width: 100%; }
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
  .picture > * { min-width: 0; }
  .facts table { font-size: 8.5pt; overflow-wrap: anywhere; }
  .facts th, .facts td { padding: 3px 5px; }
  .facts thead th { white-space: normal; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;
