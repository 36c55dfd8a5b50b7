import { describe, expect, test } from 'vitest';
import { importsOf, readSourceFiles, type SourceFile } from './source-files.js';

const doors = {
  timeline: /^timeline\/index\./,
  check: /^check\/index\./,
  language: /^language\/index\./,
  assist: /^assist\/index\./,
  tools: /^tools\/index\./,
  recordings: /^recordings\/index\./,
};
const types = /^timeline\/types\//;

/** Who may import what: the table of docs/architecture.md. The first line that fits a file counts. */
const table: readonly { readonly files: RegExp; readonly may: readonly RegExp[] }[] = [
  { files: types, may: [types] },
  { files: /^timeline\//, may: [/^timeline\//, /^preact(\/|$)/, /^preact-render-to-string$/] },
  { files: /^check\//, may: [/^check\//, types] },
  { files: /^recordings\//, may: [/^recordings\//, doors.check, types] },
  { files: /^runner\/protocol\//, may: [/^runner\/protocol\//, types] },
  { files: /^runner\/node(\.ts$|\/)/, may: [/^runner\//, doors.recordings, /^node:/] },
  { files: /^runner\//, may: [/^runner\/(?!node)/, doors.recordings, doors.check, types] },
  { files: /^language\//, may: [/^language\//, doors.check, types, /^langium$/] },
  { files: /^assist\//, may: [/^assist\//, doors.language, doors.check, types, /^langium$/] },
  {
    files: /^tools\//,
    may: [/^tools\//, doors.assist, doors.language, doors.check, doors.timeline, types, /^langium$/],
  },
  {
    files: /^generators\//,
    may: [
      /^generators\//,
      doors.assist,
      doors.language,
      doors.check,
      doors.timeline,
      types,
      /^langium$/,
      /^chevrotain-allstar$/,
    ],
  },
  { files: /^mcp\//, may: [/^mcp\//, /^@modelcontextprotocol\/sdk\//] },
  { files: /^server\/protocol\//, may: [/^server\/protocol\//, types] },
  {
    files: /^server\/node(\.ts$|\/)/,
    may: [
      /^server\//,
      /^mcp\//,
      doors.tools,
      doors.recordings,
      doors.assist,
      doors.language,
      doors.check,
      types,
      /^langium(\/lsp|\/node)?$/,
      /^vscode-languageserver/,
      /^node:/,
    ],
  },
  {
    files: /^server\//,
    may: [
      /^server\//,
      doors.tools,
      doors.recordings,
      doors.assist,
      doors.language,
      doors.check,
      types,
      /^langium(\/lsp)?$/,
      /^vscode-languageserver/,
    ],
  },
  {
    files: /^cli\//,
    may: [
      /^cli\//,
      /^server\//,
      /^runner\/node\//,
      doors.recordings,
      doors.assist,
      doors.language,
      doors.check,
      doors.timeline,
      types,
      /^node:/,
      /^langium(\/node)?$/,
      /^preact/,
      doors.tools,
    ],
  },
  { files: /^client\/protocol\//, may: [/^client\/protocol\//, /^server\/protocol\//, types] },
  {
    files: /^client\/markdown\//,
    may: [
      /^client\/markdown\//,
      /^client\/webview\/styles\//,
      doors.language,
      doors.check,
      doors.timeline,
      types,
      /^langium$/,
      /^preact(\/|$)/,
    ],
  },
  {
    files: /^client\/webview\//,
    may: [/^client\/webview\//, /^client\/protocol\//, /^server\/protocol\//, doors.timeline, types, /^preact(\/|$)/],
  },
  {
    files: /^client\//,
    may: [
      /^client\/(?!webview\/|markdown\/)/,
      /^server\/protocol\//,
      /^runner\/protocol\//,
      types,
      /^vscode$/,
      /^vscode-languageclient(\/|$)/,
      /^node:worker_threads$/,
    ],
  },
];

const sources = readSourceFiles().filter((file) => !/^(test|scripts)\//.test(file.path));

describe('imports', () => {
  test('imports go only where the table lets them', () => {
    const forbidden = sources.flatMap((file) => {
      const may = table.find((entry) => entry.files.test(file.path))?.may ?? [];
      return importsOf(file)
        .filter((line) => !may.some((allowed) => allowed.test(line.target ?? line.specifier)))
        .map((line) => `${file.path}:${line.line + 1} ${line.specifier}`);
    });
    expect(forbidden).toEqual([]);
  });

  test('imports name relative files by their built name', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((line) => line.target !== null && !/\.(m?js|css)$/.test(line.specifier))
        .map((line) => `${file.path}:${line.line + 1} ${line.specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('reach every file, but for those that scripts start from', () => {
    const all = readSourceFiles();
    const imported = new Set(all.flatMap((file) => importsOf(file).map(({ target }) => target)));
    const scripts = all.filter(({ path }) => path.startsWith('scripts/')).map(({ text }) => text);
    const unused = sources
      .map(({ path }) => path)
      .filter((file) => !file.endsWith('.d.ts') && !imported.has(file.replace(/\.tsx?$/, '.js')))
      .filter((file) => {
        const generator = `generator('${/^generators\/(.*)\.ts$/.exec(file)?.[1]}')`;
        return !scripts.some((text) => text.includes(file) || text.includes(generator));
      });
    expect(unused).toEqual([]);
  });

  test('imports make no circle', () => {
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
