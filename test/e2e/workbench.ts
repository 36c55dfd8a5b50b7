import type { Frame, Page } from 'playwright-core';
import { vi } from 'vitest';

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
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor(patience);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ ...patience, state: 'hidden' });
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

  /** The line of the caret, from the status bar, or null where no editor has one. */
  async caretLine(): Promise<number | null> {
    const text = await this.page.locator('#status\\.editor\\.selection').textContent();
    const line = /Ln (\d+)/.exec(text ?? '')?.[1];
    return line === undefined ? null : Number(line);
  }

  /** Deletes the line of the caret. */
  async deleteLine(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+K');
  }

  async undo(): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+Z');
  }

  /** Codes and messages in the Problems view, which must be open. */
  async problems(): Promise<readonly string[]> {
    return this.page.locator('.markers-panel .monaco-list-row:has(.marker-icon, .codicon)').allInnerTexts();
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

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  private async focusEditor(): Promise<void> {
    await this.page.locator('.monaco-editor .view-lines').first().click();
  }

  private async quickInput(key: string, text: string): Promise<void> {
    await this.page.keyboard.press(key);
    const input = this.page.locator('.quick-input-widget .quick-input-box input').first();
    await input.waitFor({ ...patience, state: 'visible' });
    await input.fill(text);
  }
}
