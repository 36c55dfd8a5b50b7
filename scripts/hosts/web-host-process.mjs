// The process that serves VS Code for the Web: takes its options as the first message, says when it is ready.
import { open } from '@vscode/test-web';

process.once('message', async (options) => {
  await open(/** @type {import('@vscode/test-web').Options} */ (options));
  process.send?.('ready');
});
process.once('disconnect', () => process.exit(0));
// A terminal sends Ctrl+C to the whole group: the parent decides when this process ends.
process.on('SIGINT', () => {});
