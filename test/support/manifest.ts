import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** The texts that the manifest shows, by their keys. */
export const manifestTexts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(path.join(root, 'package.nls.json'), 'utf8'),
);

/** The manifest as the editor shows it: each `%key%` replaced by its text. */
export function readManifest<Manifest>(): Manifest {
  const text = readFileSync(path.join(root, 'package.json'), 'utf8');
  return JSON.parse(text, (_key, value: unknown) => {
    const key = typeof value === 'string' ? /^%(.+)%$/.exec(value)?.[1] : undefined;
    return key === undefined ? value : (manifestTexts[key] ?? value);
  });
}
