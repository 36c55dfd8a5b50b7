import type { DeviationCode } from '../../check/index.js';
import { memoize } from '../../timeline/types/memoize.js';
import type { PhaseEntry } from './explanation.js';

/**
 * Which slots of an entered phase copies have met. Equal ones of an entry are one object: what they lack is found out
 * once.
 */
export class PhaseProgress {
  private readonly next: PhaseProgress[] = [];
  private lacked: readonly number[] | undefined;
  private lackedStarts: number | undefined;
  private codes: readonly DeviationCode[] | undefined;
  private finished: boolean | undefined;

  private constructor(
    /** Number among those of the entry. */
    readonly id: number,
    readonly entry: PhaseEntry,
    /** Per slot. */
    readonly met: readonly boolean[],
    /** It lacks nothing: it had begun before the recording. */
    readonly lenient: boolean,
    private readonly progressByKey: Map<string, PhaseProgress>,
  ) {}

  /** The progress of a phase without any message yet. */
  static of(entry: PhaseEntry, lenient: boolean): PhaseProgress {
    const none = entry.slots.map(() => false);
    return PhaseProgress.intern(entry, none, lenient, progressesOf(entry));
  }

  private static intern(
    entry: PhaseEntry,
    met: readonly boolean[],
    lenient: boolean,
    progressByKey: Map<string, PhaseProgress>,
  ): PhaseProgress {
    const key = `${lenient}${met.map(Number).join('')}`;
    let progress = progressByKey.get(key);
    if (progress === undefined) {
      progress = new PhaseProgress(progressByKey.size, entry, met, lenient, progressByKey);
      progressByKey.set(key, progress);
    }
    return progress;
  }

  /** With one slot more; how often a slot is met makes no difference. */
  meet(index: number): PhaseProgress {
    if (this.met[index] !== false) return this;
    let next = this.next[index];
    if (next === undefined) {
      const met = this.met.map((own, at) => own || at === index);
      next = PhaseProgress.intern(this.entry, met, this.lenient, this.progressByKey);
      this.next[index] = next;
    }
    return next;
  }

  /**
   * The same copies, of an entry with other participants.
   * @param slots per slot of that entry: which it was; null: the same
   */
  of(entry: PhaseEntry, slots: readonly number[] | null): PhaseProgress {
    const met = slots === null ? this.met : slots.map((slot) => this.met[slot] === true);
    return PhaseProgress.intern(entry, met, this.lenient, progressesOf(entry));
  }

  /** The slots that are still missing: required copies, and the start if it is recorded. */
  get missing(): readonly number[] {
    this.lacked ??= this.entry.slots.flatMap((_, index) => (this.isMissing(index) ? [index] : []));
    return this.lacked;
  }

  /** One deviation for each row of which copies are missing. */
  get missingCodes(): readonly DeviationCode[] {
    this.codes ??= this.codesOf(this.missing);
    return this.codes;
  }

  /** Number of deviations for the start, if it is missing. */
  get missingStarts(): number {
    this.lackedStarts ??= this.codesOf(this.missing.filter((index) => this.entry.starts[index] === true)).length;
    return this.lackedStarts;
  }

  /** Whether every further message would deviate. */
  get isFinished(): boolean {
    this.finished ??=
      this.missing.length === 0 &&
      this.entry.slots.every(({ source, repeated }, index) => {
        return !repeated && (source !== 'row' || this.met[index] === true);
      });
    return this.finished;
  }

  /** Whether a slot is among those that are missing. */
  isMissing(index: number): boolean {
    if (this.lenient) return false;
    if (this.entry.wanted[index] === true) return this.met[index] === false;
    return this.lacksStart(index);
  }

  /** Whether a slot is the phase's recorded start, none of which has come. */
  lacksStart(index: number): boolean {
    const { starts, slots } = this.entry;
    // The first of several starts counts for all.
    return (
      !this.lenient && this.awaitsStart(index) && (starts.indexOf(true) === index || slots[index]?.source === 'row')
    );
  }

  /** Whether a slot is one of the phase's recorded starts, none of which has come: each may still come. */
  awaitsStart(index: number): boolean {
    const { starts, startWanted } = this.entry;
    if (!startWanted || starts[index] !== true) return false;
    return !starts.some((isStart, other) => isStart && this.met[other] === true);
  }

  /** One deviation for each row of some of the missing slots. */
  codesOf(missing: readonly number[]): readonly DeviationCode[] {
    const { slots } = this.entry;
    const rows = new Map<unknown, DeviationCode>();
    for (const index of missing) {
      const slot = slots[index];
      if (slot === undefined || rows.has(slot.row)) continue;
      const some = slots.some((other, at) => other.row === slot.row && other.all && this.met[at] === true);
      rows.set(slot.row, some && slot.all ? 'incomplete-broadcast' : 'missing-message');
    }
    return [...rows.values()];
  }
}

const progressesOf = memoize((_entry: PhaseEntry) => new Map<string, PhaseProgress>());
