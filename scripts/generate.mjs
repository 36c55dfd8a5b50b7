// Writes language/generated: the parser's tables and AST types (by Langium) and the text of the built-in library.
// `--check` writes nothing and fails where a committed file is not what it would write.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'language/generated');
const check = process.argv.includes('--check');

/** Runs Langium into a folder of its own, so that a failing run leaves the committed files alone. */
function generateParser() {
  const temporary = join(root, '.tmp');
  mkdirSync(temporary, { recursive: true });
  const folder = mkdtempSync(join(temporary, 'generate-'));
  try {
    const config = JSON.parse(readFileSync(join(root, 'langium-config.json'), 'utf8'));
    config.out = 'generated';
    for (const language of config.languages) {
      language.grammar = relative(folder, join(root, language.grammar)).replaceAll('\\', '/');
    }
    writeFileSync(join(folder, 'langium-config.json'), JSON.stringify(config));
    const polyfill = pathToFileURL(join(root, 'scripts/polyfill-group-by.mjs')).href;
    const run = spawnSync(
      process.execPath,
      ['--import', polyfill, join(root, 'node_modules/langium-cli/bin/langium.js'), 'generate'],
      { cwd: folder, encoding: 'utf8' },
    );
    if (run.status !== 0) {
      throw new Error(`langium generate failed:\n${run.stdout ?? ''}${run.stderr ?? ''}${run.error ?? ''}`);
    }
    const generated = join(folder, 'generated');
    return new Map(readdirSync(generated).map((name) => [name, readFileSync(join(generated, name), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The library as a module, so that every bundle carries it. */
function libraryModule() {
  const text = readFileSync(join(root, 'language/library/conference.confer'), 'utf8').replaceAll('\r\n', '\n');
  const lines = text.split('\n').map((line) => `  ${JSON.stringify(line)},`);
  return [
    '// Generated from language/library/conference.confer by scripts/generate.mjs: do not edit.',
    '',
    '/** Text of the built-in library. */',
    'export const conferenceText = [',
    ...lines,
    "].join('\\n');",
    '',
  ].join('\n');
}

const files = generateParser();
files.set('library.ts', libraryModule());

const stale = [];
for (const [name, text] of files) {
  const path = join(target, name);
  let committed = null;
  try {
    committed = readFileSync(path, 'utf8');
  } catch {
    // A file not written yet.
  }
  if (committed !== text) {
    stale.push(name);
    if (!check) writeFileSync(path, text);
  }
}
for (const name of readdirSync(target)) {
  if (files.has(name)) continue;
  stale.push(name);
  if (!check) rmSync(join(target, name));
}

if (check && stale.length > 0) {
  console.error(`Not current: ${stale.map((name) => `language/generated/${name}`).join(', ')}. Run npm run generate.`);
  process.exitCode = 1;
} else if (!check) {
  console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'Everything is current.');
}
