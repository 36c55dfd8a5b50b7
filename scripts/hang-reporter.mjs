// A reporter for Vitest that ends a run in which nothing happens any more, and names what had not ended.
import path from 'node:path';
import { root } from './project.mjs';

/** The exit code of a run that hung: none that Vitest has. */
export const HUNG = 75;

/** How long nothing may begin or end, in ms: twice the longest time limit of a test or hook. */
export const MAX_SILENCE = 600_000;

/** Vitest's time limits do not end a worker that is in a loop, waits for a process, or has stopped answering. */
export class HangReporter {
  /** Files and tests that have begun and not ended, by their id. @type {Map<string, string>} */
  #running = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #limit;

  onInit() {
    this.#limit = setTimeout(() => this.#end(), MAX_SILENCE);
    this.#limit.unref();
  }

  /** @param {import('vitest/node').TestModule} file */
  onTestModuleQueued(file) {
    this.#began(file.id, path.relative(root, file.moduleId));
  }

  /** @param {import('vitest/node').TestModule} file */
  onTestModuleEnd(file) {
    this.#ended(file.id);
  }

  /** @param {import('vitest/node').TestCase} test */
  onTestCaseReady(test) {
    this.#began(test.id, `${path.relative(root, test.module.moduleId)}: ${test.fullName}`);
  }

  /** @param {import('vitest/node').TestCase} test */
  onTestCaseResult(test) {
    this.#ended(test.id);
  }

  onHookStart() {
    this.#limit?.refresh();
  }

  onHookEnd() {
    this.#limit?.refresh();
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  #began(id, name) {
    this.#running.set(id, name);
    this.#limit?.refresh();
  }

  /** @param {string} id */
  #ended(id) {
    this.#running.delete(id);
    this.#limit?.refresh();
  }

  #end() {
    const unended = [...this.#running.values()].join('\n  ') || 'the end of the run';
    console.error(`\nNothing has happened for ${MAX_SILENCE / 1000} s. Not ended:\n  ${unended}`);
    process.exit(HUNG);
  }
}
