import type { DeviationCode, Players, Slot } from '../../check/index.js';
import { compareTexts } from './compare-texts.js';
import { kindLetter } from './kind-counts.js';
import type { PhaseProgress } from './phase-progress.js';
import type { FollowedPhase } from './subject.js';

/** The flow has not begun. */
export const AT_START = -1;
/** The interaction began before the recording: its place is unknown. */
export const ANYWHERE = -2;

/** Number of the time of the message that is being taken; the others are older. */
export const NOW = 0;

/** A phase as it was entered: who plays what, and the copies it asks for. */
export interface PhaseEntry {
  readonly id: number;
  readonly phase: FollowedPhase;
  readonly players: Players;
  readonly slots: readonly Slot[];
  /** Copies of rows whose condition is false. */
  readonly unmet: readonly Slot[];
  /** Per slot: whether it is required and recorded. */
  readonly wanted: readonly boolean[];
  /** Per slot: whether it is what starts the phase. */
  readonly starts: readonly boolean[];
  /** Whether the start is recorded, so that its absence is a deviation. */
  readonly startWanted: boolean;
  /** Time without a message after which the phase is settled, in ms. */
  readonly settleMs: number;
  /** A second trigger within this time is one sent twice, in ms. */
  readonly startSettleMs: number;
}

/** A phase that has been entered and may take further messages. */
export interface OpenPhase {
  readonly entry: PhaseEntry;
  readonly progress: PhaseProgress;
  /** Number of the time at which its last message came; meaningless if it is settled. */
  readonly lastTime: number;
  /** Number of the time at which its trigger came; -1: it did not, or too long ago to be sent twice. */
  readonly startTime: number;
  /** Settled with something missing, which may come late. */
  readonly settled: boolean;
}

/** One way to understand the messages of an interaction so far. */
export interface Explanation {
  readonly facts: number;
  readonly configuration: number;
  /** Per participant: number of its address; -1 while it has none. */
  readonly addresses: readonly number[];
  /** Phase of the flow that was entered last. */
  readonly place: number;
  readonly before: boolean;
  /** Whether a phase has been entered. */
  readonly entered: boolean;
  readonly open: readonly OpenPhase[];
  /** Number of deviations. */
  readonly cost: number;
  readonly late: number;
  /** Phases that something else began than their trigger, though it is recorded. */
  readonly untriggered: number;
  /** The kinds of its deviations, sorted: a letter each. */
  readonly kinds: string;
  /** The phases entered, in order: a letter each. */
  readonly order: string;
}

/** An explanation's reading of a message; `at` is an index into its open phases. */
export type Effect =
  | { readonly kind: 'settle'; readonly at: number; readonly missing: readonly number[] }
  | { readonly kind: 'close'; readonly at: number }
  | {
      readonly kind: 'enter';
      readonly entry: PhaseEntry;
      /** Number of the configuration after the moves. */
      readonly configuration: number;
      /** Where the flow was before. */
      readonly place: number;
      readonly code: DeviationCode | null;
      readonly lenient: boolean;
    }
  | {
      readonly kind: 'take';
      readonly at: number;
      readonly slot: Slot;
      readonly index: number;
      readonly code: DeviationCode | null;
    }
  | { readonly kind: 'late'; readonly at: number; readonly index: number; readonly first: boolean }
  /** A phase that shows nothing but its trigger, which is lost. */
  | {
      readonly kind: 'lose';
      readonly entry: PhaseEntry;
      /** Number of the configuration after the moves. */
      readonly configuration: number;
      readonly place: number;
      readonly missing: readonly number[];
    }
  | { readonly kind: 'leave'; readonly code: DeviationCode | null };

/** Adds kinds of deviations to those of an explanation. */
export function addKinds(kinds: string, codes: readonly DeviationCode[]): string {
  if (codes.length === 0) return kinds;
  return [...kinds, ...codes.map(kindLetter)].sort().join('');
}

/**
 * Whether the first explains better than the second (docs/recordings.md#how-a-recording-is-followed).
 * @returns a negative number if it does
 */
export function compareExplanations(a: Explanation, b: Explanation): number {
  return (
    a.cost - b.cost ||
    a.late - b.late ||
    Number(a.before) - Number(b.before) ||
    a.untriggered - b.untriggered ||
    compareTexts(a.kinds, b.kinds) ||
    compareTexts(a.order, b.order)
  );
}
