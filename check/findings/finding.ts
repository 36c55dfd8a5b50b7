import type { Range, Severity } from '../../timeline/types/timeline.js';
import type { Place } from '../model/place.js';
import type { RuleCode } from './rules.js';

/** A place that explains a finding: the model's row, the other declaration. */
export interface RelatedPlace extends Place {
  readonly message: string;
}

/**
 * What a fix needs and the text cannot give back: filled in per rule, plain JSON, carried in the diagnostic's `data`.
 */
export interface FindingData {
  /** The flow the finding belongs to, where it belongs to one. */
  readonly flow?: string;
  /** Names that could have been meant, nearest first. */
  readonly candidates?: readonly string[];
  /** Steps as they should be written, e.g. `IxnServer -> Bob : EventAck`. */
  readonly expected?: readonly string[];
  /** Where one of several is asked for: the steps of each. */
  readonly alternatives?: readonly (readonly string[])[];
  /** Model phases an author has to offer. */
  readonly phases?: readonly string[];
}

/** One thing the check has to say, and where. */
export interface Finding {
  readonly code: RuleCode;
  readonly severity: Severity;
  /** What is wrong, what asks for it, and what to do; names in quotes. */
  readonly message: string;
  readonly range: Range;
  readonly related: readonly RelatedPlace[];
  readonly data: FindingData;
  /** Flow phases of a shortest path that shows the finding, first to last; computed when it is asked for. */
  readonly witness?: () => readonly string[];
  /** The visits of the flow's exploration that show it; left out where every visit of its phase does. */
  readonly visits?: ReadonlySet<number>;
}
