import type { Timeline } from '../types/timeline.js';
import { flowSummary } from '../wording/counts.js';
import { findingPlace, flowFollows, flowPath, flowTitle } from '../wording/flow-facts.js';
import { type EventFacts, eventFacts } from './event-facts.js';
import { type PhaseFacts, phaseFacts } from './phase-facts.js';
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
    `**Verdict: ${escaped(summary.text)}**`,
    ...section('Phases', table(['Phase', 'Realizes', 'Verdict', 'Next'], phaseFacts(timeline).map(phaseCells))),
    ...section('Messages', table(messageColumns, eventFacts(timeline).map(eventCells))),
    ...section('Findings', findings(timeline)),
  ];
  return `${sections.join('\n\n')}\n`;
}

const messageColumns = ['#', 'Phase', 'At', 'After', 'From', 'To', 'Message', 'Protocol', 'Verdict'];

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')];
}

/** No lines where there is no row. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return [columns, columns.map(() => '---'), ...rows.map((row) => row.map(cell))].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
}

function cell(text: string): string {
  return text === '' ? '' : escaped(text);
}

function phaseCells({ name, realizes, verdict, outcomes, ownFindings }: PhaseFacts): string[] {
  const about = ownFindings.map((index) => index + 1);
  const next = outcomes.map((outcome) => outcome.text).join(', ');
  return [name, realizes ?? '', `${verdict}${numbers(about)}`, next];
}

function eventCells(facts: EventFacts, index: number): string[] {
  const { phase, at, after, from, to, message, protocol, verdict } = facts;
  const says = `${verdict}${numbers(facts.findings)}`;
  return [String(index + 1), phase?.name ?? '', at, after, from, to, message, protocol, says];
}

function numbers(findings: readonly number[]): string {
  if (findings.length === 0) return '';
  return findings.length === 1 ? ` (finding ${findings[0]})` : ` (findings ${findings.join(', ')})`;
}

function findings(timeline: Timeline): string[] {
  return timeline.findings.map((finding, index) => {
    const place = `${finding.code}, ${findingPlace(finding)}`;
    return `${index + 1}. **${finding.severity}** ${escaped(finding.message)} (${escaped(place)})`;
  });
}

/** Text that Markdown takes as it is: no table, no emphasis, no link, no mark-up, no formula. */
function escaped(text: string): string {
  return (
    oneLine(text)
      .replace(/[\\`*_{}[\]<>#|~&$!@^=]/g, '\\$&')
      // GitHub makes links of bare addresses; an escaped colon or dot is none.
      .replace(/:(?=\/\/)|(?<=www)\.|(?<=mailto|xmpp):/gi, '\\$&')
  );
}
