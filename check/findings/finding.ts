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

/** The difference that a content finding was made from: the first visit that shows it, and the difference there. */
export interface FindingOrigin {
  /** Index of the visit in the flow's exploration. */
  readonly visit: number;
  readonly difference: Difference;
  /** Equal for all differences of the flow that are this finding, in any visit. */
  readonly key: string;
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
  /** Left out unless the finding comes from comparing a phase with its model phase. In process only. */
  readonly origin?: FindingOrigin;
}

/** A problem that the check reports, and its range. */
export interface Finding extends FindingDraft {
  /** Unique in the document; unchanged by edits elsewhere in it and by the wording of the message. */
  readonly id: string;
}
