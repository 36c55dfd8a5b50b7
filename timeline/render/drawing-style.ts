/**
 * How the parts of the drawing look. Every colour is a variable: the preview maps them to the editor's theme, a
 * stand-alone picture brings its own palette. What colour tells, a shape, a pattern or a word tells too.
 */
export const drawingStyle = `
.band-ground { fill: var(--confer-band); stroke: var(--confer-band-border); }
.band-edge { fill: var(--confer-dim); }
.verdict-conforms > .band-edge { fill: var(--confer-ok); }
.verdict-warnings > .band-edge { fill: var(--confer-warning); }
.verdict-errors > .band-edge { fill: var(--confer-error); }
.lane { stroke: var(--confer-lane); stroke-width: 1; }
.page { fill: var(--confer-page); }
.column-ground { fill: var(--confer-band); }
.mark-ground { fill: var(--confer-page); }
.remarks > .band-edge.severity-information, .remarks > .band-edge.severity-hint { fill: var(--confer-dim); }
.header-ground { fill: var(--confer-header); stroke: var(--confer-header-border); }
.label-ground { fill: var(--confer-band); opacity: 0.88; }
.row, .head-ground { fill: transparent; stroke: none; }
text { fill: var(--confer-text); font-size: 12px; white-space: pre; }
.title { font-size: 13px; font-weight: bold; }
.subtitle, .details, .time, .note-text, .chip-text, .verdict-text { font-size: 11px; }
.subtitle, .details, .time { fill: var(--confer-dim); }
.details { font-weight: normal; }
.label, .time, .note-text, .state-name, .band-head text {
  paint-order: stroke; stroke: var(--confer-band); stroke-width: 3px; stroke-linejoin: round;
}
.centred { text-anchor: middle; }
.time { text-anchor: end; font-variant-numeric: tabular-nums; }
.icon { fill: var(--confer-dim); stroke: none; }
.verdict-conforms .verdict .icon { fill: var(--confer-ok); stroke: var(--confer-ok); stroke-width: 0.8; }
.verdict-conforms .verdict-text { fill: var(--confer-ok-text); }
.verdict-warnings .verdict .icon { fill: var(--confer-warning); }
.verdict-warnings .verdict-text { fill: var(--confer-warning-text); }
.verdict-errors .verdict .icon { fill: var(--confer-error); }
.verdict-errors .verdict-text { fill: var(--confer-error-text); }
.verdict-unjudged .verdict-text { fill: var(--confer-dim); }

.event { color: var(--confer-text); }
${rules(6, (n) => `.line-${n} { color: var(--confer-line-${n}); }`)}
.arrow { fill: none; stroke: currentColor; stroke-width: 1.6; }
.dash-1 > .arrow { stroke-dasharray: 8 5; }
.dash-2 > .arrow { stroke-dasharray: 14 4 3 4; }
.dash-3 > .arrow { stroke-dasharray: 18 4; }
.dash-4 > .arrow { stroke-dasharray: 10 3 3 3 3 3; }
.dash-5 > .arrow { stroke-dasharray: 4 4; }
.protocol-unknown > .arrow { stroke-dasharray: 3 6; }
.head, .origin { fill: currentColor; stroke: currentColor; stroke-width: 1; stroke-linejoin: round; }
.lost { fill: var(--confer-band); stroke: currentColor; stroke-width: 1.6; }
.event.severity-error { color: var(--confer-error); }
.event.severity-warning { color: var(--confer-warning); }
.event.severity-error > .label { fill: var(--confer-error-text); font-weight: bold; }
.event.severity-warning > .label { fill: var(--confer-warning-text); font-weight: bold; }
.severity-error > .icon { fill: var(--confer-error); }
.severity-warning > .icon { fill: var(--confer-warning); }
.severity-error > .note-text { fill: var(--confer-error-text); }
.severity-warning > .note-text { fill: var(--confer-warning-text); }
.severity-information > .note-text, .severity-hint > .note-text { fill: var(--confer-dim); }
.status-missing > .arrow, .arrow.ghost { stroke: currentColor; stroke-width: 2; stroke-dasharray: 1 5; stroke-linecap: round; }
.status-missing > .head, .head.ghost { fill: var(--confer-band); stroke-width: 1.4; }

.pattern-mark { fill: none; stroke-width: 1.6; }
.pattern-mark.pending { stroke-width: 2.4; }
.bar-edge { fill: none; stroke-width: 1; }
${perHue((n, hue) => `.pattern-ground.hue-${n} { fill: var(--confer-state${hue}); }`)}
${perHue((n, hue) => `.pattern-ground.pending.hue-${n} { fill: var(--confer-pending${hue}); }`)}
${perHue((n, hue) => `.pattern-mark.hue-${n} { stroke: var(--confer-state-stripe${hue}); }`)}
${perHue((n, hue) => `.hue-${n} > .bar-edge { stroke: var(--confer-state-mark${hue}); }`)}
${perHue((n, hue) => `.pattern-mark.pending.hue-${n}, .pending.hue-${n} > .bar-edge { stroke: var(--confer-pending-mark${hue}); }`)}

.state-name { font-size: 11px; font-style: italic; fill: var(--confer-dim); }
.axis-line { stroke: var(--confer-dim); stroke-width: 1; }
.axis-scaled, .axis-cut { stroke: var(--confer-text); stroke-width: 3; }
.axis-mark { stroke: var(--confer-text); stroke-width: 1; }
.axis-unstated { stroke-dasharray: 2 4; }
.axis-tick { stroke: var(--confer-text); stroke-width: 1.5; }
.axis-unknown { fill: var(--confer-band); stroke: var(--confer-dim); stroke-width: 1.2; }
.break-ground { fill: var(--confer-band); }
.break-edge { fill: none; stroke: var(--confer-text); stroke-width: 1.2; }
.bracket-line { fill: none; stroke: var(--confer-pending-mark); stroke-width: 1.6; }
.unstated > .bracket-line { stroke-dasharray: 3 4; }
.bracket-start, .bracket-end { fill: var(--confer-pending-mark); }
.bracket-ground { fill: var(--confer-page); stroke: var(--confer-pending-mark); }
.bracket-text { font-size: 11px; }

.frame-line { fill: none; stroke: var(--confer-dim); stroke-width: 1; }
.next > .frame-line { stroke-dasharray: 6 4; }
.frame-tag { fill: var(--confer-header); stroke: var(--confer-dim); }
.frame-kind, .guard-text { font-size: 11px; font-weight: bold; }
.guard-ground, .rest-ground { fill: var(--confer-page); stroke: none; }
.again > .rest-ground { fill: var(--confer-chip); stroke: var(--confer-chip-border); }
.rest > .chip-text { fill: var(--confer-dim); }
.again > .chip-text { fill: var(--confer-text); }

.dimmed > text, .dimmed > .change > text { fill: var(--confer-faint-text); font-weight: normal; }
.event.dimmed { color: var(--confer-faint); }
.dimmed > .arrow { stroke-width: 1; }
.dimmed > .icon { fill: var(--confer-faint); }
.dimmed > .header-ground { fill: var(--confer-page); stroke: var(--confer-faint); stroke-dasharray: 2 3; }
.bar.dimmed > rect { fill: var(--confer-band); }
.bar.dimmed > .bar-edge { stroke: var(--confer-faint); }
.bar.pending.dimmed > .bar-edge { stroke-dasharray: 3 3; }
.event.dimmed.severity-error { color: var(--confer-error); }
.event.dimmed.severity-warning { color: var(--confer-warning); }
.chip-ground { fill: var(--confer-chip); stroke: var(--confer-chip-border); }
.chip.taken > .chip-ground { fill: var(--confer-taken); stroke: var(--confer-taken-border); stroke-width: 1.5; }
.chip.taken > .chip-text { fill: var(--confer-taken-text); font-weight: bold; }
.chip.taken > .icon { fill: var(--confer-taken-text); stroke: var(--confer-taken-text); stroke-width: 0.8; }
.chip.impossible > .chip-ground { fill: var(--confer-band); stroke-dasharray: 3 3; }
.chip.impossible > .chip-text { fill: var(--confer-dim); }
`;

/** A rule for each number below `count`, one a line. */
function rules(count: number, rule: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => rule(n)).join('\n');
}

/** A rule for each of the hues that states have; the first one's colours have no number. */
function perHue(rule: (n: number, hue: string) => string): string {
  return rules(4, (n) => rule(n, n === 0 ? '' : `-${n}`));
}
