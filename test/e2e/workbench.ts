import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { vi } from 'vitest';
import { root } from '../../scripts/project.mjs';

/** A colour theme: its name for files, its title in the picker, the class that it gives the window. */
export interface Theme {
  readonly name: string;
  readonly title: string;
  readonly windowClass: string;
}

export const themes: readonly Theme[] = [
  { name: 'light', title: 'Light Modern', windowClass: 'vs' },
  { name: 'dark', title: 'Dark Modern', windowClass: 'vs-dark' },
  { name: 'high-contrast', title: 'Dark High Contrast', windowClass: 'hc-black' },
  { name: 'high-contrast-light', title: 'Light High Contrast', windowClass: 'hc-light' },
];

const artifacts = path.join(root, 'artifacts');
const patience = { timeout: 60_000, interval: 50 };

/** Steps of a person in VS Code's window: the same in every host. */
export class Workbench {
  constructor(private readonly page: Page) {}

  /** Opens the address of a host and waits for the explorer to show files. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.waitForSelector('.explorer-folders-view .monaco-list-row', patience);
  }

  /** Opens a file of the workspace's top folder, by its name in the explorer. */
  async openFile(name: string): Promise<void> {
    await this.page.getByRole('treeitem', { name }).first().dblclick();
    await this.page.waitForSelector('.monaco-editor .view-line', patience);
  }

  /** Runs a command by its title, category included. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput('F1', `>${title}`);
    const row = '.quick-input-list .monaco-list-row';
    // Shortcuts follow the title in the label; other commands may begin with the same words.
    await this.page.locator(`${row}[aria-label="${title}"], ${row}[aria-label^="${title},"]`).first().click(patience);
  }

  /** Puts the caret into the editor, at the start of a line. Lines count from one, as a person's do. */
  async goToLine(line: number): Promise<void> {
    await this.focusEditor();
    await this.quickInput('Control+G', `:${line}`);
    await this.page.keyboard.press('Enter');
    await vi.waitFor(async () => {
      const caret = await this.caretLine();
      if (caret !== line) throw new Error(`The caret is on line ${caret}, not on ${line}.`);
    }, patience);
  }

  /** The line of the caret in the first editor, or null where none has one. The status bar tells it only of a focused one. */
  async caretLine(): Promise<number | null> {
    const numbers = await this.page.locator('.monaco-editor .line-numbers.active-line-number').allTextContents();
    return numbers[0] === undefined ? null : Number(numbers[0]);
  }

  /** Deletes the line of the caret. */
  async deleteLine(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+K');
  }

  async undo(): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+Z');
  }

  /** Opens the Problems view, below the editors. */
  async showProblems(): Promise<void> {
    await this.runCommand('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel').waitFor({ ...patience, state: 'visible' });
  }

  /** Messages and codes in the Problems view, which must be open. */
  async problems(): Promise<readonly string[]> {
    return this.page.locator('.markers-panel .monaco-list-row:has(.marker-icon)').allInnerTexts();
  }

  /** Picks a colour theme and waits until the window has it. */
  async useTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.page.locator('.quick-input-box input[placeholder*="Theme"]').waitFor(patience);
    await this.fillQuickInput(theme.title);
    await this.page.keyboard.press('Enter');
    await this.page.locator(`.monaco-workbench.${theme.windowClass}`).waitFor(patience);
    await this.page.locator('.quick-input-widget').waitFor({ ...patience, state: 'hidden' });
  }

  /** How many places of the editor are underlined as an error or a warning. */
  async squiggles(): Promise<number> {
    return this.page.locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning').count();
  }

  /** The frame of a webview in which something fits the selector: two frames deep, and made anew now and then. */
  async webview(selector: string): Promise<Frame> {
    return vi.waitFor(async () => {
      for (const frame of this.page.frames()) {
        const found = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
      throw new Error(`No webview shows ${selector}.`);
    }, patience);
  }

  /** Puts the mouse where nothing answers to it, so that no tooltip stands in a picture. */
  async moveMouseAway(): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.page.locator('.workbench-hover').waitFor({ ...patience, state: 'hidden' });
  }

  /** Keeps a picture of the window in `artifacts/`. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(artifacts, { recursive: true });
    await this.page.screenshot({ path: path.join(artifacts, `${name}.png`) });
  }

  private async focusEditor(): Promise<void> {
    await this.page.keyboard.press('Control+1');
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor(patience);
  }

  private async quickInput(key: string, text: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.fillQuickInput(text);
  }

  private async fillQuickInput(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget .quick-input-box input').first();
    await input.waitFor({ ...patience, state: 'visible' });
    await input.fill(text);
  }
}
