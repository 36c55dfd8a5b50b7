import type { Finding, FindingData } from '../findings/finding.js';
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
): Finding {
  return {
    code,
    severity: rules[code].severity,
    message,
    range: place.range,
    related: related.map((entry) => ({ ...plainPlace(entry.place), message: entry.message })),
    data,
  };
}
