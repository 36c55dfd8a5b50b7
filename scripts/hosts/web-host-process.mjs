// The process that serves VS Code for the Web: takes its options as the first message, says when it is ready.
import { setTimeout } from 'node:timers/promises';
import { open } from '@vscode/test-web';

/** How long to wait before the port is tried again, in ms. */
const RETRY_MS = 20;

process.once('message', async (message) => {
  const options = /** @type {import('@vscode/test-web').Options} */ (message);
  await open(options);
  await untilAnswered(`http://${options.host}:${options.port}`);
  process.send?.('ready');
});
process.once('disconnect', () => process.exit(0));
// A terminal sends Ctrl+C to the whole group: the parent decides when this process ends.
process.on('SIGINT', () => {});

/**
 * The package says that the server is open while the port is still being opened. A port that cannot be opened ends
 * this process.
 * @param {string} url
 */
async function untilAnswered(url) {
  for (;;) {
    try {
      await fetch(url, { method: 'HEAD' });
      return;
    } catch {
      await setTimeout(RETRY_MS);
    }
  }
}
