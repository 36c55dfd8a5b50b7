import { packCommand } from '../../scripts/npm-package.mjs';

/** Packs the command once, from what is built, before the tests of a project run. */
export async function setup(): Promise<void> {
  await packCommand();
}
