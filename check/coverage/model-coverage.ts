import { conditionsIn, type GuardedRow, guardedRows, nestedItems, rowsOf } from '../model/items.js';
import {
  type Condition,
  type Item,
  isInferred,
  type Model,
  type ModelPhase,
  type Row,
  UNKNOWN,
} from '../model/model.js';
import { PhaseIndex } from '../model/phase-index.js';
import type { Place } from '../model/place.js';
import { type Evidence, itemKey, placeKey, type RowUse } from './evidence.js';

/**
 * On what a row rests: the document that the model restates, or inference. `unknown` in a phase of which not all is
 * known: such rows are never counted.
 */
export type RowGround = 'given' | 'inferred' | 'unknown';

/** What flows cover of one phase of a model. */
export interface PhaseCoverage {
  readonly name: string;
  readonly title: string | null;
  readonly place: Place;
  /** `written`: a flow has it and never gets there. */
  readonly status: 'entered' | 'written' | 'missing';
  /** How often flows entered it, per configuration. */
  readonly visits: number;
  /** Names of the flows that enter it. */
  readonly flows: readonly string[];
  readonly rows: readonly RowStatus[];
}

/** Whether flows cover a row, and where they send or miss it. */
export interface RowStatus {
  readonly phase: string;
  readonly row: Row;
  readonly text: string;
  readonly place: Place;
  readonly ground: RowGround;
  readonly optional: boolean;
  /** Required: asked for at least once, and met each time. Optional: met at least once. */
  readonly covered: boolean;
  /** How many visits asked for it. */
  readonly visits: number;
  /** Conditions of the `when`s around it, as a reader would write them. */
  readonly needs: readonly string[];
  readonly sent: readonly RowUse[];
  readonly missing: readonly RowUse[];
}

/** Whether a flow takes one outcome of a phase that makes a party pending. */
export interface OutcomeStatus {
  /** The phase that makes a party pending. */
  readonly of: string;
  readonly outcome: string;
  readonly place: Place;
  readonly taken: boolean;
}

/** Phases of which one happens instead of another. */
export interface AlternativesStatus {
  readonly members: readonly { readonly phase: string; readonly place: Place; readonly taken: boolean }[];
  /** Whether all of them are taken. */
  readonly covered: boolean;
}

/** The values of a fact, each with whether a flow was explored with it. */
export interface FactStatus {
  readonly name: string;
  readonly place: Place;
  readonly values: readonly { readonly name: string; readonly taken: boolean }[];
}

/** One side of a `when`, or a member of a `one of`. */
export interface BranchStatus {
  readonly phase: string;
  readonly text: string;
  readonly place: Place;
  readonly taken: boolean;
}

/** The evidence of flows for one model. */
export interface ModelCoverage {
  readonly model: string;
  readonly title: string | null;
  readonly source: string | null;
  readonly place: Place;
  /** Names of the flows that follow it. */
  readonly flows: readonly string[];
  readonly phases: readonly PhaseCoverage[];
  readonly outcomes: readonly OutcomeStatus[];
  readonly alternatives: readonly AlternativesStatus[];
  /** Facts that a condition reads. */
  readonly facts: readonly FactStatus[];
  readonly branches: readonly BranchStatus[];
}

/**
 * The coverage of a model by flows.
 * @param model one model as declared, not a union
 * @param evidence of flows (see `evidenceOf`); those that do not follow the model count for nothing
 */
export function modelCoverage(model: Model, evidence: readonly Evidence[]): ModelCoverage | null {
  const [header] = model.headers;
  if (header === undefined) return null;
  const key = placeKey(header.place);
  return new CoverageBuilder(
    model,
    evidence.filter(({ models }) => models.has(key)),
  ).build(header);
}

class CoverageBuilder {
  private readonly index: PhaseIndex;

  constructor(
    private readonly model: Model,
    private readonly evidence: readonly Evidence[],
  ) {
    this.index = PhaseIndex.of(model);
  }

  build(header: Model['headers'][number]): ModelCoverage {
    return {
      model: header.name,
      title: header.title,
      source: header.source?.text ?? null,
      place: header.place,
      flows: this.evidence.map(({ flow }) => flow),
      phases: this.model.phases.map((phase) => this.phase(phase)),
      outcomes: this.model.phases.flatMap((phase) => this.outcomes(phase)),
      alternatives: this.alternatives(),
      facts: this.facts(),
      branches: this.model.phases.flatMap((phase) => this.branches(phase)),
    };
  }

  private phase(phase: ModelPhase): PhaseCoverage {
    const key = placeKey(phase.place);
    const entering = this.evidence.filter(({ phases }) => (phases.get(key) ?? 0) > 0);
    const isWritten = this.evidence.some(({ phases }) => phases.has(key));
    return {
      name: phase.name,
      title: phase.title,
      place: phase.place,
      status: entering.length > 0 ? 'entered' : isWritten ? 'written' : 'missing',
      visits: entering.reduce((sum, { phases }) => sum + (phases.get(key) ?? 0), 0),
      flows: entering.map(({ flow }) => flow),
      rows: guardedRows(phase.items)
        .filter(({ row }) => !row.faulty)
        .map((guarded) => this.row(phase, guarded)),
    };
  }

  private row(phase: ModelPhase, { row, conditions }: GuardedRow): RowStatus {
    const key = placeKey(row.place);
    const found = this.evidence.flatMap(({ rows }) => rows.get(key) ?? []);
    return {
      phase: phase.name,
      row,
      text: row.text,
      place: row.place,
      ground: phase.partial ? 'unknown' : isInferred(row.ground) ? 'inferred' : 'given',
      optional: row.optional,
      covered: found.some(({ met, failed }) => met && !failed),
      visits: found.reduce((sum, { visits }) => sum + visits, 0),
      needs: conditions.map((condition) => this.condition(condition)),
      sent: found.flatMap(({ sent }) => [...sent.values()]),
      missing: found.flatMap(({ missing }) => [...missing.values()]),
    };
  }

  private outcomes(phase: ModelPhase): OutcomeStatus[] {
    const outcomes = this.index.outcomes(phase).filter((outcome) => this.isPlayed(outcome));
    return outcomes.map((outcome) => ({
      of: phase.name,
      outcome: outcome.name,
      place: outcome.place,
      taken: this.evidence.some(({ outcomes: taken }) =>
        taken.has(`${placeKey(phase.place)}/${placeKey(outcome.place)}`),
      ),
    }));
  }

  /** Whether some flow has a player for each role that the phase cannot do without; true if there is no flow. */
  private isPlayed(phase: ModelPhase): boolean {
    if (this.evidence.length === 0) return true;
    const roles = [...this.index.roleUse(phase).used];
    return this.evidence.some(({ played }) => roles.every((role) => played.has(this.model.roles[role]?.name ?? '')));
  }

  /** Groups of phases that `replaces`, or one trigger in one state, makes alternatives. */
  private alternatives(): AlternativesStatus[] {
    const groups: Set<ModelPhase>[] = [];
    for (const phase of this.model.phases) {
      const together = [...this.index.companions(phase)].filter((other) => this.belongTogether(phase, other));
      if (together.length === 0) continue;
      const joined = groups.filter((group) => group.has(phase) || together.some((other) => group.has(other)));
      const merged = new Set([...joined.flatMap((group) => [...group]), phase, ...together]);
      groups.splice(0, groups.length, ...groups.filter((group) => !joined.includes(group)), merged);
    }
    return groups.map((group) => {
      const members = this.model.phases
        .filter((phase) => group.has(phase))
        .map((phase) => ({ phase: phase.name, place: phase.place, taken: this.isEntered(phase) }));
      return { members, covered: members.every(({ taken }) => taken) };
    });
  }

  private belongTogether(phase: ModelPhase, other: ModelPhase): boolean {
    const needs = this.index.needs(phase);
    const others = this.index.needs(other);
    if (needs.replaced.includes(other) || others.replaced.includes(phase)) return true;
    const states = this.neededStates(phase);
    return [...this.neededStates(other)].some((state) => states.has(state));
  }

  /** `role/state` pairs that a phase needs. */
  private neededStates(phase: ModelPhase): Set<string> {
    const { conditions, sources } = this.index.needs(phase);
    return new Set([
      ...conditions.flatMap((c) => (c.kind === 'role' ? [`${c.role}/${c.state}`] : [])),
      ...sources.flatMap((move) => move.sources.map((state) => `${move.role}/${state}`)),
    ]);
  }

  private isEntered(phase: ModelPhase): boolean {
    return this.evidence.some(({ phases }) => (phases.get(placeKey(phase.place)) ?? 0) > 0);
  }

  private facts(): FactStatus[] {
    const read = new Set(
      this.model.phases.flatMap((phase) =>
        [...phase.needs, ...conditionsIn(phase.items)].flatMap((condition) =>
          condition.kind === 'fact' ? [condition.fact] : [],
        ),
      ),
    );
    return this.model.facts
      .filter((_, index) => read.has(index))
      .map((fact) => ({
        name: fact.name,
        place: fact.place,
        values: fact.values.map((name) => ({
          name,
          taken: this.evidence.some(({ facts }) => facts.has(`${fact.name}/${name}`)),
        })),
      }));
  }

  private branches(phase: ModelPhase): BranchStatus[] {
    return nestedItems(phase.items).flatMap(({ item }) => {
      if (item.kind === 'when') return this.sides(phase, item);
      if (item.kind !== 'choice') return [];
      return item.items.flatMap((member): BranchStatus[] => {
        const [first] = rowsOf([member]);
        if (first === undefined) return [];
        return [this.branch(phase, first.text, first.place, `member/${itemKey(member)}`)];
      });
    });
  }

  private sides(phase: ModelPhase, item: Item & { kind: 'when' }): BranchStatus[] {
    const [first] = item.conditions;
    if (first === undefined) return [];
    const text = item.conditions.map((condition) => this.condition(condition)).join(' and ');
    return [
      this.branch(phase, `when ${text}`, first.place, `true/${itemKey(item)}`),
      this.branch(phase, `not when ${text}`, first.place, `false/${itemKey(item)}`),
    ];
  }

  private branch(phase: ModelPhase, text: string, place: Place, key: string): BranchStatus {
    return { phase: phase.name, text, place, taken: this.evidence.some(({ branches }) => branches.has(key)) };
  }

  private condition(condition: Condition): string {
    const { roles, states, facts } = this.model;
    const nameOf = (named: readonly { readonly name: string }[], index: number) =>
      index === UNKNOWN ? '?' : (named[index]?.name ?? '?');
    switch (condition.kind) {
      case 'role':
        return `${nameOf(roles, condition.role)} ${nameOf(states, condition.state)}`;
      case 'count': {
        const except =
          condition.except.length === 0
            ? ''
            : ` except ${condition.except.map((role) => nameOf(roles, role)).join(', ')}`;
        return `${condition.quantifier} ${nameOf(states, condition.state)}${except}`;
      }
      case 'fact':
        return `${nameOf(facts, condition.fact)} is ${facts[condition.fact]?.values[condition.value] ?? '?'}`;
    }
  }
}
