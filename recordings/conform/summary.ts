import type { Slot } from '../../check/index.js';
import { memoize } from '../../timeline/types/memoize.js';
import type { InteractionVerdict } from '../../timeline/types/timeline-recording.js';
import { compareTexts } from '../follow/compare-texts.js';
import type { InteractionOutcome } from '../follow/outcome.js';
import type { Deviation } from '../follow/result.js';
import type { Subject } from '../follow/subject.js';
import type { PhasesOutline } from '../follow/visits.js';
import { PairMap } from './pair-map.js';
import type { Mutable } from './recording-facts.js';
import { Sketch } from './sketch.js';
import type { ConformanceJson, RecordingFacts, SummaryJson } from './summary-json.js';

const MAX_DEVIATIONS = 1_000;

const MAX_PATHS = 100;

/** Paths that are counted while reading; rarer ones after these are not. */
const MAX_COUNTED_PATHS = 10_000;

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

interface PathCount {
  readonly phases: readonly string[];
  times: number;
  deviating: number;
}

/** A phase of an outline with its counts, and numbers of its first and last message. */
interface CountedPhase {
  readonly count: PhaseCount;
  /** Whether it is the first of these names in the interaction. */
  readonly isFirst: boolean;
  readonly next: NextCount | null;
  readonly first: number;
  readonly last: number;
  readonly rows: readonly RowCount[];
  readonly missing: readonly RowCount[];
}

interface OutlineCounts {
  readonly phases: readonly CountedPhase[];
  readonly path: PathCount | null;
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
  private readonly paths = new Map<string, PathCount>();
  private readonly sharedCounts = memoize((outline: PhasesOutline) => this.findCounts(outline));
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

  /** Interactions whose path is not counted, because too many others are. */
  uncountedPaths = 0;

  get total(): number {
    return this.counts.total;
  }

  add(outcome: InteractionOutcome): void {
    const { verdict, beganBefore, deviations, endedElsewhere } = outcome;
    const { counts } = this;
    counts.total++;
    counts[countOf[verdict]]++;
    if (beganBefore) counts.beganBefore++;
    if (endedElsewhere) counts.endedElsewhere++;
    this.addPhases(outcome, verdict === 'deviates');
    if (deviations.length === 0) return;
    if (deviations.some(({ severity }) => severity === 'error')) this.errors++;
    this.warnings += deviations.filter(({ severity }) => severity === 'warning').length;
    this.addKinds(outcome);
  }

  private addPhases({ outline, messages, deviations }: InteractionOutcome, deviates: boolean): void {
    const { phases, path } = outline.isShared ? this.sharedCounts(outline) : this.findCounts(outline);
    const deviating =
      deviations.length === 0 ? null : new Set(deviations.map((own) => phases[countedVisit(own)]?.count));
    let beforeMs = 0;
    for (let index = 0; index < phases.length; index++) {
      const phase = phases[index];
      if (phase === undefined) break;
      const { count, next, rows, missing } = phase;
      const fromMs = messages.timeOf(phase.first);
      const toMs = messages.timeOf(phase.last);
      count.times++;
      count.durationMs.add(toMs - fromMs);
      if (phase.isFirst) {
        count.interactions++;
        if (deviating?.has(count)) count.deviating++;
      }
      if (next !== null) {
        next.times++;
        next.delayMs.add(Math.max(0, fromMs - beforeMs));
      }
      beforeMs = toMs;
      for (const row of rows) row.times++;
      for (const row of missing) row.missing++;
    }
    if (path === null) {
      this.uncountedPaths++;
      return;
    }
    path.times++;
    if (deviates) path.deviating++;
  }

  /** What the phases of an outline count for. */
  private findCounts({ phases, visits, lacking }: PhasesOutline): OutlineCounts {
    const countedPhases = new Set<PhaseCount>();
    const names: string[] = [];
    const counted = phases.map(({ name, modelPhase, first, last }, index): CountedPhase => {
      const count = this.phaseCount(name, modelPhase);
      const isFirst = !countedPhases.has(count);
      countedPhases.add(count);
      const label = name ?? modelPhase ?? '';
      const before = names.at(-1);
      const next = before === undefined ? null : this.nextCount(before, label);
      names.push(label);
      const rowCounts = (slots: readonly Slot[]) =>
        slots.flatMap((slot) => (slot.source === 'row' ? [this.rowCount(name ?? modelPhase, slot.row.text)] : []));
      const rows = rowCounts(visits[index]?.taken.map(({ slot }) => slot) ?? []);
      return { count, isFirst, next, first, last, rows, missing: rowCounts(lacking[index] ?? []) };
    });
    return { phases: counted, path: this.pathCount(names) };
  }

  /** Null: too many paths are counted already. */
  private pathCount(phases: readonly string[]): PathCount | null {
    const key = phases.join('\u0000');
    let path = this.paths.get(key);
    if (path === undefined) {
      if (this.paths.size >= MAX_COUNTED_PATHS) return null;
      path = { phases, times: 0, deviating: 0 };
      this.paths.set(key, path);
    }
    return path;
  }

  private addKinds({ key: interaction, deviations }: InteractionOutcome): void {
    const kindKeys = new Set<string>();
    for (const deviation of deviations) {
      const { code, phase, modelPhase, message, protocol } = deviation;
      const key = [code, phase, modelPhase, message, protocol].join('\u0000');
      let kind = this.kinds.get(key);
      if (kind === undefined) {
        kind = { code, phase, modelPhase, message, protocol, interactions: 0, times: 0, examples: [] };
        this.kinds.set(key, kind);
      }
      kind.times++;
      if (!kindKeys.has(key)) {
        kindKeys.add(key);
        kind.interactions++;
        kind.examples = someOf(kind.examples, [interaction]);
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
      const nextCount = this.nextCount(from, to);
      nextCount.times += times;
      nextCount.delayMs.merge(delayMs);
    }
    for (const path of other.paths) {
      const key = path.phases.join('\u0000');
      const pathCount = this.paths.get(key) ?? { phases: path.phases, times: 0, deviating: 0 };
      pathCount.times += path.times;
      pathCount.deviating += path.deviating;
      this.paths.set(key, pathCount);
    }
    for (const kind of other.kinds) {
      const key = [kind.code, kind.phase, kind.modelPhase, kind.message, kind.protocol].join('\u0000');
      const kindCount = this.kinds.get(key) ?? { ...kind, interactions: 0, times: 0, examples: [] };
      kindCount.interactions += kind.interactions;
      kindCount.times += kind.times;
      kindCount.examples = someOf(kindCount.examples, kind.examples);
      this.kinds.set(key, kindCount);
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
        .sort((a, b) => compareTexts(a.from, b.from) || compareTexts(a.to, b.to)),
      late: { times: this.lateTimes, maxMs: this.lateMaxMs },
      paths: [...this.paths.values()]
        .sort((a, b) => b.times - a.times || compareTexts(a.phases.join(), b.phases.join()))
        .slice(0, MAX_PATHS),
      kinds: [...this.kinds.values()].sort(
        (a, b) => b.interactions - a.interactions || compareTexts(JSON.stringify(a), JSON.stringify(b)),
      ),
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

/** The visit in which a deviation counts; -1: in none. */
function countedVisit({ visit, severity }: Deviation): number {
  return severity === 'information' ? -1 : (visit ?? -1);
}

/** The first examples by name, so that they are the same whichever part of a recording is read first. */
function someOf(examples: readonly string[], added: readonly string[]): readonly string[] {
  return [...examples, ...added].sort(compareTexts).slice(0, MAX_EXAMPLES);
}

const countOf: Readonly<Record<InteractionVerdict, keyof SummaryJson['interactions']>> = {
  conforms: 'conform',
  deviates: 'deviate',
  unfinished: 'unfinished',
  inconclusive: 'inconclusive',
  unplaced: 'unplaced',
};

function byTime(a: Deviation, b: Deviation): number {
  return (a.timeMs ?? 0) - (b.timeMs ?? 0) || compareTexts(a.key, b.key) || (a.line ?? 0) - (b.line ?? 0);
}
