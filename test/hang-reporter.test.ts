import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { TestCase, TestModule } from 'vitest/node';
import { HangReporter, HUNG, MAX_SILENCE } from '../scripts/hang-reporter.mjs';
import { root } from '../scripts/project.mjs';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('A run in which nothing happens any more is ended, and names the files and tests that had not ended.', () => {
  vi.useFakeTimers();
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const texts = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const [zoom, scroll] = ['zoom', 'scroll'].map(
    (name) => ({ id: name, moduleId: path.join(root, `test/page/${name}.test.ts`) }) as TestModule,
  );
  const byKey = { id: 'key', fullName: 'zoom by key', module: zoom } as TestCase;
  const byWheel = { id: 'wheel', fullName: 'zoom by wheel', module: zoom } as TestCase;
  if (zoom === undefined || scroll === undefined) throw new Error('no files');
  const reporter = new HangReporter();
  reporter.onInit();
  for (const file of [scroll, zoom]) reporter.onTestModuleQueued(file);
  reporter.onTestCaseReady(byKey);
  vi.advanceTimersByTime(MAX_SILENCE - 1);
  reporter.onTestCaseResult(byKey);
  reporter.onTestModuleEnd(scroll);
  reporter.onTestCaseReady(byWheel);
  vi.advanceTimersByTime(MAX_SILENCE - 1);
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(exit).toHaveBeenCalledWith(HUNG);
  const file = path.join('test', 'page', 'zoom.test.ts');
  expect(texts.mock.calls[0]?.[0]).toBe(
    `\nNothing has happened for ${MAX_SILENCE / 1000} s. Not ended:\n  ${file}\n  ${file}: zoom by wheel`,
  );
});
