import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const shown = vi.hoisted((): string[] => []);
vi.mock('vscode', () => ({
  window: {
    withProgress: <T>({ title }: { title: string }, task: () => Promise<T>) => {
      shown.push(title);
      return task();
    },
  },
}));

const { withSlowProgress } = await import('../../client/views/slow-progress.js');
const options = { location: 15, title: 'Reading' };

beforeEach(() => {
  shown.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

/** Work that takes so many milliseconds. */
function workOf(ms: number): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve('result'), ms));
}

test('work that is over within a second shows no progress', async () => {
  const result = withSlowProgress(options, workOf(900));
  await vi.runAllTimersAsync();
  expect(await result).toBe('result');
  expect(shown).toEqual([]);
});

test('work that takes longer shows its progress, and reports it', async () => {
  const report = vi.fn();
  const result = withSlowProgress(options, workOf(1100), report);
  await vi.runAllTimersAsync();
  expect(await result).toBe('result');
  expect(shown).toEqual(['Reading']);
  expect(report).toHaveBeenCalledOnce();
});

test('work that fails at once fails without progress', async () => {
  const failed = withSlowProgress(options, Promise.reject(new Error('unreadable')));
  await expect(failed).rejects.toThrow('unreadable');
  expect(shown).toEqual([]);
});
