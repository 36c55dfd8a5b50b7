import { type ModelPhase, needsDelay, PhaseIndex, quoted, type Visit } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { joinWithAnd } from '../../timeline/types/join-words.js';
import { type Alternatives, alternativesOf, type OffsetEdit, type Proposal } from '../edits/fix.js';
import type { FixContext, FlowAt } from '../edits/fix-context.js';
import { written } from '../edits/step-edits.js';
import { addNext, addStart, type NewTarget, targetOf } from '../edits/target-edits.js';
import {
  existingPhase,
  type Outcome,
  otherTargets,
  outcomesAfter,
  type PhaseStyle,
  phasesFor,
  showsTriggers,
  usesArrows,
} from './outcome-phases.js';

/** Visits looked at for the outcomes of a finding. */
const MAX_VISITS = 16;

/**
 * `unhandled-outcome`: adds a phase for each outcome, with its messages, and offers it; or offers one that is there.
 */
export function unhandledOutcome(context: FixContext): Proposal[] {
  const { flow } = context;
  const { origin } = context.finding;
  if (flow === undefined || origin?.kind !== 'outcomes') return [];
  const isMissing = (phase: ModelPhase) => origin.modelPhases.has(phase.index);
  const visits = origin.after === null ? [] : visitsWith(context, flow, origin.after);
  for (const visit of visits) {
    const outcomes = outcomesAfter(flow, visit, isMissing);
    if (outcomes.length > 0) return handle(context, outcomes, visit, true);
  }
  return handle(context, companions(flow, visits[0], isMissing), visits[0], true);
}

/** Visits of a phase that show the finding, the first ones: of many, the others differ in what does not matter here. */
function visitsWith({ finding }: FixContext, { analysis }: FlowAt, phase: number): Visit[] {
  const { byPhase, visits } = analysis.exploration;
  const shown = (byPhase[phase] ?? []).filter((index) => finding.visits?.has(index) ?? true);
  return shown.slice(0, MAX_VISITS).flatMap((index) => visits[index] ?? []);
}

/**
 * Offers outcomes where a finding is: all of them, or each alone.
 * @param visit after which they are offered; undefined: at the start
 */
export function handle(
  context: FixContext,
  outcomes: readonly Outcome[],
  visit: Visit | undefined,
  preferable: boolean,
): Proposal[] {
  if (outcomes.length === 0) return [];
  const parties = new Set(outcomes.map(partyOf));
  const names = outcomes.map((outcome) => {
    const party = partyOf(outcome);
    const of = parties.size < 2 || party === undefined ? '' : ` of ${context.flow?.words.participant(party) ?? ''}`;
    return quoted(outcome.realized.name) + of;
  });
  const all: Proposal = {
    title: `Handle ${joinWithAnd(names)}`,
    alternatives: editsToOffer(context, outcomes, visit),
    preferable,
  };
  if (outcomes.length === 1) return [all];
  const each = outcomes.map(
    (outcome, index): Proposal => ({
      title: `Handle ${names[index] ?? ''} only`,
      alternatives: editsToOffer(context, [outcome], visit),
      preferable: false,
      partial: true,
    }),
  );
  return [all, ...each];
}

/** The party that an outcome is about. */
function partyOf({ party, bindings }: Outcome): number | undefined {
  return party ?? bindings[0]?.participant;
}

function editsToOffer(context: FixContext, outcomes: readonly Outcome[], visit: Visit | undefined): Alternatives {
  const { flow } = context;
  if (flow === undefined) return [];
  const others = visit === undefined ? [] : otherTargets(flow.analysis.flow.phases[visit.phase]?.next ?? null);
  const single = others.length === 0 && new Set(outcomes.map(({ party }) => party)).size < 2;
  const nexts: PhaseStyle['next'][] = single ? [null] : [null, others, [...others, 'end']];
  const arrows = usesArrows(context.phases()) ? [true, false] : [false];
  const triggers = showsTriggers(context.phases());
  const ended = visit !== undefined && flow.analysis.flow.phases[visit.phase]?.next === null;
  // An alternative to a target may have alternatives of its own.
  const companions = outcomes.some(({ party }) => party === null);
  const follow = nexts.flatMap((next) =>
    (companions && next !== null ? [true, false] : [false]).map((again) => ({ next, again })),
  );
  const styles = (ended ? [false, true] : [false]).flatMap((ends) =>
    follow.flatMap((after) =>
      arrows.map((withArrows): PhaseStyle => ({ arrows: withArrows, triggers, ends, ...after })),
    ),
  );
  return alternativesOf(styles, (style) => offer(context, flow, outcomes, visit, style));
}

function offer(
  context: FixContext,
  flow: FlowAt,
  outcomes: readonly Outcome[],
  visit: Visit | undefined,
  style: PhaseStyle,
): OffsetEdit[] {
  const { source } = context;
  const there = outcomes.map((outcome) => ({ outcome, phase: existingPhase(flow, visit, outcome) }));
  const absent = there.filter(({ phase }) => phase === undefined).map(({ outcome }) => outcome);
  const made = phasesFor(flow, absent, style, source.unit);
  const offered = visit === undefined ? flow.analysis.flow.start : (flow.analysis.flow.phases[visit.phase]?.next ?? []);
  const existingTargets = there.flatMap(({ phase, outcome }): NewTarget[] =>
    phase === undefined || offered.some((target) => target.kind === 'phase' && target.phase === phase.index)
      ? []
      : [targetOf(written(phase.name), needsDelay(outcome.realized))],
  );
  const end = style.ends === true ? [{ text: 'end' }] : [];
  const targets = [...existingTargets, ...made.targets, ...end];
  const nodes = flow.node.members.filter(ast.isFlowPhase);
  const at = visit === undefined ? nodes[0] : nodes[visit.phase];
  if (at === undefined) return [];
  const links = visit === undefined ? addStart(source, flow.node, at, targets) : addNext(source, at, targets);
  const last = nodes.at(-1)?.$cstNode;
  if (links.length === 0 || last === undefined) return [];
  if (made.phases.length === 0) return links;
  const lines = made.phases.flatMap((phase) => ['', ...phase]);
  // A phase without braces that gets its `next` ends where the new phases begin.
  return [...links, source.after(last.end, lines, source.indentation(last.offset))];
}

/** The companions of offered phases, with the same players. */
function companions(flow: FlowAt, visit: Visit | undefined, isMissing: (phase: ModelPhase) => boolean): Outcome[] {
  const { exploration, simulation, model } = flow.analysis;
  const index = PhaseIndex.of(model);
  const states = (visit?.entered.configuration ?? simulation.initial).states;
  const found = new Map<string, Outcome>();
  for (const edge of visit?.edges ?? exploration.starts) {
    const offered = edge.kind === 'visit' ? exploration.visits[edge.visit] : undefined;
    const { realized } = offered?.entered ?? { realized: null };
    if (offered === undefined || realized === null) continue;
    for (const companion of index.companions(realized)) {
      if (!isMissing(companion)) continue;
      const used = index.roleUse(companion).used;
      const bindings = flow.analysis.flow.phases[offered.phase]?.bindings.filter(({ role }) => used.has(role)) ?? [];
      // Once for each participant that the offered phases are about.
      const key = `${companion.index}/${bindings.map(({ participant, role }) => `${participant}:${role}`).join()}`;
      found.set(key, { realized: companion, party: null, players: offered.entered.players, states, bindings });
    }
  }
  return [...found.values()];
}
