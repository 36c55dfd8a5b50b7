import { type Configuration, type FlowPhase, isBlocked, needsDelay, PhaseIndex } from '../../check/index.js';
import type { Position } from '../../timeline/types/timeline.js';
import type { FlowQueries } from '../context/flow-queries.js';
import { type LegalTrial, roleKey } from '../context/hypothetical-phases.js';
import { escapeMarkdown } from '../hover/escape-markdown.js';
import { type Candidate, ranks, verbatim } from './candidate.js';
import { USUAL_DELAY } from './phase-links.js';
import { type PhaseSkeleton, skeletonOf, skeletonText } from './phase-skeleton.js';

/** Where the text of a new phase goes, and the text around it. */
export interface NewPhasePlace {
  readonly at: Position;
  readonly before: string;
  readonly after: string;
}

/**
 * Candidates after `next` or `start`: the phases that can be taken there, then new ones for outcomes that can happen
 * and are not written yet, each with its text.
 * @param from the phase that the targets belong to; null at the start
 * @param given targets that are already there
 * @param newPhaseAt where the text of a new phase is put in
 * @param following the text after the target: its delay may be there already
 */
export function targetCandidates(
  queries: FlowQueries,
  from: FlowPhase | null,
  given: readonly string[],
  newPhaseAt: NewPhasePlace | null,
  following: string,
): Candidate[] {
  const delayed = following === 'after';
  const { analysis } = queries;
  const { flow, simulation } = analysis;
  const configurations = from === null ? [simulation.initial] : queries.after(from);
  const candidates: Candidate[] = [];
  const realized = new Set<string>();
  for (const phase of flow.phases) {
    const legal = configurations.some((configuration) => !isBlocked(simulation.enter(phase, configuration)));
    if (phase.realizes?.phase && legal) realized.add(roleKey(phase, queries.analysis));
    if (!given.includes(phase.name)) candidates.push(...existing(phase, legal, configurations.length > 0, delayed));
  }
  const unwritten = newPhaseAt === null ? [] : unwrittenTrials(queries, configurations, realized);
  const pendingFirst = [...unwritten].sort(
    (a, b) => Number(movesPending(b, queries)) - Number(movesPending(a, queries)),
  );
  if (newPhaseAt !== null) {
    if (!delayed) candidates.push(...allOutcomes(pendingFirst, queries, newPhaseAt));
    for (const trial of pendingFirst) candidates.push(unwrittenCandidate(trial, queries, newPhaseAt, delayed));
    candidates.push(...bareNames(pendingFirst, queries, given));
  }
  candidates.push(...namesToCome(queries, from, given, candidates));
  if (from !== null && !delayed && !given.includes('end')) candidates.push(endCandidate(queries, configurations));
  return candidates;
}

/** A phase of the flow, with a delay if it needs one. */
function existing(phase: FlowPhase, legal: boolean, isReached: boolean, delayed: boolean): Candidate[] {
  const realized = phase.realizes?.phase ?? null;
  const delay = needsDelay(realized) && !delayed ? ` after \${1:${USUAL_DELAY}}` : '';
  const verdict = legal ? 'Can happen here.' : isReached ? 'Cannot happen here: what it needs does not hold.' : '';
  const name: Candidate = {
    label: phase.name,
    kind: 'flow-phase',
    detail: realized === null ? 'phase' : `is ${realized.name}`,
    documentation:
      [escapeMarkdown(phase.title ?? ''), verdict].filter((part) => part !== '').join('\n\n') ||
      `Phase \`${phase.name}\`.`,
    rank: legal ? ranks.required : isReached ? ranks.illegal : ranks.unlikely,
  };
  if (delay === '') return [name];
  const whole = { ...name, label: `${phase.name} after …`, snippet: `${verbatim(phase.name)}${delay}` };
  // See `unwrittenCandidate`: of a name that is typed in full, the name alone is left.
  return [
    { ...whole, filterText: phase.name.slice(0, -1) || phase.name },
    { ...name, rank: Math.max(name.rank, ranks.unlikely) },
  ];
}

function unwrittenCandidate(
  trial: LegalTrial,
  queries: FlowQueries,
  place: NewPhasePlace,
  delayed: boolean,
): Candidate {
  const skeleton = skeletonOf(trial, queries);
  const text = skeletonText(skeleton);
  const outcome = movesPending(trial, queries) ? 'outcome ' : '';
  return {
    label: `new phase for ${outcome}${skeleton.realization}`,
    kind: 'snippet',
    detail: trial.modelPhase.title ?? '',
    documentation: `Inserts the name here and the phase below:\n\n\`\`\`confer\n${text}\n\`\`\``,
    snippet: delayed ? verbatim(skeleton.name) : targetSnippet(skeleton),
    // Without the last letter: of a name that is typed in full, the name alone is left, and the list answers to no key.
    filterText: `new ${skeleton.name.slice(0, -1)}`,
    rank: movesPending(trial, queries) ? ranks.required + 1 : ranks.possible,
    sideEdits: [{ range: { start: place.at, end: place.at }, text: place.before + text + place.after }],
  };
}

/**
 * The names that the new phases would have, alone. A name that is typed in full fits its own entry best, which changes
 * nothing: Enter then breaks the line instead of writing a phase.
 */
function bareNames(
  unwritten: readonly LegalTrial[],
  queries: FlowQueries,
  given: readonly string[],
): readonly Candidate[] {
  const names = new Set(unwritten.map((trial) => skeletonOf(trial, queries).name));
  return [...names].filter((name) => !given.includes(name)).map(bareName);
}

function bareName(name: string): Candidate {
  return {
    label: name,
    kind: 'flow-phase',
    detail: 'name only',
    documentation: `Inserts only the name. Phase \`${name}\` does not exist yet.`,
    rank: ranks.unlikely,
  };
}

/**
 * Names that a phase of this flow may get later and that another name begins with: those of the model's phases and of
 * targets without a phase. Typed in full, such a name is not to become the longer one when Enter breaks the line.
 */
function namesToCome(
  { analysis: { flow, model } }: FlowQueries,
  from: FlowPhase | null,
  given: readonly string[],
  offered: readonly Candidate[],
): Candidate[] {
  // Not of the phase itself: there, half a name is being typed.
  const targets = flow.phases.filter(({ name }) => name !== from?.name).flatMap(({ next }) => next ?? []);
  const missing = targets.flatMap((target) => (target.kind === 'unknown' ? target.name : []));
  const names = new Set([...model.phases.map(({ name }) => name), ...missing]);
  return [...names]
    .filter((name) => !given.includes(name) && offered.every(({ label }) => label !== name))
    .filter((name) => offered.some(({ label }) => label.startsWith(name)))
    .map(bareName);
}

/** All outcomes of a pending party at once. */
function allOutcomes(
  unwritten: readonly LegalTrial[],
  queries: FlowQueries,
  place: NewPhasePlace,
): readonly Candidate[] {
  const outcomes = unwritten.filter((trial) => trial.cast && movesPending(trial, queries));
  if (outcomes.length < 2) return [];
  const skeletons = outcomes.map((trial) => skeletonOf(trial, queries));
  const texts = skeletons.map(skeletonText);
  const text = texts.map((one) => place.before + one + place.after).join('');
  return [
    {
      label: `new phases for all ${outcomes.length} outcomes`,
      kind: 'snippet',
      detail: outcomes.map(({ modelPhase }) => modelPhase.name).join(', '),
      documentation: `Inserts the names here and the phases below:\n\n\`\`\`confer\n${texts.join('\n\n')}\n\`\`\``,
      snippet: skeletons.map((skeleton, index) => targetSnippet(skeleton, index + 1)).join(' | '),
      rank: ranks.required + 1,
      sideEdits: [{ range: { start: place.at, end: place.at }, text }],
    },
  ];
}

function targetSnippet({ name, timeout }: PhaseSkeleton, stop = 1): string {
  return timeout ? `${verbatim(name)} after \${${stop}:${USUAL_DELAY}}` : verbatim(name);
}

function endCandidate({ analysis }: FlowQueries, configurations: readonly Configuration[]): Candidate {
  const possible =
    configurations.length === 0 ||
    configurations.some((configuration) => analysis.simulation.pending(configuration).length === 0);
  return {
    label: 'end',
    kind: 'keyword',
    detail: possible ? 'the flow can end here' : 'a party is still pending',
    documentation: possible
      ? 'The flow can end after this phase.'
      : 'A party is still pending here: the flow cannot end before that is resolved.',
    rank: possible ? ranks.possible : ranks.illegal,
  };
}

/** Model phases that can be entered and that no phase of the flow realizes. */
function unwrittenTrials(
  queries: FlowQueries,
  configurations: readonly Configuration[],
  realized: ReadonlySet<string>,
): LegalTrial[] {
  return queries.trials.legalIn(configurations).filter(({ phase }) => !realized.has(roleKey(phase, queries.analysis)));
}

function movesPending({ modelPhase }: LegalTrial, { analysis }: FlowQueries): boolean {
  return PhaseIndex.of(analysis.model).movesPending(modelPhase);
}
