import { expect, test } from 'vitest';
import { Timeouts } from '../../recordings/conform/timeouts.js';
import { randomOf } from './walks.js';

test('interactions leave once their time is over, in the order in which they were added', () => {
  const random = randomOf(5);
  const timeouts = new Timeouts<{ dueMs: number | null; readonly id: number }>();
  const waiting = Array.from({ length: 300 }, (_, id) => {
    const interaction = { dueMs: null, id };
    timeouts.add(interaction, Math.floor(random() * 100));
    return interaction;
  });
  // What waits no longer, or for another time, leaves in its new place or not at all.
  for (const [index, interaction] of waiting.entries()) if (index % 5 === 0) interaction.dueMs = null;
  for (const interaction of waiting.splice(0, 50)) {
    timeouts.add(interaction, Math.floor(random() * 100));
    waiting.push(interaction);
  }
  for (const timeMs of [0, 1, 17, 60, 60, 101]) {
    const due = waiting.filter(({ dueMs }) => dueMs !== null && dueMs < timeMs);
    expect(timeouts.takeBefore(timeMs)).toEqual(due);
    expect(due.every(({ dueMs }) => dueMs === null)).toBe(true);
  }
});
