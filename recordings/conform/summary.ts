import type { InteractionVerdict } from '../../timeline/types/timeline.js';
import type { InteractionOutcome } from '../follow/outcome.js';
import type { Deviation, InteractionResult } from '../follow/result.js';
import type { Subject } from '../follow/subject.js';
import type { VisitOutline } from '../follow/visits.js';
import { PairMap } from './pair-map.js';
import { Sketch } from './sketch.js';
import type { ConformanceJson, LineSummary, RecordingFacts, SummaryJson, UndeclaredMessage } from './summary-json.js';

const MAX_DEVIATIONS = 1_000;
const MAX_PATHS = 100;
/** Paths that are counted while reading; rarer ones after these are not. */
const MAX_COUNTED_PATHS = 10_000;
const MAX_UNDECLARED = 20;
const MAX_EXAMPLES = 5;

interface PhaseCount {
  name: string | null;
  modelPhase: string | null;
  times: number;
  interactions: number;
  deviating: number;
  durationMs: Sketch;
}

interface RowCount {
  readonly phase: string | null;
  readonly row: string;
  times: number;
  missing: number;
}

interface NextCount {
  readonly from: string;
  readonly to: string;
  times: number;
  readonly delayMs: Sketch;
}

/** Counts interactions; results of parts add up (`merge`). */
export class Summary {
  private readonly counts: Record<keyof SummaryJson['interactions'], number> = {
    total: 0,
    conform: 0,
    deviate: 0,
    unfinished: 0,
    inconclusive: 0,
    unplaced: 0,
    beganBefore: 0,
    endedElsewhere: 0,
  };
  private readonly phases = new PairMap<PhaseCount>();
  private readonly rows = new PairMap<RowCount>();
  private readonly next = new PairMap<NextCount>();
  private readonly paths = new Map<string, { phases: readonly string[]; times: number; deviating: number }>();
  private readonly kinds = new Map<string, Mutable<SummaryJson['kinds'][number]>>();
  private readonly deviations: Deviation[] = [];
  private lateTimes = 0;
  private lateMaxMs = 0;

  /** @param subject its phases and rows are listed though they never come */
  constructor(subject?: Subject) {
    if (subject === undefined) return;
    for (const { ofFlow, phase, modelPhase } of subject.phases) {
      if (subject.flow !== null && !ofFlow) continue;
      this.phaseCount(phase.name, modelPhase?.name ?? null);
      for (const row of modelPhase?.rows ?? []) this.rowCount(phase.name, row.text);
    }
  }

  /** Interactions with an error. */
  errors = 0;
  warnings = 0;

  get total(): number {
    return this.counts.total;
  }

  add(outcome: InteractionOutcome): void {
    const { result, endedElsewhere } = outcome;
    const { counts } = this;
    counts.total++;
    counts[countOf[result.verdict]]++;
    if (result.beganBefore) counts.beganBefore++;
    if (endedElsewhere) counts.endedElsewhere++;
    const deviates = result.verdict === 'deviates';
    if (result.deviations.some(({ severity }) => severity === 'error')) this.errors++;
    this.warnings += result.deviations.filter(({ severity }) => severity === 'warning').length;
    this.addPhases(outcome, deviates);
    this.addKinds(result);
  }

  private addPhases({ result, visits, lacking }: InteractionOutcome, deviates: boolean): void {
    const seen = new Set<PhaseCount>();
    const names: string[] = [];
    for (const [index, phase] of result.phases.entries()) {
      const count = this.phaseCount(phase.name, phase.modelPhase);
      count.times++;
      count.durationMs.add(phase.toMs - phase.fromMs);
      if (!seen.has(count)) {
        seen.add(count);
        count.interactions++;
        if (result.deviations.some((deviation) => deviation.visit === index)) count.deviating++;
      }
      const label = phase.name ?? phase.modelPhase ?? '';
      const before = result.phases[index - 1];
      if (before !== undefined) {
        const next = this.nextCount(names.at(-1) ?? '', label);
        next.times++;
        next.delayMs.add(Math.max(0, phase.fromMs - before.toMs));
      }
      names.push(label);
      const visit = visits[index];
      if (visit !== undefined) this.addRows(phase.name ?? phase.modelPhase, visit, lacking[index] ?? []);
    }
    const key = names.join('\u0000');
    const path = this.paths.get(key);
    if (path !== undefined) {
      path.times++;
      if (deviates) path.deviating++;
    } else if (this.paths.size < MAX_COUNTED_PATHS) {
      this.paths.set(key, { phases: names, times: 1, deviating: deviates ? 1 : 0 });
    }
  }

  private addRows(phase: string | null, { taken }: VisitOutline, lacking: InteractionOutcome['lacking'][number]): void {
    for (const { slot } of taken) if (slot.source === 'row') this.rowCount(phase, slot.row.text).times++;
    for (const slot of lacking) if (slot.source === 'row') this.rowCount(phase, slot.row.text).missing++;
  }

  private addKinds(result: InteractionResult): void {
    const seen = new Set<string>();
    for (const deviation of result.deviations) {
      const { code, phase, modelPhase, message, protocol } = deviation;
      const key = [code, phase, modelPhase, message, protocol].join('\u0000');
      let kind = this.kinds.get(key);
      if (kind === undefined) {
        kind = { code, phase, modelPhase, message, protocol, interactions: 0, times: 0, examples: [] };
        this.kinds.set(key, kind);
      }
      kind.times++;
      if (!seen.has(key)) {
        seen.add(key);
        kind.interactions++;
        if (kind.examples.length < MAX_EXAMPLES) kind.examples = [...kind.examples, result.key];
      }
      if (code === 'too-late' && deviation.severity !== 'error' && deviation.actualMs !== null) {
        this.lateTimes++;
        this.lateMaxMs = Math.max(this.lateMaxMs, deviation.actualMs);
      }
      if (this.deviations.length < MAX_DEVIATIONS) this.deviations.push(deviation);
    }
  }

  /** Adds the result of another part. */
  merge(other: SummaryJson, deviations: readonly Deviation[]): void {
    for (const name of Object.keys(this.counts) as (keyof SummaryJson['interactions'])[]) {
      this.counts[name] += other.interactions[name];
    }
    for (const phase of other.phases) {
      const count = this.phaseCount(phase.name, phase.modelPhase);
      count.times += phase.times;
      count.interactions += phase.interactions;
      count.deviating += phase.deviating;
      count.durationMs.merge(phase.durationMs);
    }
    for (const row of other.rows) {
      const count = this.rowCount(row.phase, row.row);
      count.times += row.times;
      count.missing += row.missing;
    }
    for (const { from, to, times, delayMs } of other.next) {
      const known = this.nextCount(from, to);
      known.times += times;
      known.delayMs.merge(delayMs);
    }
    for (const path of other.paths) {
      const key = path.phases.join('\u0000');
      const known = this.paths.get(key) ?? { phases: path.phases, times: 0, deviating: 0 };
      known.times += path.times;
      known.deviating += path.deviating;
      this.paths.set(key, known);
    }
    for (const kind of other.kinds) {
      const key = [kind.code, kind.phase, kind.modelPhase, kind.message, kind.protocol].join('\u0000');
      const known = this.kinds.get(key) ?? { ...kind, interactions: 0, times: 0, examples: [] };
      known.interactions += kind.interactions;
      known.times += kind.times;
      known.examples = [...known.examples, ...kind.examples];
      this.kinds.set(key, known);
    }
    this.errors += other.errors?.interactions ?? 0;
    this.warnings += other.errors?.warnings ?? 0;
    this.lateTimes += other.late.times;
    this.lateMaxMs = Math.max(this.lateMaxMs, other.late.maxMs);
    this.deviations.push(...deviations);
  }

  toJson(facts: RecordingFacts): ConformanceJson {
    return {
      ...facts,
      interactions: { ...this.counts },
      phases: this.phases.values.map((phase) => ({ ...phase, durationMs: phase.durationMs.toJson() })),
      rows: this.rows.values,
      next: this.next.values
        .map((next) => ({ ...next, delayMs: next.delayMs.toJson() }))
        .sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to)),
      late: { times: this.lateTimes, maxMs: this.lateMaxMs },
      paths: [...this.paths.values()]
        .sort((a, b) => b.times - a.times || compare(a.phases.join(), b.phases.join()))
        .slice(0, MAX_PATHS),
      kinds: [...this.kinds.values()]
        .map((kind) => ({ ...kind, examples: [...kind.examples].sort().slice(0, MAX_EXAMPLES) }))
        .sort((a, b) => b.interactions - a.interactions || compare(JSON.stringify(a), JSON.stringify(b))),
      errors: { interactions: this.errors, warnings: this.warnings },
      deviations: [...this.deviations].sort(byTime).slice(0, MAX_DEVIATIONS),
    };
  }

  private phaseCount(name: string | null, modelPhase: string | null): PhaseCount {
    return this.phases.of(name, modelPhase, () => {
      return { name, modelPhase, times: 0, interactions: 0, deviating: 0, durationMs: new Sketch() };
    });
  }

  private rowCount(phase: string | null, row: string): RowCount {
    return this.rows.of(phase, row, () => ({ phase, row, times: 0, missing: 0 }));
  }

  private nextCount(from: string, to: string): NextCount {
    return this.next.of(from, to, () => ({ from, to, times: 0, delayMs: new Sketch() }));
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const countOf: Readonly<Record<InteractionVerdict, keyof SummaryJson['interactions']>> = {
  conforms: 'conform',
  deviates: 'deviate',
  unfinished: 'unfinished',
  inconclusive: 'inconclusive',
  unplaced: 'unplaced',
};

/** Adds up the facts about the parts of a recording. */
export function mergeFacts(parts: readonly RecordingFacts[]): RecordingFacts {
  const lines: Mutable<LineSummary> = {
    read: 0,
    messages: 0,
    noise: 0,
    unreadable: 0,
    undeclared: 0,
    foreign: 0,
    again: 0,
    outOfOrder: 0,
  };
  for (const part of parts) {
    for (const name of Object.keys(lines) as (keyof LineSummary)[]) lines[name] += part.lines[name];
  }
  const starts = parts.flatMap(({ time }) => time.fromMs ?? []);
  const ends = parts.flatMap(({ time }) => time.toMs ?? []);
  const undeclared = new Map<string, Mutable<UndeclaredMessage>>();
  for (const message of parts.flatMap((part) => part.undeclared)) {
    const known = undeclared.get(message.message);
    if (known === undefined) undeclared.set(message.message, { ...message });
    else known.times += message.times;
  }
  return {
    captures: [...new Set(parts.flatMap(({ captures }) => captures))],
    models: [...new Set(parts.flatMap(({ models }) => models))],
    flow: parts.find(({ flow }) => flow !== null)?.flow ?? null,
    lines,
    time: {
      fromMs: starts.length === 0 ? null : Math.min(...starts),
      toMs: ends.length === 0 ? null : Math.max(...ends),
    },
    notRecorded: [...new Set(parts.flatMap(({ notRecorded }) => notRecorded))],
    undeclared: [...undeclared.values()].sort((a, b) => b.times - a.times).slice(0, MAX_UNDECLARED),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

function byTime(a: Deviation, b: Deviation): number {
  return (a.timeMs ?? 0) - (b.timeMs ?? 0) || compare(a.key, b.key) || (a.line ?? 0) - (b.line ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
