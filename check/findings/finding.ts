import type { Range, Severity } from '../../timeline/types/timeline.js';
import type { Difference } from '../conformance/comparison.js';
import type { Place } from '../model/place.js';
import type { RuleCode } from './rules.js';

/** A place that explains a finding: the model's row, the other declaration. */
export interface RelatedPlace extends Place {
  readonly message: string;
}

/**
 * Data that a fix needs and the text does not hold: filled in per rule, plain JSON, carried in the diagnostic's `data`.
 */
export interface FindingData {
  /** The flow the finding belongs to, if it belongs to one. */
  readonly flow?: string;
  /** Names that could have been meant, nearest first. */
  readonly candidates?: readonly string[];
  /** Steps as they should be written, e.g. `IxnServer -> Bob : EventAck`. */
  readonly expected?: readonly string[];
  /** The steps of each alternative, if one of several is asked for. */
  readonly alternatives?: readonly (readonly string[])[];
  /** The line that would declare what is missing. */
  readonly declaration?: string;
  /** Model phases an author has to offer. */
  readonly phases?: readonly string[];
}

/** What a finding was made from, if a later stage asks for it. In process only; indices are those of the flow. */
export type FindingOrigin = DifferenceOrigin | TargetOrigin | OutcomesOrigin | ScenarioOrigin;

/** The difference that a content finding was made from: the first visit that shows it, and the difference there. */
export interface DifferenceOrigin {
  readonly kind: 'difference';
  /** Index of the visit in the flow's exploration. */
  readonly visit: number;
  readonly difference: Difference;
  /** Equal for all differences of the flow that are this finding, in any visit. */
  readonly key: string;
}

/** One target of a phase, by its position in `next`. */
export interface TargetOrigin {
  readonly kind: 'target';
  readonly phase: number;
  readonly position: number;
}

/** Phases of the model that a phase of the flow, or its start (null), does not offer. */
export interface OutcomesOrigin {
  readonly kind: 'outcomes';
  readonly after: number | null;
  readonly modelPhases: ReadonlySet<number>;
}

/** The phase at a position of a scenario, at which it leaves the flow's paths. */
export interface ScenarioOrigin {
  readonly kind: 'scenario';
  readonly scenario: number;
  readonly position: number;
}

/** A finding as a rule makes it, before the findings of its document are distinguished. */
export interface FindingDraft {
  readonly code: RuleCode;
  readonly severity: Severity;
  /** What is wrong, what requires it, and what to do; names in quotes. */
  readonly message: string;
  /** The point of the message in at most 60 characters, for notes in the timeline. */
  readonly brief: string;
  readonly range: Range;
  /** Its subject, if the code and the marked text do not determine it: a row, a role. No words of a message. */
  readonly subject?: string;
  readonly related: readonly RelatedPlace[];
  readonly data: FindingData;
  /** Flow phases of a shortest path that shows the finding, first to last; computed on access. */
  readonly witness?: () => readonly string[];
  /** The visits of the flow's exploration that show it; left out if every visit of its phase does. */
  readonly visits?: ReadonlySet<number>;
  /** Left out if no later stage asks what the finding was made from. In process only. */
  readonly origin?: FindingOrigin;
}

/** A problem that the check reports, and its range. */
export interface Finding extends FindingDraft {
  /** Unique in the document; unchanged by edits elsewhere in it and by the wording of the message. */
  readonly id: string;
}
