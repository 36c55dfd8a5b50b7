import type { Page } from 'playwright-core';
import { KEY_MS } from './patience.js';

/**
 * Types lines at the caret as a person does, without indentation.
 * @param text `}` alone on a line is the one that the editor has closed already: the caret goes past it
 */
export async function typeLines(page: Page, text: string): Promise<void> {
  const { keyboard } = page;
  for (const [index, line] of text.split('\n').entries()) {
    // Where VS Code has not come to color the lines above yet, Enter does not indent.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
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

/**
 * Compares a text with what it should be.
 * @throws Error that shows the first line that differs, between its neighbors
 */
export function expectText(actual: string, expected: string): void {
  if (actual === expected) return;
  const lines = { actual: actual.split('\n'), expected: expected.split('\n') };
  const first = lines.expected.findIndex((line, index) => lines.actual[index] !== line);
  const line = first < 0 ? lines.expected.length : first;
  const around = (all: readonly string[]) => JSON.stringify(all.slice(Math.max(0, line - 1), line + 2));
  throw new Error(`Line ${line + 1} differs: ${around(lines.actual)} instead of ${around(lines.expected)}`);
}
