import { type FlowPhase, type ModelPhase, phaseReference } from '../../check/index.js';
import type { FlowQueries } from '../context/flow-queries.js';
import type { LegalTrial } from '../context/hypothetical-phases.js';
import { escapeMarkdown } from '../hover/escape-markdown.js';
import { type Candidate, ranks, type SideEdit, verbatim } from './candidate.js';
import { type OnwardReason, onwardPhases } from './next-phases.js';
import { linkEdits, targetText, type WrittenText } from './phase-links.js';
import { type PhaseSkeleton, skeletonLines, skeletonOf } from './phase-skeleton.js';

/**
 * Candidates after `is`: the phases that can be taken where this one is reached, with and without their messages,
 * then the others.
 * @param name the phase being written
 * @param model the model named before the point, if one is
 * @param room what there is room for: `name` where roles are bound already, `body` if nothing follows
 */
export function realizedPhaseCandidates(
  queries: FlowQueries,
  name: string,
  model: string | null,
  room: 'name' | 'roles' | 'body',
): Candidate[] {
  const before = queries.before(name);
  const { simulation } = queries.analysis;
  // Nothing leads here yet: then it may come after any phase that there is.
  const situations = before.length > 0 ? before : [simulation.initial, ...queries.after(null)];
  const legal = queries.trials
    .legalIn(situations)
    .filter(({ modelPhase }) => model === null || modelPhase.model.name === model);
  const candidates: Candidate[] = [];
  for (const trial of legal) {
    const skeleton = skeletonOf(trial, queries, name);
    const { realization, steps } = skeleton;
    const whole = model === null ? realization : realization.replace(`${model}.`, '');
    const label = room === 'name' ? whole.replace(/\(.*$/, '') : whole;
    if (candidates.some((candidate) => candidate.label === label)) continue;
    const documentation = phaseText(trial.modelPhase, trial);
    const detail = detailOf(trial.modelPhase, queries);
    const rank = before.length === 0 ? ranks.possible : ranks.required;
    const filterText = withoutSpaces(label);
    const item: Candidate = { label, kind: 'model-phase', detail, documentation, snippet: verbatim(label), rank };
    candidates.push({ ...item, ...(filterText === label ? {} : { filterText }) });
    if (room !== 'body') continue;
    const inside = skeletonLines(skeleton);
    const lines = inside.map((line) => `\t${verbatim(line)}\n`).join('');
    if (lines === '') continue;
    candidates.push({
      ...item,
      ...withBody(label),
      filterText,
      detail: steps.length === 1 ? 'with its message' : `with its ${steps.length} messages`,
      documentation: `${documentation}\n\n\`\`\`confer\n${inside.join('\n')}\n\`\`\``,
      snippet: skeleton.next.length > 0 ? `${verbatim(label)} {\n${lines}}$0` : `${verbatim(label)} {\n${lines}\t$0\n}`,
    });
  }
  const shown = new Set(legal.map(({ modelPhase }) => modelPhase));
  for (const phase of queries.analysis.model.phases) {
    if (shown.has(phase) || (model !== null && phase.model.name !== model)) continue;
    candidates.push({
      label: model === null ? phaseReference(phase, queries.analysis.model) : phase.name,
      kind: 'model-phase',
      detail: detailOf(phase, queries),
      documentation: `What this phase needs does not hold where "${name}" is reached.\n\n${phaseText(phase)}`,
      rank: ranks.illegal,
    });
  }
  return candidates;
}

/** The phase's title; if the flow follows several models, with the model first, to distinguish them. */
function detailOf({ title, model }: ModelPhase, { analysis }: FlowQueries): string {
  if (title === null) return model.name;
  return analysis.model.headers.length > 1 ? `${model.name} · ${title}` : title;
}

function phaseText(phase: ModelPhase, trial?: LegalTrial): string {
  const title = escapeMarkdown(phase.title ?? phase.name);
  const source = phase.model.source?.text;
  const rows = phase.rows.map((row) => `- \`${row.text}\`${row.optional ? ' (optional)' : ''}`);
  const bound = trial !== undefined && trial.bindings.length > 0 ? 'Binds a role for this phase.' : '';
  return [
    `**${title}**, model \`${phase.model.name}\``,
    bound,
    rows.join('\n'),
    source === undefined ? '' : `*${escapeMarkdown(source)}*`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/**
 * Phases that a flow lacks: those that targets name, then those that can follow, each linked from where it comes; in a
 * flow without any, those that it can begin with.
 * @param before the phase above the caret; null if there is none
 */
export function newPhaseCandidates(queries: FlowQueries, before: FlowPhase | null, text: WrittenText): Candidate[] {
  const { flow } = queries.analysis;
  const named = newPhaseNames(queries).map((item) => ({
    ...item,
    label: `phase ${item.label}`,
    snippet: `phase ${item.snippet ?? item.label}`,
  }));
  if (flow.phases.length > 0) return [...named, ...linkedPhases(queries, before, text)];
  const first = queries.trials.legalIn([queries.analysis.simulation.initial]);
  const begun = first
    .filter(({ cast, bindings }) => cast && bindings.length === 0)
    .map((trial) =>
      wholePhase(skeletonOf(trial, queries), trial, queries, 'The flow may begin with this phase.', true),
    );
  return [...named, ...begun];
}

/**
 * The same after the word `phase`.
 * @param continues whether the phase has more than a name already: then only names
 */
export function newPhasesByName(
  queries: FlowQueries,
  before: FlowPhase | null,
  text: WrittenText,
  continues: boolean,
): Candidate[] {
  if (continues)
    return newPhaseNames(queries).map((named) => ({ ...named, snippet: verbatim(named.label), more: false }));
  const word = /^phase /;
  return newPhaseCandidates(queries, before, text).map((candidate) => ({
    ...candidate,
    label: candidate.label.replace(word, ''),
    ...(candidate.filterText === undefined ? {} : { filterText: candidate.filterText.replace(word, '') }),
    snippet: (candidate.snippet ?? candidate.label).replace(word, ''),
  }));
}

function linkedPhases(queries: FlowQueries, before: FlowPhase | null, text: WrittenText): Candidate[] {
  const { flow } = queries.analysis;
  const onward = onwardPhases(queries, before);
  const usual = onward.filter(({ trial }) => trial.bindings.length === 0);
  return onward.map(({ trial, why, from }) => {
    const skeleton = skeletonOf(trial, queries);
    const names = from.map((phase) => (phase === null ? '`start`' : `\`${phase.name}\``));
    const links = names.length > 6 ? `${names.slice(0, 6).join(', ')}, and ${names.length - 6} more` : names.join(', ');
    const ends = (phase: FlowPhase) => {
      const situations = queries.after(phase);
      return queries.trials.entriesOf(trial, situations).length < situations.length;
    };
    const others = usual.filter((other) => other.trial !== trial).length;
    return {
      ...wholePhase(skeleton, trial, queries, `${reasons[why]} It is offered from ${links}.`, others > 0),
      rank: trial.bindings.length === 0 ? ranks.required : ranks.unlikely,
      sideEdits: [
        ...apart(before, text),
        ...linkEdits(from, targetText(skeleton.name, skeleton.timeout), flow, text, ends),
      ],
    };
  });
}

/** A blank line after the phase above, if the caret is right below it. */
function apart(before: FlowPhase | null, { written, caret }: WrittenText): SideEdit[] {
  if (before === null) return [];
  const end = written(before.place.range.end);
  return end.line + 1 === caret.line ? [{ range: { start: end, end }, text: '\n' }] : [];
}

const reasons: Record<OnwardReason, string> = {
  outcome: 'A party is pending, and the flow does not have this outcome yet.',
  companion: 'An alternative to a phase that the flow already offers.',
  further: 'The flow can continue with this phase.',
};

/**
 * The label of a head that is offered with its block. Only the head is compared with what is written: of a list that
 * is still open when the brace is typed, Enter is to break the line and not to write the block.
 */
function withBody(head: string): Pick<Candidate, 'label' | 'filterText'> {
  return { label: `${head} { … }`, filterText: head };
}

/**
 * A head with roles as it is compared with what is written. An editor keeps the list on screen until it has the next
 * one: a space after the name of the phase must fit nothing, or Enter after a brace would write the roles.
 */
function withoutSpaces(head: string): string {
  return head.replaceAll(' ', '');
}

/** A phase with its messages, as a member of a flow. */
function wholePhase(
  skeleton: PhaseSkeleton,
  trial: LegalTrial,
  queries: FlowQueries,
  reason: string,
  more: boolean,
): Candidate {
  const { name, realization } = skeleton;
  const lines = skeletonLines(skeleton).map((line) => `\t${verbatim(line)}\n`);
  const bare = skeletonLines(skeleton).map((line) => ` ${verbatim(line)}`);
  const body = skeleton.steps.length === 0 ? bare.join('') : ` {\n${lines.join('')}}`;
  return {
    ...(skeleton.steps.length === 0 ? { label: `phase ${name}` } : withBody(`phase ${name}`)),
    kind: 'model-phase',
    detail: detailOf(trial.modelPhase, queries),
    documentation: `${reason}\n\n${phaseText(trial.modelPhase, trial)}`,
    snippet: `phase ${verbatim(name)} is ${verbatim(realization)}${body}${more ? '\n$0' : '$0'}`,
    rank: ranks.required,
    more,
  };
}

/** Names that targets use and no phase has yet: most new phases are one of these. */
function newPhaseNames({ analysis }: FlowQueries): Candidate[] {
  const { flow } = analysis;
  const names = new Set<string>();
  for (const target of [...flow.start, ...flow.phases.flatMap(({ next }) => next ?? [])]) {
    if (target.kind === 'unknown' && target.name !== '') names.add(target.name);
  }
  return [...names].map((name) => ({
    label: name,
    kind: 'flow-phase',
    detail: 'named by a target',
    documentation: `A target names \`${name}\`, but there is no such phase yet.`,
    snippet: `${verbatim(name)} is $0`,
    rank: ranks.required,
    more: true,
  }));
}
