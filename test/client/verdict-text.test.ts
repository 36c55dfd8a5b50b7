import { expect, it } from 'vitest';
import { describeCounts, describeVerdict, type Translate } from '../../client/views/verdict-text.js';

const english: Translate = (text, ...values) => text.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));

it.each([
  [0, 0, null, 'no problems'],
  [1, 0, null, '1 error'],
  [0, 2, null, '2 warnings'],
  [3, 1, null, '3 errors, 1 warning'],
  [0, 0, 'no participant plays "reporting"', 'not fully checked: no participant plays "reporting"'],
  [1, 0, 'no participant plays "reporting"', '1 error, not fully checked: no participant plays "reporting"'],
])('%i errors and %i warnings, unchecked because of %s, read “%s”', (errors, warnings, unchecked, text) => {
  expect(describeVerdict({ errors, warnings, unchecked }, english)).toBe(text);
});

it.each([
  [0, 0, 0, ''],
  [2, 0, 1, '2 errors, 1 info'],
  [1, 2, 3, '1 error, 2 warnings, 3 info'],
])('%i errors, %i warnings and %i informational findings read “%s”', (errors, warnings, information, text) => {
  expect(describeCounts({ errors, warnings, information }, english)).toBe(text);
});
