import { setFlagsFromString } from 'node:v8';

/** By Node's version: the flag is not the same in every V8, and one that V8 does not know it complains about. */
const flags: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=500000',
  22: '--invocation-count-for-turbofan=30000',
  24: '--invocation-count-for-turbofan=30000',
};

/**
 * Makes V8 wait longer before it optimizes, as the command does (`cli/confer.cjs`). Else a fifth of the first check of a
 * workspace goes into code that is optimized too early, and then again.
 */
export function waitToOptimize(): void {
  const [version = ''] = process.versions.node.split('.');
  const flag = flags[version];
  if (flag !== undefined) setFlagsFromString(flag);
}
