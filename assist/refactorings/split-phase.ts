import {
  type Comparison,
  type Edge,
  type FlowAnalysis,
  startTargets,
  targetsOf,
  type Visit,
} from '../../check/index.js';
import { ast } from '../../language/index.js';
import { memoize } from '../../timeline/types/memoize.js';
import { comparisonsOf, stepBefore } from '../edits/finding-origin.js';
import { applyEdits, type OffsetEdit, overlapping } from '../edits/fix.js';
import type { FlowAt, PhaseAt } from '../edits/fix-context.js';
import { freeName } from '../edits/free-name.js';
import { removeFromList } from '../edits/list-edits.js';
import type { SourceText } from '../edits/source-text.js';
import { addLines, removeReceivers, stepsOf, written } from '../edits/step-edits.js';
import type { PlaceInFlow } from './place-in-flow.js';
import type { Refactoring } from './refactoring.js';
import { groupVisits, type VisitGroups } from './visit-groups.js';

/** A flow that would need more new phases than these is better thought over. */
const MAX_NEW = 4;

/**
 * Splits a phase whose messages are right on some paths only into two or more: each is reached on the paths on which
 * its messages are. Phases on the way there that lead to both are divided too.
 */
export function splitPhase(source: SourceText, { flow, at }: PlaceInFlow): Refactoring[] {
  const edits = at === undefined ? [] : splitEdits(source, flow, at);
  if (at === undefined || edits.length === 0) return [];
  return [{ title: splitTitle(at), kind: 'rewrite', alternatives: [edits], renames: true, asks: 'less' }];
}

/** Title of the refactoring. */
export function splitTitle({ phase }: PhaseAt): string {
  return `Split "${phase.name}" by the paths that lead there`;
}

/** The edits that divide a phase; none if it is no help. */
export function splitEdits(source: SourceText, flow: FlowAt, at: PhaseAt): OffsetEdit[] {
  const divisions = divisionsOf(flow.analysis);
  let groups = divisions.get(at.phase.index);
  if (groups === undefined) {
    groups = divide(flow, at);
    divisions.set(at.phase.index, groups);
  }
  return groups === null ? [] : new Splitter(source, flow, at, groups).edits();
}

/** How the visits of a flow are divided for a phase, by the phase's index: each of its findings asks. */
const divisionsOf = memoize((_analysis: FlowAnalysis) => new Map<number, VisitGroups | null>());

/** The visits of the flow in groups, so that each group of the phase has its own findings; null if it is no help. */
function divide(flow: FlowAt, at: PhaseAt): VisitGroups | null {
  const shown = alikeVisits(flow, at);
  if (shown.length < 2) return null;
  const divided = new Map(shown.flatMap(({ visits }, group) => visits.map((visit) => [visit.index, group] as const)));
  return groupVisits(flow.analysis, divided, MAX_NEW) ?? null;
}

/** Visits of a phase in which the same is found. */
interface AlikeVisits {
  readonly visits: Visit[];
  readonly comparison: Comparison;
}

/** Puts the group for which the phase is correct first. */
function alikeVisits(flow: FlowAt, at: PhaseAt): AlikeVisits[] {
  const byFindings = new Map<string, AlikeVisits>();
  for (const { visit, comparison } of comparisonsOf(flow, at.phase)) {
    const key = comparison.differences
      .map(({ code, step, slots }) => `${code}/${step}/${flow.words.steps(slots).join()}`)
      .join('\n');
    const alike = byFindings.get(key);
    if (alike === undefined) byFindings.set(key, { visits: [visit], comparison });
    else alike.visits.push(visit);
  }
  const count = ({ comparison }: AlikeVisits) => comparison.differences.length;
  return [...byFindings.values()].sort((a, b) => count(a) - count(b));
}

class Splitter {
  private readonly nodes: readonly ast.FlowPhase[];
  /** Names of a phase's groups; the first keeps the phase's own. */
  private readonly names: readonly (readonly string[])[];

  constructor(
    private readonly source: SourceText,
    private readonly flow: FlowAt,
    private readonly at: PhaseAt,
    private readonly groups: VisitGroups,
  ) {
    const { phases } = flow.analysis.flow;
    this.nodes = flow.node.members.filter(ast.isFlowPhase);
    const usedNames = new Set(phases.map(({ name }) => name));
    this.names = phases.map(({ name, index }) => {
      const more = Array.from({ length: Math.max((groups.counts[index] ?? 1) - 1, 0) }, () => {
        const free = freeName(`${name}2`, usedNames);
        usedNames.add(free);
        return free;
      });
      return [name, ...more];
    });
  }

  edits(): OffsetEdit[] {
    const { exploration, flow } = this.flow.analysis;
    const edits: OffsetEdit[] = [...this.starts(), ...this.scenarios()];
    for (const index of flow.phases.keys()) {
      const node = this.nodes[index];
      const cst = node?.$cstNode;
      const visits = (exploration.byPhase[index] ?? []).flatMap((number) => exploration.visits[number] ?? []);
      if (node === undefined || cst === undefined || visits.length === 0) continue;
      const names = this.names[index] ?? [];
      for (const [group, name] of names.entries()) {
        const own = visits.filter((visit) => this.groups.of[visit.index] === group);
        const targets = this.targets(node, index, own, visits);
        if (group === 0) edits.push(...targets);
        else {
          const copy = this.copy(node, name, [...targets, ...this.contents(index, own[0])]);
          if (copy === undefined) return [];
          // The first new name of the phase in question is the one to choose.
          const { start, end, text } = copy;
          edits.push(index === this.at.phase.index && group === 1 ? copy : { start, end, text });
        }
      }
    }
    return edits;
  }

  /** A phase once more after itself, under another name and with edits made. */
  private copy(node: ast.FlowPhase, name: string, edits: readonly OffsetEdit[]): OffsetEdit | undefined {
    const cst = node.$cstNode;
    if (cst === undefined || overlapping(edits)) return undefined;
    const before = this.source.text.slice(0, cst.offset);
    const changed = applyEdits(this.source.text.slice(0, cst.end), edits).slice(before.length);
    const text = changed.replace(/^(phase\s+)\S+/, (_, word: string) => word + written(name));
    const gap = this.source.startsLine(cst.offset)
      ? this.source.eol + this.source.eol + this.source.indentation(cst.offset)
      : ' ';
    const end = this.source.endsLine(cst.end) ? this.source.lineEnd(cst.end) : cst.end;
    const from = gap.length + text.indexOf(written(name));
    return { start: end, end, text: gap + text, select: { from, length: written(name).length } };
  }

  /** Edits that give the phase the messages that it must have in a group. */
  private contents(index: number, visit: Visit | undefined): OffsetEdit[] {
    if (index !== this.at.phase.index || visit === undefined) return [];
    const comparison = this.flow.analysis.comparisons[visit.index];
    if (!comparison) return [];
    const steps = stepsOf(this.at.node);
    return comparison.differences.flatMap(({ code, slots, step, copy }): OffsetEdit[] => {
      const node = steps[step];
      const lines = this.flow.words.steps(slots);
      const [slot] = slots;
      if (slot !== undefined && (code === 'missing-message' || code === 'incomplete-broadcast')) {
        return addLines(this.source, this.at.node, stepBefore(comparison, slot), lines);
      }
      if (node?.$cstNode === undefined || copy === null) return [];
      if (code === 'wrong-direction' || code === 'wrong-protocol') {
        return [{ start: node.$cstNode.offset, end: node.$cstNode.end, text: lines[0] ?? '' }];
      }
      const wrong = comparison.copies.filter((other) => other.step === step && other.status === copy.status);
      return removeReceivers(this.source, node, new Set(wrong.map(({ receiverIndex }) => receiverIndex)));
    });
  }

  /** The targets of one group: each leads to the group that it leads to there; those of other groups go. */
  private targets(node: ast.FlowPhase, index: number, own: readonly Visit[], all: readonly Visit[]): OffsetEdit[] {
    const { next } = node;
    if (next === undefined) return [];
    const removed = new Set<number>();
    const edits = targetsOf(this.flow.analysis.flow, index).flatMap((_, position): OffsetEdit[] => {
      const takes = (visit: Visit) => visit.edges[position]?.kind === 'visit' || visit.edges[position]?.kind === 'end';
      const edge = own.find(takes)?.edges[position];
      if (edge === undefined && all.some(takes)) removed.add(position);
      return this.renamed(next.targets[position], edge);
    });
    if (removed.size === 0) return edits;
    return removed.size < next.targets.length ? [...edits, ...removeFromList(next.targets, removed)] : edits;
  }

  private starts(): OffsetEdit[] {
    const { exploration, flow } = this.flow.analysis;
    const start = this.flow.node.members.find(ast.isStart);
    return startTargets(flow).flatMap((_, position) =>
      this.renamed(start?.targets[position], exploration.starts[position]),
    );
  }

  private renamed(target: ast.Target | undefined, edge: Edge | undefined): OffsetEdit[] {
    const reference = ast.isPhaseTarget(target) ? target.phase?.$refNode : undefined;
    if (reference === undefined || edge?.kind !== 'visit') return [];
    const name = this.nameOf(edge.visit);
    return name === undefined ? [] : [{ start: reference.offset, end: reference.end, text: written(name) }];
  }

  /** The new name of the phase that a visit belongs to now; undefined if it keeps its own. */
  private nameOf(visit: number): string | undefined {
    const group = this.groups.of[visit] ?? 0;
    return group === 0 ? undefined : this.names[this.flow.analysis.exploration.visits[visit]?.phase ?? -1]?.[group];
  }

  /** Scenarios go the same way under the new names. */
  private scenarios(): OffsetEdit[] {
    const { exploration, flow } = this.flow.analysis;
    const nodes = this.flow.node.members.filter(ast.isScenario);
    return flow.scenarios.flatMap(({ phases }, index): OffsetEdit[] => {
      let edges: readonly Edge[] = exploration.starts;
      return phases.flatMap(({ phase }, position): OffsetEdit[] => {
        const edge = edges.find((other) => other.kind === 'visit' && exploration.visits[other.visit]?.phase === phase);
        const reference = nodes[index]?.phases[position]?.$refNode;
        if (edge?.kind !== 'visit') return [];
        edges = exploration.visits[edge.visit]?.edges ?? [];
        const name = this.nameOf(edge.visit);
        return name === undefined || reference === undefined
          ? []
          : [{ start: reference.offset, end: reference.end, text: written(name) }];
      });
    });
  }
}
