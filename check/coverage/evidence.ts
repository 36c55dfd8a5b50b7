import { memoize } from '../../timeline/types/memoize.js';
import type { Comparison } from '../conformance/comparison.js';
import type { Visit } from '../exploration/explore.js';
import { judgeAll } from '../exploration/three-valued.js';
import type { FlowAnalysis } from '../flow-analysis.js';
import type { FlowPhase } from '../model/flow.js';
import { nestedItems, rowsOf } from '../model/items.js';
import type { Item, ModelPhase } from '../model/model.js';
import type { Place } from '../model/place.js';
import { outcomesTaken, playedRoles } from './outcome-coverage.js';

/** Where a flow sends a row's message, or ought to. */
export interface RowUse {
  readonly flow: string;
  /** The flow's phase. */
  readonly phase: string;
  readonly place: Place;
}

/** A flow's evidence for the rows it is compared with, by the row's key (see `placeKey`). */
interface RowEvidence {
  /** How many visits asked for it. */
  visits: number;
  /** Met in a visit, with nothing found at the step that met it. */
  met: boolean;
  /** Required in a visit and missing, or sent with a finding. */
  failed: boolean;
  readonly sent: Map<number, RowUse>;
  readonly missing: Map<number, RowUse>;
}

/** A flow's evidence for its models, by the keys of their declarations (see `placeKey`). Holds no analysis. */
export interface Evidence {
  readonly flow: string;
  /** The models that it follows. */
  readonly models: ReadonlySet<string>;
  /** By model phase: how often it was entered; 0 if it is written and never entered. */
  readonly phases: ReadonlyMap<string, number>;
  readonly rows: ReadonlyMap<string, RowEvidence>;
  /** `phase that made a party pending/phase that moved it on`, by keys. */
  readonly outcomes: ReadonlySet<string>;
  /** `true/…` and `false/…` of each `when`, `member/…` of each member of a `one of`. */
  readonly branches: ReadonlySet<string>;
  /** `fact/value`, by names. */
  readonly facts: ReadonlySet<string>;
  /** Names of model roles that have a player. */
  readonly played: ReadonlySet<string>;
}

/** Identifies a declaration in every model it is united into, by its place. */
export function placeKey({ uri, range: { start } }: Place): string {
  return `${uri}#${start.line}:${start.character}`;
}

/** Key of a `when` or of a member of a `one of`: the place of its first condition or row. */
export function itemKey(item: Item): string {
  if (item.kind === 'row') return placeKey(item.row.place);
  const [condition] = item.kind === 'when' ? item.conditions : [];
  if (condition !== undefined) return placeKey(condition.place);
  const [first] = rowsOf(item.kind === 'when' ? item.items : [item]);
  return first === undefined ? '' : placeKey(first.place);
}

/** A flow's evidence for its models; computed once per analysis, linear in the visits. */
export const evidenceOf = memoize((analysis: FlowAnalysis): Evidence => new EvidenceCollector(analysis).collect());

class EvidenceCollector {
  private readonly phases = new Map<string, number>();
  private readonly rows = new Map<string, RowEvidence>();
  private readonly branches = new Set<string>();
  private readonly keyOf = memoize((phase: ModelPhase) => placeKey(phase.place));
  private readonly blocksOf = memoize((phase: ModelPhase) =>
    nestedItems(phase.items).flatMap(({ item }) => (item.kind === 'row' ? [] : [item])),
  );

  constructor(private readonly analysis: FlowAnalysis) {}

  collect(): Evidence {
    const { flow, model, exploration, comparisons } = this.analysis;
    for (const { realizes } of flow.phases) {
      const phase = realizes?.phase;
      if (phase !== undefined && phase !== null) this.phases.set(placeKey(phase.place), 0);
    }
    const compared = new Map<Comparison, { readonly phase: FlowPhase; visits: number }>();
    for (const visit of exploration.visits) {
      const phase = flow.phases[visit.phase];
      const { realized } = visit.entered;
      if (phase === undefined || realized === null) continue;
      this.addVisit(visit, realized);
      const comparison = comparisons[visit.index];
      if (!comparison) continue;
      const earlierVisits = compared.get(comparison);
      if (earlierVisits === undefined) compared.set(comparison, { phase, visits: 1 });
      else earlierVisits.visits++;
    }
    for (const [comparison, { phase, visits }] of compared) this.addRows(comparison, phase, visits);
    return {
      flow: flow.name,
      models: new Set(model.headers.map(({ place }) => placeKey(place))),
      phases: this.phases,
      rows: this.rows,
      outcomes: this.outcomes(),
      branches: this.branches,
      facts: this.facts(),
      played: playedRoles(this.analysis),
    };
  }

  private addVisit({ index, entered: { configuration, players } }: Visit, realized: ModelPhase): void {
    const { comparisons, simulation } = this.analysis;
    const key = this.keyOf(realized);
    this.phases.set(key, (this.phases.get(key) ?? 0) + 1);
    const blocks = this.blocksOf(realized);
    if (blocks.length === 0) return;
    const context = simulation.context(configuration.states, players);
    const unchosen = comparisons[index]?.unchosen ?? new Set();
    for (const block of blocks) {
      if (block.kind === 'when') {
        const truth = judgeAll(block.conditions, context);
        if (truth !== 'maybe') this.branches.add(`${truth === 'yes'}/${itemKey(block)}`);
      } else if (block.kind === 'choice') {
        for (const member of block.items) {
          if (rowsOf([member]).some((row) => !unchosen.has(row))) this.branches.add(`member/${itemKey(member)}`);
        }
      }
    }
  }

  /** @param visits how many visits of the phase have this comparison */
  private addRows(comparison: Comparison, phase: FlowPhase, visits: number): void {
    const withFinding = new Set(comparison.differences.map(({ copy }) => copy?.slot ?? null));
    for (const slot of comparison.slots) {
      if (slot.source !== 'row') continue;
      const key = placeKey(slot.row.place);
      const row = this.rows.get(key) ?? { visits: 0, met: false, failed: false, sent: new Map(), missing: new Map() };
      this.rows.set(key, row);
      const isMet = comparison.met.has(slot) && !withFinding.has(slot);
      row.visits += visits;
      row.met ||= isMet;
      if (slot.required && !isMet) row.failed = true;
      const step = comparison.copies.find((copy) => copy.slot === slot)?.step ?? -1;
      const place = phase.steps[step]?.place ?? phase.namePlace;
      const use: RowUse = { flow: this.analysis.flow.name, phase: phase.name, place };
      if (isMet) row.sent.set(phase.index, use);
      else if (slot.required) row.missing.set(phase.index, { ...use, place: phase.namePlace });
    }
  }

  private outcomes(): Set<string> {
    return new Set(
      [...outcomesTaken(this.analysis)].flatMap(([madeBy, outcomes]) =>
        [...outcomes].map((outcome) => `${placeKey(madeBy.place)}/${placeKey(outcome.place)}`),
      ),
    );
  }

  private facts(): Set<string> {
    const { model, simulation, exploration } = this.analysis;
    if (exploration.visits.length === 0) return new Set();
    return new Set(
      model.facts.flatMap((fact, index) => {
        const value = fact.values[simulation.facts[index] ?? -1];
        return value === undefined ? [] : [`${fact.name}/${value}`];
      }),
    );
  }
}
