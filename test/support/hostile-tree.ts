import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

/** A file with one finding, `unknown-message`, on its last line. */
const faulty = 'protocol P\nevent Known on P\nflow F {\n  party A\n  party B\n  phase X { A -> B : Wholly }\n}\n';

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

/** Files that belong to the folder, whatever they are called and however they end their lines. */
const kept: Readonly<Record<string, string | Uint8Array>> = {
  'plain.confer': faulty,
  'with a space.confer': faulty,
  'percent%20sign.confer': faulty,
  'hash#sign.confer': faulty,
  'ümläut.confer': faulty,
  'Upper.CONFER': faulty,
  'crlf.confer': faulty.replaceAll('\n', '\r\n'),
  'cr.confer': faulty.replaceAll('\n', '\r'),
  'bom.confer': `\ufeff${faulty}`,
  'utf16.confer': utf16(faulty),
  'folder.with.dots/inner.confer': faulty,
  'nested/confer.json': '{ "rules": { "unused-participant": "off" } }',
  'nested/own.confer': faulty,
  'out/built.confer': faulty,
};

/** Imports of what is no readable file: each is one finding, and nothing waits for it. */
const importing = ['device', 'itself', 'pipe', 'broken', 'a-folder', 'nested']
  .map((name) => `import "./${name}.confer"\n`)
  .join('');

/** Files that do not. */
const left: Readonly<Record<string, string>> = {
  '.gitignore': 'ignored-by-git/\n',
  'confer.json': '{ "ignore": ["ignored-by-project/**"] }',
  'ignored-by-git/a.confer': faulty,
  'ignored-by-project/a.confer': faulty,
  'node_modules/package/a.confer': faulty,
  '.git/a.confer': faulty,
  'notes.txt': faulty,
  'plain.confer.bak': faulty,
};

/**
 * A folder full of difficulties: files in every encoding and with every ending, names with signs that addresses
 * escape, links in a circle, to themselves and out of the folder, a pipe, a device, a folder that is called as a file, files that are ignored.
 * @returns its path, removed when the test is done
 */
export function hostileTree(): string {
  const outside = temporaryFolder({ 'elsewhere.confer': faulty });
  const folder = temporaryFolder({ ...kept, ...left });
  const deep = path.join(folder, ...Array.from({ length: 40 }, (_, depth) => `d${depth}`));
  mkdirSync(deep, { recursive: true });
  writeFileSync(path.join(deep, 'deep.confer'), faulty);
  mkdirSync(path.join(folder, 'a-folder.confer'));
  symlinkSync('..', path.join(folder, 'nested', 'circle'));
  symlinkSync('plain.confer', path.join(folder, 'link.confer'));
  symlinkSync('nowhere.confer', path.join(folder, 'broken.confer'));
  symlinkSync(outside, path.join(folder, 'linked-folder'));
  symlinkSync('/dev/zero', path.join(folder, 'device.confer'));
  symlinkSync('itself.confer', path.join(folder, 'itself.confer'));
  execFileSync('mkfifo', [path.join(folder, 'pipe.confer')]);
  writeFileSync(path.join(folder, 'imports-what-nobody-can-read.confer'), importing);
  return folder;
}
