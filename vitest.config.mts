import { defineConfig } from 'vitest/config';
import { HangReporter } from './scripts/hang-reporter.mjs';
import { SlowestFirst } from './scripts/slowest-first.mjs';

/** Where `npm test` reads what a run has found. */
const report = process.env.TEST_REPORT;
const setupFiles = ['scripts/polyfill-group-by.mjs'];

export default defineConfig({
  test: {
    // Every core: left to itself, Vitest keeps one free, which is half of a small machine.
    maxWorkers: '100%',
    sequence: { sequencer: SlowestFirst },
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }], new HangReporter()],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/page/**', 'test/product/**', 'test/e2e/**'],
          setupFiles,
          // Files share what they import: to load the language anew for each took a quarter of the whole run.
          isolate: false,
          // Most that a test makes is garbage at its end: a large space for what is young collects it at once.
          execArgv: ['--max-semi-space-size=64'],
          // Only what hangs is to fail by time, on however busy a machine.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'page',
          include: ['test/page/**/*.test.ts'],
          globalSetup: ['test/page/build-pages.ts'],
          setupFiles,
          // Files share a browser, one for each worker.
          isolate: false,
          // A test waits for what it expects to see: only on what never comes does it spend this long.
          expect: { poll: { timeout: 60_000, interval: 10 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'product',
          include: ['test/product/**/*.test.ts'],
          globalSetup: ['test/product/packed-extension.ts', 'test/product/packed-command.ts'],
          setupFiles,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/product/packed-extension.ts', 'test/e2e/global-setup.ts'],
          setupFiles: [...setupFiles, 'test/e2e/failure-pictures.ts'],
          // Two VS Codes at a time: they wait for a person's keys most of the time, and more would wait for each other.
          maxWorkers: 2,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
