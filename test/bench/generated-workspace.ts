import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generatedFlow } from './generated-flow.js';

/** Phases of a file and, in every fourth, of a shorter one: 80 lines on average. */
const PHASES = 12;
const FEWER_PHASES = 6;

/**
 * A folder with files of a flow each, 80 lines long on average.
 * @param libraries how many files of models there are, which every flow imports
 * @returns the folder, and the text of a file by its name
 */
export function generatedWorkspace(
  files: number,
  libraries: number,
): { readonly folder: string; readonly texts: ReadonlyMap<string, string> } {
  const folder = mkdtempSync(path.join(tmpdir(), 'confer-bench-'));
  const texts = new Map<string, string>();
  const imports = Array.from({ length: libraries }, (_, index) => `import "../library/l${index}.confer"\n`).join('');
  for (let index = 0; index < libraries; index++) texts.set(`library/l${index}.confer`, libraryText(index));
  for (let index = 0; index < files; index++) {
    const phases = index % 4 === 0 ? FEWER_PHASES : PHASES;
    const flow = generatedFlow(phases).replace('flow Generated', `flow Generated${index}`);
    texts.set(`flows/f${index}.confer`, imports + flow);
  }
  for (const [name, text] of texts) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return { folder, texts };
}

function libraryText(index: number): string {
  const phases = Array.from(
    { length: 12 },
    (_, phase) =>
      `  phase Asked${phase} { client -> desk : Ask${index}  moves client from idle to waiting }\n` +
      `  phase Told${phase} { desk -> client : Tell${index}  moves client from waiting to idle }\n`,
  );
  return `protocol Talk${index}
request Ask${index} on Talk${index}
event Tell${index} on Talk${index}
model Dialogue${index} {
  party client
  system desk
  states idle, pending waiting
  channel client <-> desk on Talk${index}
${phases.join('')}}
`;
}
