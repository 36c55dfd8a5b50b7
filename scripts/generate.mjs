// Writes language/generated: the parser's tables and AST types (by Langium), its lookahead and the built-in library;
// timeline/render/codicons.ts: the outlines of the icons that pages and pictures use, from VS Code's own set; and the
// lists of rules in docs/ and schemas/, from the table of rules; and docs/library, the pages of the library's models.
// `--check` writes nothing and fails if a committed file is not what it would write.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { optimize } from 'svgo';
import { libraryPages, lookaheadModule } from './product-generators.mjs';
import { ruleListings } from './rule-tables.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = 'language/generated';
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
  return [
    '// Generated from the files of library/ by scripts/generate.mjs: do not edit.',
    '',
    '/** A file of the built-in library, with what is known of it without reading it. */',
    'export interface LibraryFile {',
    '  /** In the library, e.g. `genesys/conference.confer`. */',
    '  readonly path: string;',
    '  /** What the file declares, by kind. */',
    "  readonly names: Readonly<Record<'Protocol' | 'Message' | 'Model' | 'Flow' | 'Capture', readonly string[]>>;",
    '  /** Names of the phases and roles of its models. */',
    '  readonly members: readonly string[];',
    '  readonly text: string;',
    '}',
    '',
    '/** The built-in library, in the order of the paths. */',
    'export const libraryFiles: readonly LibraryFile[] = [',
    ...libraryPaths().flatMap(libraryEntry),
    '];',
    '',
  ].join('\n');
}

/** The library's files, e.g. `genesys/conference.confer`, in the same order everywhere. */
function libraryPaths() {
  const folder = join(root, 'library');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.confer'))
    .sort();
}

/** @param {string} path */
function libraryEntry(path) {
  const text = readFileSync(join(root, 'library', path), 'utf8').replaceAll('\r\n', '\n');
  const names = (/** @type {RegExp} */ pattern) => JSON.stringify([...text.matchAll(pattern)].map(([, name]) => name));
  return [
    '  {',
    `    path: ${JSON.stringify(path)},`,
    '    names: {',
    `      Protocol: ${names(/^protocol\s+\^?(\w+)/gm)},`,
    `      Message: ${names(/^(?:event|request|message)\s+\^?(\w+)/gm)},`,
    `      Model: ${names(/^model\s+\^?(\w+)/gm)},`,
    `      Flow: ${names(/^flow\s+\^?(\w+)/gm)},`,
    `      Capture: ${names(/^capture\s+\^?(\w+)/gm)},`,
    '    },',
    `    members: ${names(/^\s+(?:phase|(?:optional\s+)?(?:party|system))\s+\^?(\w+)/gm)},`,
    '    text: [',
    ...text.split('\n').map((line) => `      ${JSON.stringify(line)},`),
    "    ].join('\\n'),",
    '  },',
  ];
}

/** By the names that VS Code's icons have. */
const icons = [
  ...['account', 'arrow-down', 'arrow-up', 'check', 'chevron-down', 'chevron-right', 'circle-slash'],
  ...['close', 'dash', 'debug-pause', 'ellipsis', 'error', 'filter', 'info', 'list-tree', 'play', 'refresh'],
  ...[
    'repo-forked',
    'run-errors',
    'save',
    'search',
    'server',
    'symbol-ruler',
    'table',
    'warning',
    'zoom-in',
    'zoom-out',
  ],
];

/** The outlines of icons as a module, so that pages and pictures share them and load nothing. */
function iconModule() {
  const manifest = createRequire(import.meta.url).resolve('@vscode/codicons/package.json');
  const lines = icons.flatMap((name) => {
    const svg = readFileSync(join(dirname(manifest), 'src/icons', `${name}.svg`), 'utf8');
    const elements = [...svg.matchAll(/<(\w+)/g)].map(([, element]) => element);
    if (!svg.includes('viewBox="0 0 16 16"') || elements.some((element) => element !== 'svg' && element !== 'path')) {
      throw new Error(`The icon ${name} is more than outlines on a grid of 16.`);
    }
    // To a hundredth of a pixel, and as short as can be: every page and every picture carries it.
    const { data } = optimize(svg, { floatPrecision: 2, plugins: ['convertPathData'] });
    const outline = [...data.matchAll(/\sd="([^"]*)"/g)].map(([, d]) => d).join('');
    const rule = svg.includes('fill-rule="evenodd"') ? ["    rule: 'evenodd',"] : [];
    const key = /\W/.test(name) ? `'${name}'` : name;
    return [`  ${key}: {`, ...property('outline', outline), ...rule, '  },'];
  });
  return [
    '// Generated from @vscode/codicons (Microsoft, CC BY 4.0) by scripts/generate.mjs: do not edit.',
    '',
    '/** The outlines of icons, to be filled, on a grid of 16. */',
    'export const codicons = {',
    ...lines,
    '} as const;',
    '',
  ].join('\n');
}

/**
 * A property as the formatter lays it out.
 * @param {string} name
 * @param {string} value
 */
function property(name, value) {
  const line = `    ${name}: '${value}',`;
  return line.length <= 120 ? [line] : [`    ${name}:`, `      '${value}',`];
}

const files = new Map([...generateParser()].map(([name, text]) => [`language/generated/${name}`, text]));
files.set('language/generated/library.ts', libraryModule());
files.set('timeline/render/codicons.ts', iconModule());
for (const [name, text] of await ruleListings()) files.set(name, text);

/** @type {string[]} */
const stale = [];

/**
 * Writes files that are not current.
 * @param {ReadonlyMap<string, string>} current texts by path
 */
function write(current) {
  for (const [name, text] of current) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    let committed = null;
    try {
      committed = readFileSync(path, 'utf8');
    } catch {
      // A file not written yet.
    }
    if (committed === text) continue;
    stale.push(name);
    if (!check) writeFileSync(path, text);
  }
}

/**
 * Removes what is not generated any more.
 * @param {string} folder that holds generated files only
 * @param {ReadonlySet<string>} current the paths of all files in it
 */
function removeOthers(folder, current) {
  for (const entry of readdirSync(join(root, folder))) {
    const name = `${folder}/${entry}`;
    if (current.has(name)) continue;
    stale.push(name);
    if (!check) rmSync(join(root, name));
  }
}

write(files);
// Made by the product's code, which carries the files that are written before.
const lookahead = new Map([[`${target}/lookahead.ts`, await lookaheadModule()]]);
write(lookahead);
removeOthers(target, new Set([...files.keys(), ...lookahead.keys()]));
const pages = await libraryPages();
write(pages);
removeOthers('docs/library', new Set(pages.keys()));

if (check && stale.length > 0) {
  console.error(`Not current: ${stale.join(', ')}. Run npm run generate.`);
  process.exitCode = 1;
} else if (!check) {
  console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'Everything is current.');
}
