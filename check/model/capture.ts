import type { Place } from './place.js';
import type { Message, Protocol } from './vocabulary.js';

/** An expression of a capture; `flags` is empty or `i`. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** A test of a text: equality, or a match of an expression. */
export type CaptureTest = { readonly text: string } | { readonly pattern: Pattern };

/** Where a value comes from (docs/recordings.md#fields). */
export type CaptureField =
  /** The first that is there. */
  | { readonly kind: 'first'; readonly fields: readonly CaptureField[] }
  | { readonly kind: 'constant'; readonly text: string }
  /** A named group of the expressions. */
  | { readonly kind: 'group'; readonly name: string }
  /** A column, a key, or (with `$`) a path. */
  | { readonly kind: 'source'; readonly name: string }
  /** Texts and fields put together; absent if one of the fields is. */
  | { readonly kind: 'joined'; readonly parts: readonly (string | CaptureField)[] }
  /** The first group of an expression, otherwise all that it matches. */
  | { readonly kind: 'extract'; readonly field: CaptureField; readonly pattern: Pattern }
  | {
      readonly kind: 'when';
      readonly condition: CaptureField;
      readonly test: CaptureTest;
      readonly field: CaptureField;
      readonly otherwise: CaptureField | null;
    };

/** The formats of recordings that captures read. */
export const captureFormats = ['text', 'json', 'csv', 'xes', 'otlp'] as const;

export type CaptureFormat = (typeof captureFormats)[number];

/** The units of times since 1970. */
export const captureUnits = ['s', 'ms', 'us', 'ns'] as const;
export type CaptureUnit = (typeof captureUnits)[number];

/** How a time is written. */
export type TimeFormat =
  | { readonly kind: 'iso' }
  | { readonly kind: 'epoch'; readonly unit: CaptureUnit }
  | { readonly kind: 'letters'; readonly text: string };

/** How a capture reads the time of a message. */
export interface CaptureTime {
  readonly field: CaptureField;
  readonly format: TimeFormat;
  /** Date of a time of day, as `yyyy-MM-dd`; null: 1970-01-01. */
  readonly date: string | null;
  /** An offset or IANA name; null: UTC. */
  readonly zone: string | null;
}

/** A deviation that is known and counts as information. */
export interface AllowedDeviation {
  readonly code: string;
  readonly message: string | null;
  readonly phase: string | null;
  readonly reason: string;
}

/** How the lines of a recording become messages (docs/recordings.md). */
export interface Capture {
  readonly name: string;
  readonly title: string | null;
  readonly files: readonly string[];
  readonly format: CaptureFormat;
  /** Names of columns of a CSV file without a header; null if it has one. */
  readonly columns: readonly string[] | null;
  /** Otlp: the message that goes back at a span's end. */
  readonly answer: CaptureField | null;
  /** Path of the real line in a line that is JSON. */
  readonly envelope: string | null;
  /** Beginning of a line that is cut off. */
  readonly cut: Pattern | null;
  readonly lines: readonly Pattern[];
  readonly more: readonly Pattern[];
  readonly until: readonly Pattern[];
  readonly time: CaptureTime;
  readonly offsets: readonly { readonly ms: number; readonly glob: string | null }[];
  readonly key: CaptureField;
  readonly joined: readonly CaptureField[];
  readonly message: CaptureField;
  readonly messageEntries: readonly { readonly test: CaptureTest; readonly message: Message | null }[];
  readonly protocol: CaptureField;
  readonly protocolEntries: readonly { readonly test: CaptureTest; readonly protocol: Protocol | null }[];
  readonly from: CaptureField;
  readonly to: CaptureField;
  readonly participants: readonly { readonly name: string; readonly tests: readonly CaptureTest[] }[];
  /** The protocols that were captured; null if the first messages decide. */
  readonly records: readonly Protocol[] | null;
  readonly again: { readonly withinMs: number; readonly by: readonly CaptureField[] } | null;
  readonly settleMs: number;
  readonly idleMs: number;
  readonly reorderMs: number;
  readonly beginsWithinMs: number;
  readonly allowed: readonly AllowedDeviation[];
  readonly place: Place;
}

/** Codes of deviations, in the order in which they are listed (docs/recordings.md#deviations). */
export const deviationCodes = [
  'protocol-not-allowed',
  'wrong-protocol',
  'wrong-direction',
  'incomplete-broadcast',
  'condition-not-met',
  'duplicate-message',
  'illegal-phase',
  'off-flow',
  'missing-message',
  'unexpected-message',
  'ends-while-pending',
  'order-violation',
  'too-early',
  'too-late',
] as const;

export type DeviationCode = (typeof deviationCodes)[number];
