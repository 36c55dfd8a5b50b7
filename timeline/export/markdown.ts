import { showsAllPaths } from '../layout/all-paths.js';
import { framePlan } from '../layout/frame-plan.js';
import { flowSummary } from '../text/counts.js';
import { findingPlace, flowFollows, flowPath, flowTitle } from '../text/flow-facts.js';
import { operandContinuation, operandGuard } from '../text/operand-text.js';
import { visitName } from '../text/visit-name.js';
import { findingSpans } from '../types/finding-spans.js';
import type { Timeline } from '../types/timeline.js';
import { type EventFacts, eventFacts, messageColumns } from './event-facts.js';
import { exportNotes } from './export-notes.js';
import { type PhaseFacts, phaseColumns, phaseFacts, phaseTexts } from './phase-facts.js';
import { oneLine } from './plain-text.js';

/**
 * The timeline in GitHub's Markdown: a table of the phases, one of the events with a row for each, and the findings.
 * Ends in a line break.
 */
export function renderMarkdown(timeline: Timeline): string {
  const summary = flowSummary(timeline);
  const sections = [
    `# ${escaped(flowTitle(timeline))}`,
    `${escaped(flowFollows(timeline))} ${escaped(flowPath(timeline))}`,
    ...exportNotes(timeline).map(escaped),
    `**Verdict: ${escaped(summary.text)}**`,
    ...section('Phases', table(phaseColumns, phaseFacts(timeline).map(phaseCells))),
    ...section('Branches', nextTargetLines(timeline)),
    ...section('Messages', table(messageColumns(timeline), eventFacts(timeline).map(eventCells))),
    ...section('Problems', findings(timeline)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')];
}

/** No lines if there is no row. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return [columns, columns.map(() => '---'), ...rows.map((row) => row.map(cell))].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
}

function cell(text: string): string {
  return text === '' ? '' : escaped(text);
}

/** The branches of all paths, as a list of lists. */
function nextTargetLines(timeline: Timeline): string[] {
  const { marks, depths } = framePlan(timeline);
  if (!showsAllPaths(timeline)) return [];
  const line = (depth: number, text: string): string => `${'  '.repeat(depth)}- ${escaped(text)}`;
  const operands = (place: number): string[] =>
    (marks[place] ?? []).flatMap((mark) => {
      if (mark.kind === 'close') return [];
      const continuation = operandContinuation(timeline, mark.operand);
      return [line(mark.depth * 2, `${operandGuard(mark.operand)}${continuation === null ? '' : `: ${continuation}`}`)];
    });
  return [
    ...operands(0),
    ...timeline.phases.flatMap((phase, place) => [
      line(Math.max(0, (depths[place] ?? 0) * 2 - 1), visitName(timeline, phase, phase.name)),
      ...operands(place + 1),
    ]),
  ];
}

function phaseCells(facts: PhaseFacts): string[] {
  const { name, verdict, ownFindings } = facts;
  const about = ownFindings.map((index) => index + 1);
  const { model, next } = phaseTexts(facts);
  return [name, model, `${verdict}${numbers(about)}`, next];
}

function eventCells(facts: EventFacts, index: number): string[] {
  const { phase, at, after, recorded, from, to, message, protocol, verdict } = facts;
  const says = `${verdict.text}${numbers(facts.findings)}`;
  const times = [at, after, ...(recorded === null ? [] : [recorded])];
  return [String(index + 1), phase?.name ?? '', ...times, from, to, message, protocol, says];
}

function numbers(findings: readonly number[]): string {
  if (findings.length === 0) return '';
  return findings.length === 1 ? ` (finding ${findings[0]})` : ` (findings ${findings.join(', ')})`;
}

function findings(timeline: Timeline): string[] {
  return timeline.findings.map((finding, index) => {
    const place = `${finding.code}, ${findingPlace(finding)}`;
    return `${index + 1}. **${finding.severity}** ${withCode(finding.message)} (${escaped(place)})`;
  });
}

/** A finding's text with its code as code, in which Markdown reads nothing else. */
function withCode(text: string): string {
  return findingSpans(oneLine(text))
    .map((span) => (span.isCode ? `\`${span.text}\`` : withoutMarkup(span.text)))
    .join('');
}

/** Text on one line that Markdown takes as it is. */
function escaped(text: string): string {
  return withoutMarkup(oneLine(text));
}

/** Escapes what Markdown reads as markup: tables, emphasis, links, code, formulas. */
function withoutMarkup(text: string): string {
  return (
    text
      .replace(/[\\`*_{}[\]<>#|~&$!@^=]/g, '\\$&')
      // GitHub makes links of bare addresses; an escaped colon or dot is none.
      .replace(/:(?=\/\/)|(?<=www)\.|(?<=mailto|xmpp):/gi, '\\$&')
  );
}
