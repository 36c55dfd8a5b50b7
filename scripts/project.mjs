// The project's root folder, and what its manifest says.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Absolute path of the project's folder. */
export const root = path.resolve(import.meta.dirname, '..');

/** @type {{ name: string, version: string, publisher: string }} */
export const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
