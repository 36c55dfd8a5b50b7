import { setTimeout } from 'node:timers/promises';

/** Between one try and the next, in ms. */
const INTERVAL_MS = 50;

/**
 * Does something again and again until it does not reject, and returns what it gives. Vitest's own works in tests alone;
 * benches drive the editor too.
 * @param act is waited for before it is done again
 * @param patience in whose milliseconds it must have held once
 */
export async function waitFor<T>(act: () => Promise<T>, patience: { readonly timeout: number }): Promise<T> {
  const end = performance.now() + patience.timeout;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await setTimeout(INTERVAL_MS);
  }
}
