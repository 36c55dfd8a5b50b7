import { expect, it } from 'vitest';
import { describeVerdict } from '../../client/verdict-text.js';

it.each([
  [0, 0, 'No errors or warnings'],
  [1, 0, '1 error'],
  [0, 2, '2 warnings'],
  [3, 1, '3 errors, 1 warning'],
])('%i errors and %i warnings read “%s”', (errors, warnings, text) => {
  expect(describeVerdict(errors, warnings)).toBe(text);
});
