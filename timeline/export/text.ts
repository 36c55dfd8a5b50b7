import { showsAllPaths } from '../layout/all-paths.js';
import { type FrameMark, framePlan } from '../layout/frame-plan.js';
import { clockText } from '../text/clock-text.js';
import { flowSummary, hiddenMessagesText, verdictText } from '../text/counts.js';
import type { TimeReference } from '../text/event-times.js';
import { flowPath, remarksOfFlow } from '../text/flow-facts.js';
import { modelPhaseText } from '../text/model-phase-text.js';
import { operandContinuation, operandGuard } from '../text/operand-text.js';
import { visitName } from '../text/visit-name.js';
import { durationText } from '../types/duration.js';
import { plainFindingText } from '../types/finding-spans.js';
import { isProblem } from '../types/problems.js';
import type { Timeline, TimelineFinding, TimelinePhase, Verdict } from '../types/timeline.js';
import { exportNotes } from './export-notes.js';
import { Ladder } from './ladder.js';
import { wrapColumns } from './text-canvas.js';

const MIN_WIDTH = 72;

const verdictMarks: Record<Verdict, string> = { conforms: '✓', warnings: '⚠', errors: '✗', unjudged: '–' };

/**
 * The timeline as a ladder of text for terminals, ending in a line break; no colors, no control characters.
 * @param time what times are counted from
 * @param whole the same timeline with what is left out of it
 */
export function renderText(timeline: Timeline, time: TimeReference = 'between', whole = timeline): string {
  const ladder = new Ladder(timeline, whole, time);
  const width = Math.max(MIN_WIDTH, ladder.width);
  const reported = new Set<number>();
  const remarks = explained(timeline, remarksOfFlow(timeline), reported, width);
  const lines = [...heading(timeline), ...remarks, '', ...ladder.header()];
  const drawn = new Map(timeline.events.map((event) => [event.id, event]));
  let index = 0;
  const { marks } = framePlan(timeline);
  lines.push(...frameLines(timeline, marks[0]));
  for (const [place, phase] of timeline.phases.entries()) {
    lines.push(ladder.lanes(index), phaseLine(timeline, phase));
    const ofEvents = new Set(
      timeline.events.filter((event) => event.visit === phase.visit).flatMap((event) => event.findings),
    );
    lines.push(
      ...explained(
        timeline,
        phase.findings.filter((finding) => !ofEvents.has(finding)),
        reported,
        width,
      ),
    );
    for (; whole.events[index]?.visit === phase.visit; index += 1) {
      const event = drawn.get(whole.events[index]?.id ?? '');
      if (event === undefined) continue;
      lines.push(...ladder.event(index, event));
      lines.push(...explained(timeline, event.findings, reported, width));
    }
    const after = marks[place + 1];
    const ways = outcomes(phase, showsAllPaths(timeline));
    if (ways !== '' && after?.[0]?.kind !== 'open') lines.push(ways);
    lines.push(...frameLines(timeline, after));
  }
  const rest = timeline.findings.filter((_, finding) => !reported.has(finding));
  const section = (title: string, findings: readonly TimelineFinding[]): string[] =>
    findings.length === 0 ? [] : ['', title, ...findings.flatMap((finding) => findingLines(finding, width))];
  lines.push(...section('Elsewhere in this flow:', rest.filter(isProblem)));
  lines.push(
    ...section(
      'Information:',
      rest.filter((finding) => !isProblem(finding)),
    ),
  );
  lines.push('', LEGEND);
  return `${lines.join('\n')}\n`;
}

const LEGEND = '┃ in a state  ┆ pending  │ not involved  ─ correct  ━ problem  ╌ missing  ▷ not notified';

function heading(timeline: Timeline): string[] {
  const summary = flowSummary(timeline);
  const title = timeline.title === null ? '' : ` “${timeline.title}”`;
  const follows = timeline.models.length === 0 ? '' : ` follows ${timeline.models.join(', ')}`;
  return [
    `${timeline.flow}${title}${follows}: ${verdictMarks[summary.verdict]} ${summary.text}`,
    ...(timeline.recording === undefined
      ? []
      : [`Recorded interaction ${timeline.recording.key}: ${timeline.recording.verdict}`]),
    flowPath(timeline),
    ...exportNotes(timeline),
  ];
}

/** Where frames of alternatives begin, continue, or end. */
function frameLines(timeline: Timeline, marks: readonly FrameMark[] = []): string[] {
  return marks.map((mark) => {
    const around = '│ '.repeat(mark.depth);
    if (mark.kind === 'close') return `${around}└─`;
    const continuation = operandContinuation(timeline, mark.operand);
    const corner = mark.kind === 'open' ? '┌─ alt' : '├─ else';
    return `${around}${corner} [${operandGuard(mark.operand)}]${continuation === null ? '' : ` ${continuation}`}`;
  });
}

function phaseLine(timeline: Timeline, phase: TimelinePhase): string {
  const indices = timeline.events
    .filter((event) => event.visit === phase.visit)
    .flatMap((event) => event.findings)
    .concat(phase.findings);
  const findings = [...new Set(indices)].flatMap((index) => timeline.findings[index] ?? []);
  const verdict = verdictText(phase.verdict, findings.filter(isProblem).length);
  const title = phase.title === null ? '' : ` “${phase.title}”`;
  const model = phase.modelPhase === null ? '' : ` is ${modelPhaseText(phase)}`;
  const clock = phase.clock === null ? '' : `  (${clockText(timeline, phase.clock)})`;
  return `■ ${visitName(timeline, phase, phase.name)}${title}${model}  ${verdictMarks[phase.verdict]} ${verdict}${hiddenMessagesText(phase)}${clock}`;
}

/** Problems that were not shown yet, each with its severity as a word. */
function explained(timeline: Timeline, indices: readonly number[], reported: Set<number>, width: number): string[] {
  return indices.flatMap((index) => {
    const finding = timeline.findings[index];
    if (finding === undefined || reported.has(index) || !isProblem(finding)) return [];
    reported.add(index);
    return findingLines(finding, width);
  });
}

function findingLines(finding: TimelineFinding, width: number): string[] {
  const first = `  ${finding.severity} ${finding.code}: `;
  return wrapColumns(`${first.trim()} ${plainFindingText(finding.message)}`, width - 4).map((line, index) =>
    index === 0 ? `  ${line}` : `    ${line}`,
  );
}

function outcomes(phase: TimelinePhase, all: boolean): string {
  const ways = phase.outcomes.map((outcome) => {
    const after = outcome.delayMs === null ? '' : ` after ${durationText(outcome.delayMs)}`;
    const name = `${outcome.phase ?? 'end'}${after}`;
    if (outcome.taken && !all) return `[${name}]`;
    return outcome.possible ? name : `(${name}: not possible here)`;
  });
  return ways.length === 0 ? '' : `  next ${ways.join(' | ')}`;
}
