import { type FSWatcher, watch } from 'node:fs';

/** Time after a change before files are checked again: editors write in several steps. In ms. */
const SETTLE_MS = 100;

const isRelevant = /(\.confer|confer\.json|\.gitignore)$/i;
const isHidden = /(^|[\\/])(\.(?!gitignore)[^\\/]+|node_modules)[\\/]/;

/**
 * Calls back once, then after each change below a folder that can change what a check finds, until the process ends.
 * A change during a call leads to another.
 * @returns resolves never
 */
export function watchFolder(folder: string, check: () => Promise<void>): Promise<never> {
  return new Promise((_resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    const run = () => {
      running = running.then(check);
      running.catch(reject);
    };
    const watcher: FSWatcher = watch(folder, { recursive: true }, (_event, file) => {
      const name = file ?? '';
      if (!isRelevant.test(name) || isHidden.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(run, SETTLE_MS);
    });
    watcher.on('error', reject);
    run();
  });
}
