import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A case below `test/fixtures`: the files of one workspace. */
export interface Fixture {
  /** `topic/case`. */
  readonly name: string;
  /** Text by path, relative to the case's folder; a case of one file has that file alone. */
  readonly files: Record<string, string>;
}

/**
 * Reads `folder/<topic>/<case>.confer` and `folder/<topic>/<case>/…`.
 * @throws if a file there is neither
 */
export function readFixtures(folder: string): Fixture[] {
  return readdirSync(folder)
    .sort()
    .flatMap((topic) =>
      readdirSync(path.join(folder, topic), { withFileTypes: true })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((entry) => {
          const place = path.join(folder, topic, entry.name);
          const name = `${topic}/${path.basename(entry.name, '.confer')}`;
          if (entry.isDirectory()) return { name, files: readFolder(place) };
          if (!entry.name.endsWith('.confer')) throw new Error(`${place} is no fixture`);
          return { name, files: { [entry.name]: readFileSync(place, 'utf8') } };
        }),
    );
}

function readFolder(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.confer')) files[name.split(path.sep).join('/')] = readFileSync(path.join(folder, name), 'utf8');
  }
  if (Object.keys(files).length === 0) throw new Error(`${folder} has no .confer file`);
  return files;
}

let models: ReadonlyMap<string, string> | undefined;

/** Texts of the models that fixtures import instead of pasting them, by path below `test/fixtures`; read once. */
export function sharedModels(): ReadonlyMap<string, string> {
  if (models === undefined) {
    const folder = path.join(import.meta.dirname, '../fixtures/models/shared');
    models = new Map(Object.entries(readFolder(folder)).map(([name, text]) => [`models/shared/${name}`, text]));
  }
  return models;
}
