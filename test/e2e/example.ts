import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/project.mjs';

/** The example that is worked on: its file in `examples/`. */
export const example = 'escalate-chat.confer';

const lines = readFileSync(path.join(root, 'examples', example), 'utf8').split('\n');

/** The line of the example, counted from one, on which a text first occurs. */
export function lineOfExample(text: string): number {
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`${example} does not have "${text}".`);
  return index + 1;
}
