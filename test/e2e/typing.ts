import type { Page } from 'playwright-core';
import { KEY_MS } from './workbench.js';

/**
 * Types lines at the caret as a person does, without indentation.
 * @param text `}` alone on a line is the one that the editor has closed already: the caret goes past it
 */
export async function typeLines({ keyboard }: Page, text: string): Promise<void> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '}') {
      await keyboard.press('ArrowDown', { delay: KEY_MS });
      await keyboard.press('End', { delay: KEY_MS });
      continue;
    }
    if (index > 0) await keyboard.press('Enter', { delay: KEY_MS });
    await keyboard.type(line, { delay: KEY_MS });
  }
}

/** A typed text as it should be in the file: two spaces for each brace that is open. */
export function indented(text: string): string {
  let depth = 0;
  return text
    .split('\n')
    .map((line) => {
      if (line === '}') depth--;
      const own = `${'  '.repeat(depth)}${line}`;
      if (line.endsWith('{')) depth++;
      return own;
    })
    .join('\n');
}
