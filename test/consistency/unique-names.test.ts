import { expect, test } from 'vitest';
import { readSourceFiles } from './source-files.js';

const rooms = /^(?:assist|check|cli|client|generators|language|mcp|recordings|runner|server|timeline|tools)\//;
const declaration =
  /^(export )?(?:declare )?(?:abstract )?(?:async )?(interface|type|class|enum|function\*?|const) ([A-Za-z_$][\w$]*)/gm;

interface Declaration {
  readonly name: string;
  readonly path: string;
  readonly exported: boolean;
  readonly isType: boolean;
}

const declarations = readSourceFiles()
  .filter(({ path }) => rooms.test(path) && !path.includes('/generated/'))
  .flatMap(({ path, text }) =>
    [...text.matchAll(declaration)].map(([, exported, kind = '', name = '']): Declaration => {
      return { name, path, exported: exported !== undefined, isType: /^(?:interface|type|class|enum)$/.test(kind) };
    }),
  );

/** Exported names that several files declare for a reason. */
const shared: ReadonlySet<string> = new Set([
  // What VS Code calls, in each of the two hosts.
  'activate',
  'deactivate',
  // What the table of commands loads from each command's file.
  'run',
  // The client imports nothing of the language; a scheme is part of what it and the server agree on.
  'libraryScheme',
]);

/** The files that declare a name, of names that more than one of them declares. */
function repeated(all: readonly Declaration[]): string[] {
  const paths = new Map<string, Set<string>>();
  for (const { name, path } of all) paths.set(name, (paths.get(name) ?? new Set()).add(path));
  return [...paths].flatMap(([name, of]) => (of.size < 2 ? [] : [`${name}: ${[...of].join(', ')}`]));
}

test('an exported name is declared in one file, so that it means one thing', () => {
  expect(declarations.length).toBeGreaterThan(2000);
  expect(repeated(declarations.filter(({ name, exported }) => exported && !shared.has(name)))).toEqual([]);
});

test('no file has a type of its own by the name of one that another file exports', () => {
  const types = declarations.filter(({ isType }) => isType);
  const exported = new Set(types.flatMap((own) => (own.exported ? [own.name] : [])));
  expect(repeated(types.filter(({ name }) => exported.has(name)))).toEqual([]);
});

test('each name that may be declared several times is', () => {
  const several = repeated(declarations.filter(({ exported }) => exported)).map((line) => line.split(':')[0]);
  expect([...shared].filter((name) => !several.includes(name))).toEqual([]);
});
