import { at } from '../compile/name-lookup.js';
import type { Place } from '../model/place.js';
import type { Finding, FindingData } from './finding.js';
import { type RuleCode, rules } from './rules.js';

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
    severity: rules[code],
    message,
    range: place.range,
    related: related.map((entry) => ({ ...at(entry.place), message: entry.message })),
    data,
  };
}
