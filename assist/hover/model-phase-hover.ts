import type { Flow, Ground, Model, ModelHeader, ModelPhase } from '../../check/index.js';
import { conditionText, moveText, protocolsOf, rowNotes, rowText, timerLength } from './condition-text.js';
import { escapeMarkdown } from './escape-markdown.js';

const MAX_LISTED = 8;

/** A phase of a model: its rows as a table, what it needs, its moves, its place in the source, and the phases that realize it. */
export function modelPhaseHover(phase: ModelPhase, model: Model, flows: Iterable<Flow>): string {
  const notes = rowNotes(phase.items, model);
  const rows = phase.rows.map(
    (row) => `| \`${rowText(row)}\` | ${protocolsOf(row)} | ${(notes.get(row) ?? []).join(', ')} |`,
  );
  const table = rows.length === 0 ? '' : ['| Message | Protocol | |', '| --- | --- | --- |', ...rows].join('\n');
  return paragraphs([
    `**${escapeMarkdown(phase.title ?? phase.name)}**, phase \`${phase.name}\` of model \`${phase.model.name}\``,
    entryText(phase, model),
    table,
    phase.partial ? 'Not all messages of this phase are known; others are not checked.' : '',
    realizedText(phase, flows),
    sourceText(phase.model, phase.source),
  ]);
}

/** The triggers, needs and moves of a phase. */
export function entryText(phase: ModelPhase, model: Model): string {
  const { triggers, needs, moves, replaces } = phase;
  const lines: string[] = [];
  for (const trigger of triggers) {
    if (trigger.kind === 'message') {
      lines.push(`- starts with \`${rowText(trigger.row)}\`${groundNote(trigger.row.ground)}`);
      continue;
    }
    const at = trigger.at === null ? '' : ` at \`${model.roles[trigger.at]?.name ?? '?'}\``;
    lines.push(`- starts when a timer runs out${at}${timerLength(trigger)}${groundNote(trigger.ground)}`);
  }
  if (replaces !== null)
    lines.push(`- happens instead of \`${model.phases[replaces]?.name ?? '?'}\`${groundNote(phase.replacesGround)}`);
  for (const condition of needs)
    lines.push(`- needs \`${conditionText(condition, model)}\`${groundNote(condition.ground)}`);
  for (const move of moves) lines.push(`- moves ${moveText(move, model)}${groundNote(move.ground)}`);
  return lines.join('\n');
}

/** The ground of a part of a phase, if it is not the phase's own source. */
export function groundNote(ground: Ground | null): string {
  return ground === null ? '' : ` (${ground.kind}: ${escapeMarkdown(ground.text)})`;
}

/** The place in the model's source document, in words. */
export function sourceText(header: ModelHeader, place: string | null = null): string {
  if (header.source === null) return '';
  const { text, url } = header.source;
  const shown = escapeMarkdown(text);
  // A file may come from anyone: only an address that a browser opens is made a link.
  const name = url !== null && /^https?:\/\/[^\s()<>]+$/i.test(url) ? `[${shown}](${url})` : shown;
  const inferred = header.arrowsInferred ? ' Who sends to whom is inferred.' : '';
  return `*Source: ${name}${place === null ? '' : `, ${escapeMarkdown(place)}`}.*${inferred}`;
}

function realizedText(phase: ModelPhase, flows: Iterable<Flow>): string {
  const names: string[] = [];
  for (const flow of flows) {
    for (const { realizes, name } of flow.phases) {
      const realized = realizes?.phase;
      if (realized?.name !== phase.name || realized.place.uri !== phase.place.uri) continue;
      if (realized.model.name === phase.model.name) names.push(`\`${flow.name}.${name}\``);
    }
  }
  return names.length === 0 ? '' : `Used by ${shortened(names)}.`;
}

/** A list that stays short. */
export function shortened(names: readonly string[]): string {
  if (names.length <= MAX_LISTED) return names.join(', ');
  return `${names.slice(0, MAX_LISTED).join(', ')}, and ${names.length - MAX_LISTED} more`;
}

/** Markdown of parts, the empty ones left out. */
export function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
