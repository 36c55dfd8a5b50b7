import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { openPages } from './browser.js';

const artifacts = path.join(root, 'artifacts');

// A log of a run elsewhere is often all there is: it says in words what the picture shows.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  mkdirSync(artifacts, { recursive: true });
  for (const [index, page] of [...openPages].entries()) {
    const name = `failed-${task.fullTestName.replaceAll(/\W+/g, '-')}-${index + 1}`;
    try {
      await page.screenshot({ path: path.join(artifacts, `${name}.png`) });
      console.error(`${name}: ${JSON.stringify(await page.evaluate(windowInWords), null, 2)}`);
    } catch (error) {
      console.error(`${name}: no picture could be taken: ${String(error)}`);
    }
  }
});

/** What VS Code's window shows: what is open above the editors, what has the keyboard, and the editors' text. */
function windowInWords() {
  const texts = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((element) => element.checkVisibility())
      .map((element) => element.innerText.replaceAll('\u00a0', ' '));
  // Lines are in the order in which they were drawn.
  const top = (line: HTMLElement) => Number.parseFloat(line.style.top);
  const lines = (editor: Element) =>
    [...editor.querySelectorAll<HTMLElement>('.view-line')]
      .sort((a, b) => top(a) - top(b))
      .map((line) => line.innerText.replaceAll('\u00a0', ' '));
  const { activeElement } = document;
  return {
    title: document.title,
    keyboard: `${activeElement?.tagName} ${activeElement?.className} ${activeElement?.getAttribute('aria-label')}`,
    shown: texts(
      '.quick-input-widget, .suggest-widget, .action-widget, .rename-box, .monaco-dialog-box, .notification-toast, .monaco-editor-overlaymessage, .workbench-hover',
    ),
    caret: texts('.statusbar-item [aria-label^="Ln "]'),
    editors: [...document.querySelectorAll('.monaco-editor .view-lines')].map(lines),
  };
}
