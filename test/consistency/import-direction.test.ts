import { describe, expect, test } from 'vitest';
import { importsOf, readSourceFiles, type SourceFile } from './source-files.js';

/** Who may import what: the table of docs/architecture.md. The first line that fits a file counts. */
const table: readonly { readonly files: RegExp; readonly may: readonly RegExp[] }[] = [
  { files: /^timeline\/types\//, may: [/^timeline\/types\//] },
  { files: /^timeline\//, may: [/^timeline\//, /^preact(\/|$)/, /^preact-render-to-string$/] },
  { files: /^language\//, may: [/^language\//, /^timeline\/types\//, /^langium$/] },
  { files: /^server\/protocol\//, may: [/^server\/protocol\//, /^timeline\/types\//] },
  {
    files: /^server\/node(\.ts$|\/)/,
    may: [
      /^server\//,
      /^language\//,
      /^timeline\/types\//,
      /^langium(\/lsp|\/node)?$/,
      /^vscode-languageserver/,
      /^node:/,
    ],
  },
  {
    files: /^server\//,
    may: [/^server\//, /^language\//, /^timeline\/types\//, /^langium(\/lsp)?$/, /^vscode-languageserver/],
  },
  {
    files: /^cli\//,
    may: [
      /^cli\//,
      /^server\//,
      /^language\//,
      /^timeline\//,
      /^node:/,
      /^langium(\/node)?$/,
      /^preact/,
      /^tinyglobby$/,
    ],
  },
  {
    files: /^client\/preview-protocol\//,
    may: [/^client\/preview-protocol\//, /^server\/protocol\//, /^timeline\/types\//],
  },
  {
    files: /^client\/markdown\//,
    may: [
      /^client\/markdown\//,
      /^client\/webview\/styles\//,
      /^language\//,
      /^timeline\//,
      /^langium$/,
      /^preact(\/|$)/,
    ],
  },
  {
    files: /^client\/webview\//,
    may: [/^client\/webview\//, /^client\/preview-protocol\//, /^server\/protocol\//, /^timeline\//, /^preact(\/|$)/],
  },
  {
    files: /^client\//,
    may: [
      /^client\/(?!webview\/|markdown\/)/,
      /^server\/protocol\//,
      /^timeline\/types\//,
      /^vscode$/,
      /^vscode-languageclient(\/|$)/,
    ],
  },
];

const sources = readSourceFiles().filter((file) => !/^(test|scripts)\//.test(file.path));

describe('imports', () => {
  test('go only where the table lets them', () => {
    const forbidden = sources.flatMap((file) => {
      const may = table.find((entry) => entry.files.test(file.path))?.may ?? [];
      return importsOf(file)
        .filter((line) => !may.some((allowed) => allowed.test(line.target ?? line.specifier)))
        .map((line) => `${file.path}:${line.line + 1} ${line.specifier}`);
    });
    expect(forbidden).toEqual([]);
  });

  test('name relative files by their built name', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((line) => line.target !== null && !/\.(js|css)$/.test(line.specifier))
        .map((line) => `${file.path}:${line.line + 1} ${line.specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('make no circle', () => {
    expect(findCircle(sources)).toBeNull();
  });
});

/** A circle of files that need each other at run time, as a path that ends where it starts, or null. */
function findCircle(files: readonly SourceFile[]): string | null {
  const byName = new Map(files.map((file) => [file.path.replace(/\.tsx?$/, '.js'), file]));
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): string | null => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name].join(' → ');
    const file = byName.get(name);
    if (!file || done.has(name)) return null;
    for (const line of importsOf(file)) {
      const circle = line.target === null || line.typeOnly ? null : visit(line.target, [...path, name]);
      if (circle !== null) return circle;
    }
    done.add(name);
    return null;
  };
  for (const name of byName.keys()) {
    const circle = visit(name, []);
    if (circle !== null) return circle;
  }
  return null;
}
