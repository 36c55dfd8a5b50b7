/**
 * How the parts of the drawing look. Every color is a variable: the preview maps them to the editor's theme, a
 * stand-alone picture brings its own palette. What color shows, a shape, a pattern or a word shows too.
 */
export const drawingStyle = `
.page { fill: var(--confer-page); }
.lane { stroke: var(--confer-lane); stroke-width: 1; shape-rendering: crispEdges; }
.lane.party { stroke-dasharray: 2 4; }
.band-ground { fill: var(--confer-strip); }
.strip-line { stroke: var(--confer-hair); fill: none; shape-rendering: crispEdges; }
.verdict-warnings .band-edge { fill: var(--confer-warning); }
.verdict-errors .band-edge { fill: var(--confer-error); }
.mark-ground { fill: var(--confer-page); }
.header-ground { fill: var(--confer-header); stroke: var(--confer-header-border); }
.row { fill: transparent; stroke: none; }
.row-edges { fill: none; stroke: var(--confer-taken-border); stroke-width: 1; shape-rendering: crispEdges; }
text { fill: var(--confer-text); font-size: 12px; white-space: pre; }
.title { font-size: 13px; font-weight: 600; }
.small, .subtitle, .details, .time, .note-text, .chip-text, .chip-remark, .verdict-text, .guard-text, .state-name { font-size: 11px; }
.small-title, .guard-tag { font-size: 11px; font-weight: 600; }
.subtitle, .details, .time, .guard-text { fill: var(--confer-dim); }
.label, .details, .note-text, .state-name, .lane-header .small-title, .alternatives .guard text {
  paint-order: stroke; stroke: var(--confer-page); stroke-width: 4px; stroke-linejoin: round;
}
.centred { text-anchor: middle; }
.time { font-variant-numeric: tabular-nums; }
.time.recorded { fill: var(--confer-text); }
.status-missing > .time, .time.deviating { font-weight: 600; }
.time.deviating.severity-error { fill: var(--confer-error-text); }
.time.deviating.severity-warning { fill: var(--confer-warning-text); }
.event.unrecorded > .label, .event.unrecorded > .time { fill: var(--confer-dim); }
.icon { fill: var(--confer-dim); stroke: none; }
.verdict-conforms .verdict .icon { fill: var(--confer-ok); }
.verdict-warnings .verdict .icon { fill: var(--confer-warning); }
.verdict-errors .verdict .icon { fill: var(--confer-error); }
.verdict-warnings .verdict-text { fill: var(--confer-warning-text); font-weight: 600; }
.verdict-errors .verdict-text { fill: var(--confer-error-text); font-weight: 600; }
.verdict-conforms .verdict-text, .verdict-unjudged .verdict-text { fill: var(--confer-dim); }

.event { color: var(--confer-text); }
${rules(6, (n) => `.line-${n} { color: var(--confer-line-${n}); }`)}
.arrow { fill: none; stroke: currentColor; stroke-width: 1.5; }
.dash-1 > .arrow { stroke-dasharray: 7 4; }
.dash-2 > .arrow { stroke-dasharray: 14 4 3 4; }
.dash-3 > .arrow { stroke-dasharray: 18 4; }
.dash-4 > .arrow { stroke-dasharray: 10 3 3 3 3 3; }
.dash-5 > .arrow { stroke-dasharray: 4 4; }
.protocol-unknown > .arrow { stroke-dasharray: 3 6; }
.head, .origin { fill: currentColor; stroke: none; }
.lost { fill: var(--confer-page); stroke: currentColor; stroke-width: 1.5; }
.event.severity-error { color: var(--confer-error); }
.event.severity-warning { color: var(--confer-warning); }
.event.severity-error > .arrow, .event.severity-warning > .arrow { stroke-width: 2; }
.event.severity-error > .label, .status-missing.severity-error > .time { fill: var(--confer-error-text); font-weight: 600; }
.event.severity-warning > .label, .status-missing.severity-warning > .time { fill: var(--confer-warning-text); font-weight: 600; }
.severity-error > .icon { fill: var(--confer-error); }
.severity-warning > .icon { fill: var(--confer-warning); }
.severity-error > .note-text { fill: var(--confer-error-text); }
.severity-warning > .note-text { fill: var(--confer-warning-text); }
.severity-information > .note-text, .severity-hint > .note-text { fill: var(--confer-dim); }
.event.status-missing > .arrow, .event > .arrow.ghost { stroke-width: 2.2; stroke-dasharray: 0.1 5; stroke-linecap: round; }
.event.status-missing.inferred > .arrow { stroke-dasharray: 4 6; }
.status-missing > .head, .inferred > .head, .head.ghost { fill: var(--confer-page); stroke: currentColor; stroke-width: 1.4; stroke-linejoin: round; }

.pattern-mark { fill: none; stroke-width: 1.6; }
.pattern-mark.pending { stroke-width: 2.4; }
.bar-edge { fill: none; stroke-width: 1; }
${perHue((n, hue) => `.pattern-ground.hue-${n} { fill: var(--confer-state${hue}); }`)}
${perHue((n, hue) => `.pattern-ground.pending.hue-${n} { fill: var(--confer-pending${hue}); }`)}
${perHue((n, hue) => `.pattern-mark.hue-${n} { stroke: var(--confer-state-stripe${hue}); }`)}
${perHue((n, hue) => `.hue-${n} > .bar-edge { stroke: var(--confer-state-mark${hue}); }`)}
${perHue((n, hue) => `.pattern-mark.pending.hue-${n}, .pending.hue-${n} > .bar-edge { stroke: var(--confer-pending-mark${hue}); }`)}
${perHue((n, hue) => `.state.hue-${n} > .state-name { fill: var(--confer-state-text${hue}); }`)}
${perHue((n, hue) => `.state.pending.hue-${n} > .state-name { fill: var(--confer-pending-text${hue}); }`)}
.state.resting > .state-name { fill: var(--confer-dim); }

.axis-line { stroke: var(--confer-dim); stroke-width: 1; }
.axis-scaled, .axis-cut { stroke: var(--confer-text); stroke-width: 3; }
.axis-mark { stroke: var(--confer-text); stroke-width: 1; }
.axis-unstated { stroke-dasharray: 2 4; }
.axis-tick { stroke: var(--confer-text); stroke-width: 1.5; }
.axis-unknown { fill: var(--confer-page); stroke: var(--confer-dim); stroke-width: 1.2; }
.break-ground { fill: var(--confer-page); }
.break-edge { fill: none; stroke: var(--confer-text); stroke-width: 1.2; }
.bracket-line { fill: none; stroke: var(--confer-pending-mark); stroke-width: 1.5; }
.unstated > .bracket-line { stroke-dasharray: 3 4; }
.bracket-start, .bracket-end { fill: var(--confer-pending-mark); }
.bracket-text { font-size: 11px; fill: var(--confer-pending-text); }

.rail { fill: none; stroke: var(--confer-lane); stroke-width: 1; }
.rail.divider { stroke-dasharray: 4 4; }
.guard-ground { fill: transparent; stroke: none; }

.dimmed > text, .dimmed > .state > text { fill: var(--confer-faint-text); font-weight: normal; }
.event.dimmed { color: var(--confer-faint); }
.event.dimmed > .arrow { stroke-width: 1; }
.dimmed > .icon { fill: var(--confer-faint); }
.dimmed > .header-ground { fill: var(--confer-page); stroke: var(--confer-faint); stroke-dasharray: 2 3; }
.bar.dimmed > rect { fill: var(--confer-page); }
.bar.dimmed > .bar-edge { stroke: var(--confer-faint); }
.bar.pending.dimmed > .bar-edge { stroke-dasharray: 3 3; }
.event.dimmed.severity-error { color: var(--confer-error); }
.event.dimmed.severity-warning { color: var(--confer-warning); }
.chip-ground { fill: var(--confer-chip); stroke: var(--confer-chip-border); }
.chip.taken > .chip-ground { fill: var(--confer-taken); stroke: var(--confer-taken-border); }
.chip.taken > .chip-text { font-weight: 600; }
.chip.taken > .icon { fill: var(--confer-text); }
.chip.impossible > .chip-ground { stroke-dasharray: 3 3; }
.chip.impossible > .chip-text, .chip.unrecorded > .chip-text { fill: var(--confer-dim); }
.chip.flawed > .chip-ground, .chip.ghost > .chip-ground { stroke: var(--confer-warning); }
.chip.severity-error > .chip-ground { stroke: var(--confer-error); }
.chip.ghost > .chip-ground { stroke-dasharray: 4 3; }
.chip.ghost > .chip-text, .chip-remark { fill: var(--confer-warning-text); }
.severity-error > .chip-remark, .chip.ghost.severity-error > .chip-text { fill: var(--confer-error-text); }
`;

/** A rule for each number below `count`, one a line. */
function rules(count: number, rule: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => rule(n)).join('\n');
}

/** A rule for each of the hues that states have; the first one's colors have no number. */
function perHue(rule: (n: number, hue: string) => string): string {
  return rules(4, (n) => rule(n, n === 0 ? '' : `-${n}`));
}
