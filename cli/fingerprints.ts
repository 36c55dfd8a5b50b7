import { createHash } from 'node:crypto';
import type { Finding } from '../check/index.js';
import { displayPath } from './display-path.js';
import type { CheckedFile } from './project.js';

/**
 * Identifies a finding after changes elsewhere in its file: a hash of the file's path and the finding's id.
 */
export function fingerprint({ path }: CheckedFile, { id }: Finding): string {
  return createHash('sha256')
    .update(`${displayPath(path)}\n${id}`)
    .digest('hex')
    .slice(0, 32);
}
