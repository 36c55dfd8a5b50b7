import { expect, test } from 'vitest';
import { distinctTitle } from '../../client/distinct-title.js';

test('a title that only repeats the name is not shown next to it', () => {
  expect(distinctTitle('Conference', 'Conference')).toBe('');
  expect(distinctTitle('LoginLogout', 'Login/Logout')).toBe('');
  expect(distinctTitle('DeliverToAgent', 'Deliver Interaction to Agent')).toBe('Deliver Interaction to Agent');
  expect(distinctTitle('Conference', null)).toBe('');
});
