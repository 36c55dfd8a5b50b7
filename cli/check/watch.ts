import { type FSWatcher, watch } from 'node:fs';

/** Time after a change before files are checked again: editors write in several steps. In ms. */
const SETTLE_MS = 100;

const isRelevant = /(\.confer|confer\.json|\.gitignore)$/i;
const isHidden = /(^|[\\/])(\.(?!gitignore)[^\\/]+|node_modules)[\\/]/;

/**
 * Calls back after each change below a folder that can change what a check finds, until the process ends.
 * @returns resolves never
 */
export function watchFolder(folder: string, changed: () => Promise<void>): Promise<never> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const watcher: FSWatcher = watch(folder, { recursive: true }, (_event, file) => {
    const name = file ?? '';
    if (!isRelevant.test(name) || isHidden.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(changed);
    }, SETTLE_MS);
  });
  return new Promise((_resolve, reject) => watcher.on('error', reject));
}
