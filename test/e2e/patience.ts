import { waitFor } from './wait-for.js';

/** How long a test waits for what a person would see, in ms. Only what hangs is to fail by time, on however busy a machine. */
export const patience = { timeout: 90_000, interval: 50 };

/** How long a person waits before trying again: a busy editor may lose a key or a click. */
export const glance = { timeout: 8000 };

/** Milliseconds between two keys of a fast typist. */
export const KEY_MS = 60;

/**
 * Does something until it shows what it leads to. Only for what may be done twice, such as opening a menu.
 * @param seen rejects while it does not show; is not to wait for longer than a glance
 */
export async function repeatUntil(act: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<void> {
  await waitFor(async () => {
    await act();
    await seen();
  }, patience);
}
