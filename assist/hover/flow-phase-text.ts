import {
  type Comparison,
  type Configuration,
  type FlowAnalysis,
  type FlowPhase,
  isBlocked,
  type ModelPhase,
  messageTriggers,
  type Players,
  pathTo,
  type Row,
} from '../../check/index.js';
import { joinWithAnd, joinWithOr } from '../../timeline/types/join-words.js';
import { FlowQueries } from '../context/flow-queries.js';
import { protocolsOf, rowNotes, rowText } from './condition-text.js';
import { escapeMarkdown } from './escape-markdown.js';
import { entryText, paragraphs, sourceText } from './model-phase-hover.js';

/** A phase of a flow: the model's rows with what it sends of them, and in which states it is entered. */
export function flowPhaseText(phase: FlowPhase, analysis: FlowAnalysis): string {
  const { exploration, flow, model } = analysis;
  const realized = phase.realizes?.phase ?? null;
  const title = phase.title === null ? '' : `: ${escapeMarkdown(phase.title)}`;
  const visits = exploration.byPhase[phase.index] ?? [];
  const [first] = visits;
  const path = first === undefined ? [] : pathTo(exploration, first, flow);
  const reached = first === undefined ? 'No path leads here.' : pathText(path);
  if (realized === null) {
    return paragraphs([`**${phase.name}**${title}`, 'Has no model phase: it is drawn, but not checked.', reached]);
  }
  const players = visits
    .map((visit) => exploration.visits[visit]?.entered.players)
    .find((playersAtVisit) => playersAtVisit !== undefined);
  return paragraphs([
    `**${phase.name}**${title}`,
    `Phase \`${realized.name}\` of model \`${realized.model.name}\`${castText(realized, players, analysis)}`,
    entryText(realized, model),
    rowTable(phase, realized, analysis),
    entryStates(phase, analysis),
    reached,
    sourceText(realized.model, realized.source),
  ]);
}

function pathText(path: readonly string[]): string {
  return path.length === 1
    ? 'The flow may start here.'
    : `Shortest path: ${path.map((name) => `\`${name}\``).join(' → ')}.`;
}

function castText(realized: ModelPhase, players: Players | undefined, { flow, model }: FlowAnalysis): string {
  if (players === undefined) return '';
  const used = new Set<number>();
  const triggers = messageTriggers(realized).map(({ row }) => row);
  for (const { sender, arrows } of [...realized.rows, ...triggers]) {
    for (const end of [sender, ...arrows.map(({ receiver }) => receiver)]) if (end.kind === 'role') used.add(end.role);
  }
  for (const move of realized.moves) if (move.kind === 'role') used.add(move.role);
  const cast = [...used].flatMap((role) => {
    const names = (players[role] ?? []).map((index) => flow.participants[index]?.name ?? '?');
    return names.length === 0 ? [] : [`${names.join(', ')} as \`${model.roles[role]?.name ?? '?'}\``];
  });
  return cast.length === 0 ? '' : `, with ${joinWithAnd(cast)}`;
}

function rowTable(
  phase: FlowPhase,
  realized: ModelPhase,
  { exploration, comparisons: all, model }: FlowAnalysis,
): string {
  const comparisons = (exploration.byPhase[phase.index] ?? []).flatMap((index) => all[index] ?? []);
  const distinct = [...new Set(comparisons)];
  const notes = rowNotes(realized.items, model);
  const rows = realized.rows.map((row) => {
    const noteList = [...(notes.get(row) ?? [])];
    const { tick, note } = verdictOn(row, distinct);
    if (note !== '') noteList.push(note);
    return `| ${tick} | \`${rowText(row)}\` | ${protocolsOf(row)} | ${noteList.join(', ')} |`;
  });
  return rows.length === 0 ? '' : ['| | Message | Protocol | |', '| :-: | --- | --- | --- |', ...rows].join('\n');
}

/** The status of a row over all configurations in which the phase is entered. */
function verdictOn(row: Row, comparisons: readonly Comparison[]): { tick: string; note: string } {
  const differences = comparisons.flatMap(
    (comparison) => comparison.differences.find(({ slots }) => slots.some((slot) => slot.row === row)) ?? [],
  );
  const [difference] = differences;
  if (difference !== undefined) {
    const count = differences.length;
    const some = count < comparisons.length ? ` in ${count} of ${comparisons.length} configurations` : '';
    return { tick: '✗', note: `${difference.code}${some}` };
  }
  const slots = comparisons.map((comparison) => comparison.slots.filter((slot) => slot.row === row));
  if (slots.some((own, index) => own.some((slot) => comparisons[index]?.met.has(slot)))) return { tick: '✓', note: '' };
  if (comparisons.length === 0) return { tick: '', note: '' };
  if (slots.some((own) => own.length > 0)) return { tick: '○', note: 'not sent' };
  const chosen = comparisons.some(({ unchosen }) => unchosen.has(row));
  return { tick: '–', note: chosen ? 'another alternative is sent' : 'does not apply here' };
}

/** Per party the states it may be in when the phase begins, and after its moves. */
function entryStates(phase: FlowPhase, analysis: FlowAnalysis): string {
  const { simulation, flow, model } = analysis;
  const before = new FlowQueries(analysis).before(phase.name);
  const entries = before.flatMap((from) => {
    const entered = simulation.enter(phase, from);
    return isBlocked(entered) ? [] : [{ from, to: entered.configuration }];
  });
  if (entries.length === 0) return '';
  const statesOf = (configurations: readonly Configuration[], party: number) =>
    joinWithOr([...new Set(configurations.map(({ states }) => model.states[states[party] ?? -1]?.name ?? '?'))]);
  const lines = simulation.parties.map((party) => {
    const on = statesOf(
      entries.map(({ from }) => from),
      party,
    );
    const then = statesOf(
      entries.map(({ to }) => to),
      party,
    );
    return `| ${flow.participants[party]?.name ?? '?'} | ${on} | ${then === on ? '' : then} |`;
  });
  return lines.length === 0 ? '' : ['| Party | On entry | Then |', '| --- | --- | --- |', ...lines].join('\n');
}
