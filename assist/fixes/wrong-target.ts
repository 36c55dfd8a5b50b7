import { AstUtils, type CstNode } from 'langium';
import { entryNeeds, type FlowPhase, isBlocked, needsDelay, quoted, UNKNOWN } from '../../check/index.js';
import { ast } from '../../language/index.js';
import { alternativesOf, type OffsetEdit, type Proposal } from '../edits/fix.js';
import type { FixContext, FlowAt } from '../edits/fix-context.js';
import { removeMember } from '../edits/member-edits.js';
import { written } from '../edits/step-edits.js';
import {
  addDelay,
  addNext,
  addStart,
  appendTargets,
  type NewTarget,
  removeTarget,
  targetOf,
} from '../edits/target-edits.js';
import { initialStateFix } from './initial-state.js';
import { outcomesAfter } from './outcome-phases.js';
import { otherBinding } from './role-fixes.js';
import { handle } from './unhandled-outcome.js';

/** Most phases offered on the way to a target. */
const MAX_DETOURS = 2;
const MAX_ENDS = 5;

interface TargetAt {
  readonly node: ast.Target;
  readonly holder: ast.Start | ast.Next;
  readonly index: number;
}

/** `illegal-phase`: removes the target, or leads to it by a phase that makes it possible. */
export function illegalPhase(context: FixContext): Proposal[] {
  const target = targetAt(context);
  // The implied start has no target of its own.
  if (target === undefined) return initialStateFix(context, 0);
  const begins = ast.isStart(target.holder) ? initialStateFix(context, target.index) : [];
  const targetRemoval = removal(context, target);
  return [
    ...rebindingProposals(context, target),
    targetRemoval,
    ...detours(context, target),
    ...begins,
    ...withPhase(context, target, targetRemoval),
  ];
}

/** The target goes with its phase, if nothing else leads to that. */
function withPhase(context: FixContext, { node }: TargetAt, { alternatives: [removed = []] }: Proposal): Proposal[] {
  const goal = ast.isPhaseTarget(node) ? node.phase?.ref : undefined;
  const leading = context.flow?.node.members.flatMap((member) => {
    const holder = ast.isStart(member) ? member : ast.isFlowPhase(member) ? member.next : undefined;
    return holder?.targets.filter((other) => ast.isPhaseTarget(other) && other.phase?.ref === goal) ?? [];
  });
  if (goal === undefined || leading?.length !== 1 || goal === context.phase?.node) return [];
  const edits = [...removed, ...removeMember(context.source, goal)];
  return [{ title: `Remove the target and the phase ${quoted(goal.name)}`, alternatives: [edits], preferable: false }];
}

/** The phase binds a party that is not in the state it needs, while another is. */
function rebindingProposals(context: FixContext, { node, index }: TargetAt): Proposal[] {
  const { flow } = context;
  const targetPhase = ast.isPhaseTarget(node) ? node.phase?.ref : undefined;
  const goal = context.phases().find((other) => other.node === targetPhase);
  if (flow === undefined || goal === undefined) return [];
  const { exploration, simulation } = flow.analysis;
  const visits = context.phase === undefined ? [] : (exploration.byPhase[context.phase.phase.index] ?? []);
  const edges =
    context.phase === undefined ? [exploration.starts] : visits.map((at) => exploration.visits[at]?.edges ?? []);
  const froms = visits.flatMap((at) => exploration.visits[at]?.entered.configuration ?? []);
  if (context.phase === undefined) froms.push(simulation.initial);
  const [edge] = edges.flatMap((own) => own[index] ?? []);
  if (edge?.kind !== 'refused' || edge.refusal.reason.kind !== 'source') return [];
  const { move, participant } = edge.refusal.reason;
  const fits = simulation.parties.filter(
    (party) => party !== participant && froms.some(({ states }) => move.sources.includes(states[party] ?? UNKNOWN)),
  );
  return otherBinding(context, goal, participant, fits.slice(0, MAX_DETOURS));
}

/** Phases that can be taken here and after which the target can: the target moves after them. */
function detours(context: FixContext, { node, holder, index }: TargetAt): Proposal[] {
  const { flow } = context;
  const targetName = ast.isPhaseTarget(node) ? node.phase?.ref?.name : undefined;
  if (flow === undefined || targetName === undefined || node.$cstNode === undefined) return [];
  const { exploration, simulation, flow: compiled } = flow.analysis;
  const visits = context.phase === undefined ? [] : (exploration.byPhase[context.phase.phase.index] ?? []);
  const froms = visits.flatMap((visit) => exploration.visits[visit]?.entered.configuration ?? []);
  if (context.phase === undefined) froms.push(simulation.initial);
  const goal = compiled.phases.find(({ name }) => name === targetName);
  const leadsThere = (over: FlowPhase) =>
    froms.some((from) => {
      const entered = simulation.enter(over, from);
      return !isBlocked(entered) && goal !== undefined && !isBlocked(simulation.enter(goal, entered.configuration));
    });
  const { offset: start, end } = node.$cstNode;
  return context
    .phases()
    .filter(({ phase }) => phase !== goal && phase.index !== context.phase?.phase.index && leadsThere(phase))
    .slice(0, MAX_DETOURS)
    .map(({ phase, node: over }): Proposal => {
      const offered = holder.targets.some((other) => ast.isPhaseTarget(other) && other.phase?.ref === over);
      const replaced = offered
        ? removeTarget(context.source, holder, index)
        : [{ start, end, text: written(phase.name) }];
      const targets = goal === undefined ? [] : [targetTo(goal)];
      const isOffered = phase.next?.some((other) => other.kind === 'phase' && other.phase === goal?.index) ?? false;
      const edits = [...replaced, ...(isOffered ? [] : addNext(context.source, over, targets))];
      const title = `Offer "${targetName}" after "${phase.name}" instead`;
      return { title, alternatives: [edits], preferable: true };
    });
}

/** `replaces-not-follows`: offers the phase next to the one it replaces, instead of after it. */
export function replacesNotFollows(context: FixContext): Proposal[] {
  const target = targetAt(context);
  const { flow } = context;
  if (target === undefined || flow === undefined || !ast.isPhaseTarget(target.node)) return [];
  const name = target.node.phase?.ref?.name;
  const added = name === undefined ? [] : offerNextToReplaced(context, flow, name, target.holder);
  const targetRemoval = removal(context, target);
  if (added.length === 0 || name === undefined) return [targetRemoval];
  const [removed = []] = targetRemoval.alternatives;
  return [
    {
      title: `Offer "${name}" as an alternative to the phase it replaces`,
      alternatives: [[...removed, ...added]],
      preferable: true,
    },
    { ...targetRemoval, preferable: false },
  ];
}

/** `missing-timeout`: writes the domain's own time, to be changed. */
export function missingTimeout(context: FixContext): Proposal[] {
  const target = targetAt(context);
  return target === undefined
    ? []
    : [{ title: 'Add "after 30s"', alternatives: [addDelay(target.node)], preferable: true }];
}

/** `cannot-finish`: lets the flow end there, or after another phase of the dead end; or offers what can be taken. */
export function cannotFinish(context: FixContext): Proposal[] {
  const { phase, flow } = context;
  if (phase === undefined || flow === undefined) return [];
  const { exploration, simulation } = flow.analysis;
  const reached = reachedFrom(flow, phase.phase.index);
  const phases = context.phases();
  const ends = [phase, ...phases.filter(({ phase: { index } }) => index !== phase.phase.index && reached.has(index))];
  const stuck = (exploration.byPhase[phase.phase.index] ?? []).flatMap((number) => {
    const visit = exploration.visits[number];
    return visit?.edges.every((edge) => edge.kind === 'refused') ? [visit.entered.configuration] : [];
  });
  const onward = phases.filter(
    (other) => stuck.length > 0 && stuck.every((from) => !isBlocked(simulation.enter(other.phase, from))),
  );
  return [
    ...ends.slice(0, MAX_ENDS).map((at) => ({
      title: `Let the flow end after "${at.phase.name}"`,
      alternatives: [addNext(context.source, at.node, [{ text: 'end' }])],
      preferable: true,
    })),
    ...onward.slice(0, MAX_DETOURS).map((other) => ({
      title: `Offer "${other.phase.name}" after "${phase.phase.name}"`,
      alternatives: [addNext(context.source, phase.node, [targetTo(other.phase)])],
      preferable: true,
    })),
  ];
}

/** Phases that a phase leads to, however far. */
function reachedFrom({ analysis: { exploration } }: FlowAt, phase: number): ReadonlySet<number> {
  const reached = new Set<number>();
  const visited = new Set<number>();
  const queue = [...(exploration.byPhase[phase] ?? [])];
  for (let number = queue.pop(); number !== undefined; number = queue.pop()) {
    const visit = exploration.visits[number];
    if (visit === undefined || visited.has(number)) continue;
    visited.add(number);
    reached.add(visit.phase);
    for (const edge of visit.edges) if (edge.kind === 'visit') queue.push(edge.visit);
  }
  return reached;
}

function targetTo(phase: FlowPhase): NewTarget {
  return targetOf(written(phase.name), needsDelay(phase.realizes?.phase));
}

/** `ends-while-pending`: removes the end if something else may follow, or offers a phase that resolves the party. */
export function endsWhilePending(context: FixContext): Proposal[] {
  const { phase, flow } = context;
  if (phase === undefined || flow === undefined) return [];
  const proposals: Proposal[] = [];
  const { next } = phase.node;
  const end = next?.targets.findIndex((target) => ast.isEndTarget(target)) ?? -1;
  if (next !== undefined && end >= 0 && next.targets.length > 1) {
    proposals.push({
      title: 'Remove the end',
      alternatives: [removeTarget(context.source, next, end)],
      preferable: true,
    });
  }
  const offered = new Set(
    (phase.phase.next ?? []).flatMap((target) =>
      target.kind === 'phase' ? [flow.analysis.flow.phases[target.phase]?.realizes?.phase] : [],
    ),
  );
  const { exploration, simulation } = flow.analysis;
  const visits = (exploration.byPhase[phase.phase.index] ?? []).flatMap((index) => exploration.visits[index] ?? []);
  const visit = visits.find(({ entered }) => simulation.pending(entered.configuration).length > 0);
  if (visit === undefined) return proposals;
  const outcomes = outcomesAfter(flow, visit, (outcome) => !offered.has(outcome));
  const handled = handle(context, outcomes, visit, true);
  const only = next?.targets.length === 1 && end === 0 ? next.targets[0]?.$cstNode : undefined;
  if (only === undefined) return [...proposals, ...handled];
  const instead = handled.map((proposal) => ({
    ...proposal,
    alternatives: alternativesOf(proposal.alternatives, (edits) => edits.map((edit) => inPlaceOf(only, edit))),
  }));
  return [...proposals, ...instead];
}

/** Targets that are added after the only one there is take its place. */
function inPlaceOf(only: CstNode, edit: OffsetEdit): OffsetEdit {
  const separator = / *\| */y.exec(edit.text)?.[0].length ?? 0;
  if (edit.start !== only.end || edit.end !== only.end || separator === 0) return edit;
  const select = edit.select === undefined ? {} : { select: { ...edit.select, from: edit.select.from - separator } };
  return { start: only.offset, end: only.end, text: edit.text.slice(separator), ...select };
}

function removal(context: FixContext, { node, holder, index }: TargetAt): Proposal {
  const name = ast.isPhaseTarget(node) ? (node.phase?.$refText ?? '') : 'end';
  return {
    title: `Remove the target "${name}"`,
    alternatives: [removeTarget(context.source, holder, index)],
    preferable: true,
  };
}

/** Adds a target to each list that offers what its phase replaces, and does not offer it yet. */
export function offerNextToReplaced(
  context: FixContext,
  flow: FlowAt,
  name: string,
  except?: ast.Start | ast.Next,
): OffsetEdit[] {
  const { model, flow: compiled } = flow.analysis;
  const phases = flow.node.members.filter(ast.isFlowPhase);
  const realized = compiled.phases.find((phase) => phase.name === name)?.realizes?.phase;
  if (!realized) return [];
  const { replaced } = entryNeeds(realized, model);
  const isReplaced = (node: ast.Target) => {
    const ref = ast.isPhaseTarget(node) ? node.phase?.ref : undefined;
    const own = ref === undefined ? undefined : compiled.phases[phases.indexOf(ref)]?.realizes?.phase;
    return own !== undefined && own !== null && replaced.includes(own);
  };
  const leadsThere = (node: ast.Target) => ast.isPhaseTarget(node) && node.phase?.ref?.name === name;
  const added = [targetOf(written(name), needsDelay(realized))];
  const lists = [...flow.node.members.filter(ast.isStart), ...phases.flatMap((phase) => phase.next ?? [])];
  const edits = lists
    .filter((list) => list !== except && list.targets.some(isReplaced) && !list.targets.some(leadsThere))
    .flatMap((list) => appendTargets(list.targets, added));
  const [first] = phases;
  const implied = !flow.node.members.some(ast.isStart) && first !== undefined;
  const own = implied ? compiled.phases[0]?.realizes?.phase : undefined;
  if (implied && own && replaced.includes(own)) edits.push(...addStart(context.source, flow.node, first, added));
  return edits;
}

function targetAt(context: FixContext): TargetAt | undefined {
  const leaf = context.node;
  const node = leaf === undefined ? undefined : AstUtils.getContainerOfType(leaf, isTarget);
  const holder = node?.$container;
  if (node === undefined || !(ast.isStart(holder) || ast.isNext(holder))) return undefined;
  return { node, holder, index: holder.targets.indexOf(node) };
}

function isTarget(node: unknown): node is ast.Target {
  return ast.isPhaseTarget(node) || ast.isEndTarget(node);
}
