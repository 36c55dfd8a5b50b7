import type { FindingData, FindingDraft } from '../findings/finding.js';
import { type RuleCode, rules } from '../findings/rules.js';
import type { Place } from '../model/place.js';
import { plainPlace } from '../model/place.js';

/** A finding about a model. */
export function modelFinding(
  code: RuleCode,
  place: Place,
  message: string,
  related: readonly { place: Place; message: string }[] = [],
  data: FindingData = {},
): FindingDraft {
  return {
    code,
    severity: rules[code].severity,
    message,
    brief: rules[code].brief,
    range: place.range,
    related: related.map((entry) => ({ ...plainPlace(entry.place), message: entry.message })),
    data,
  };
}
