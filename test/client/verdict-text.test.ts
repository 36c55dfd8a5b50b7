import { expect, it } from 'vitest';
import { describeVerdict, type Translate } from '../../client/views/verdict-text.js';

const english: Translate = (text, ...values) => text.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));

it.each([
  [0, 0, 'No errors or warnings'],
  [1, 0, '1 error'],
  [0, 2, '2 warnings'],
  [3, 1, '3 errors, 1 warning'],
])('%i errors and %i warnings read “%s”', (errors, warnings, text) => {
  expect(describeVerdict(errors, warnings, english)).toBe(text);
});
