import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/project.mjs';

const sourceFolders = [
  'assist',
  'check',
  'cli',
  'client',
  'generators',
  'language',
  'mcp',
  'recordings',
  'runner',
  'scripts',
  'server',
  'test',
  'timeline',
  'tools',
];

/** One file of ours that is written by hand. */
export interface SourceFile {
  /** Path from the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** An import, export-from or `import()` of a file. */
export interface ImportLine {
  /** As written: `langium`, `../rules.js`. */
  readonly specifier: string;
  /**
   * For a relative specifier, the file it names, from the project's folder, with the extension written; otherwise null.
   */
  readonly target: string | null;
  /** Whether only types are imported: nothing of that is left when the program runs. */
  readonly typeOnly: boolean;
  /** Zero-based line. */
  readonly line: number;
}

/** Every TypeScript and JavaScript file of ours; generated ones and fixtures are left out. */
export function readSourceFiles(): readonly SourceFile[] {
  return sourceFolders
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        path.join(folder, name),
      ),
    )
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(ts|tsx|mts|mjs|cjs|js)$/.test(name) && !/\/(generated|fixtures|node_modules)\//.test(name))
    .sort()
    .map((name) => ({ path: name, text: readFileSync(path.join(root, name), 'utf8') }));
}

/** What a file imports. Comments are left out. */
export function importsOf(file: SourceFile): readonly ImportLine[] {
  const code = file.text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  const imports =
    /^\s*(?:import|export)\b[^;'"]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
  return [...code.matchAll(imports)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    return {
      specifier,
      target: specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file.path), specifier) : null,
      typeOnly: /^\s*(?:import|export)\s+type\b/.test(match[0]),
      line: code.slice(0, match.index + match[0].length).split('\n').length - 1,
    };
  });
}
