import type { Timeline, TimelineFinding, TimelinePhase, Verdict } from '../types/timeline.js';
import { flowSummary, isProblem, verdictText } from '../wording/counts.js';
import { durationText } from '../wording/duration.js';
import { flowPath } from '../wording/flow-facts.js';
import { Ladder } from './ladder.js';
import { wrapColumns } from './text-canvas.js';

const MIN_WIDTH = 72;

const verdictMarks: Record<Verdict, string> = { conforms: '✓', warnings: '⚠', errors: '✗', unjudged: '–' };

/** The timeline as a ladder of text for terminals, ending in a line break; no colours, no control characters. */
export function renderText(timeline: Timeline): string {
  const ladder = new Ladder(timeline);
  const width = Math.max(MIN_WIDTH, ladder.width);
  const lines = [...heading(timeline), '', ...ladder.header()];
  const told = new Set<number>();
  let index = 0;
  for (const phase of timeline.phases) {
    lines.push(ladder.lanes(index), phaseLine(timeline, phase));
    const ofEvents = new Set(
      timeline.events.filter((event) => event.visit === phase.visit).flatMap((event) => event.findings),
    );
    lines.push(
      ...explained(
        timeline,
        phase.findings.filter((finding) => !ofEvents.has(finding)),
        told,
        width,
      ),
    );
    for (let event = timeline.events[index]; event?.visit === phase.visit; event = timeline.events[index]) {
      lines.push(...ladder.event(index, event));
      lines.push(...explained(timeline, event.findings, told, width));
      index += 1;
    }
    const ways = outcomes(phase);
    if (ways !== '') lines.push(ways);
  }
  const rest = timeline.findings.filter((_, finding) => !told.has(finding));
  const section = (title: string, findings: readonly TimelineFinding[]): string[] =>
    findings.length === 0 ? [] : ['', title, ...findings.flatMap((finding) => findingLines(finding, width))];
  lines.push(...section('Elsewhere in this flow:', rest.filter(isProblem)));
  lines.push(
    ...section(
      'For information:',
      rest.filter((finding) => !isProblem(finding)),
    ),
  );
  lines.push('', LEGEND);
  return `${lines.join('\n')}\n`;
}

const LEGEND = '┃ in a state  ┆ pending  │ no part  ─ as it should be  ━ faulty  ╌ missing  ▷ not told';

function heading(timeline: Timeline): string[] {
  const summary = flowSummary(timeline);
  const title = timeline.title === null ? '' : ` “${timeline.title}”`;
  const follows = timeline.models.length === 0 ? '' : ` follows ${timeline.models.join(', ')}`;
  return [`${timeline.flow}${title}${follows}: ${verdictMarks[summary.verdict]} ${summary.text}`, flowPath(timeline)];
}

function phaseLine(timeline: Timeline, phase: TimelinePhase): string {
  const indices = timeline.events
    .filter((event) => event.visit === phase.visit)
    .flatMap((event) => event.findings)
    .concat(phase.findings);
  const findings = [...new Set(indices)].flatMap((index) => timeline.findings[index] ?? []);
  const verdict = verdictText(phase.verdict, findings.filter(isProblem).length);
  const title = phase.title === null ? '' : ` “${phase.title}”`;
  const model = phase.modelPhase === null ? '' : ` is ${phase.modelPhaseTitle ?? phase.modelPhase}`;
  return `■ ${phase.name}${title}${model}  ${verdictMarks[phase.verdict]} ${verdict}`;
}

/** Problems that were not shown yet, each with its severity as a word. */
function explained(timeline: Timeline, indices: readonly number[], told: Set<number>, width: number): string[] {
  return indices.flatMap((index) => {
    const finding = timeline.findings[index];
    if (finding === undefined || told.has(index) || !isProblem(finding)) return [];
    told.add(index);
    return findingLines(finding, width);
  });
}

function findingLines(finding: TimelineFinding, width: number): string[] {
  const first = `  ${finding.severity} ${finding.code}: `;
  return wrapColumns(`${first.trim()} ${finding.message}`, width - 4).map((line, index) =>
    index === 0 ? `  ${line}` : `    ${line}`,
  );
}

function outcomes(phase: TimelinePhase): string {
  const ways = phase.outcomes.map((outcome) => {
    const after = outcome.delayMs === null ? '' : ` after ${durationText(outcome.delayMs)}`;
    const name = `${outcome.phase ?? 'end'}${after}`;
    if (outcome.taken) return `[${name}]`;
    return outcome.possible ? name : `(${name}: not possible here)`;
  });
  return ways.length === 0 ? '' : `  next ${ways.join(' | ')}`;
}
