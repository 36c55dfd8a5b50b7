import { expect, test } from 'vitest';
import { checkText } from '../support/check.js';

const text = `protocol Web
model Ticket {
  system desk
  system records
  fact tier: gold, silver
  channel desk -> records on Web
  phase Close {
    when tier is gold {
      desk -> records : EventClosed
      desk -> records : EventThanked
    }
    when tier is silver {
      desk -> records : EventClosed
      desk -> records : EventBilled
    }
  }
}
event EventClosed on Web
event EventThanked on Web
event EventBilled on Web
flow Solved follows Ticket {
  system Desk as desk
  system Records as records
  start Closes
  phase Closes is Close { next end }
}`;

test('names the assumed facts in a finding, unless other facts require the same', async () => {
  const missing = (await checkText(text)).filter(({ code }) => code === 'missing-message');
  const assumed = missing.map(({ subject, message }) => [subject, /\(Assumed .*?: (.*)\.\)$/.exec(message)?.[1]]);
  expect(assumed).toEqual([
    ['desk -> records : EventClosed', undefined],
    ['desk -> records : EventThanked', '"tier" is "gold"'],
  ]);
});
