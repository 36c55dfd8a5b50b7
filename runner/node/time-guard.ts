import { Script } from 'node:vm';
import type { TimeGuard } from '../../recordings/index.js';

const GUARDED = 'confer.guarded';
const script = new Script(`globalThis['${GUARDED}']()`);

/** Runs something, and breaks it off when it takes too long: an expression cannot be stopped in another way. */
export const timeGuard: TimeGuard = (run, ms) => {
  Object.assign(globalThis, { [GUARDED]: run });
  try {
    script.runInThisContext({ timeout: ms });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
};
