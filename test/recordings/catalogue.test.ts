import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { annotateLog, readAnnotatedLog } from '../support/annotated-log.js';
import { RecordedWorkspace } from '../support/recorded.js';

const folder = path.join(import.meta.dirname, '../fixtures/recordings');

/** A case is a log: next to it are the sources that it is followed with. */
describe.each(readdirSync(folder))('recordings of %s', (subject) => {
  const read = (name: string) => readFileSync(path.join(folder, subject, name), 'utf8');
  const names = readdirSync(path.join(folder, subject));
  const sources = names.filter((name) => name.endsWith('.confer')).map(read);

  test.each(names.filter((name) => name.endsWith('.log')))(
    '%s deviates where it says, and nowhere else',
    async (name) => {
      const text = read(name);
      const log = readAnnotatedLog(text);
      const workspace = await RecordedWorkspace.create(sources.join('\n'));
      const { interactions } = await workspace.follow({ [name]: log.log }, log.against);
      expect(annotateLog(log, interactions)).toBe(text);
    },
  );
});
