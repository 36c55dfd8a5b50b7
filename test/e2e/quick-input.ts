import type { Locator, Page } from 'playwright-core';
import { glance, patience, repeatUntil } from './patience.js';
import { waitFor } from './wait-for.js';

/** The box at the top of the window: the command palette, questions and lists. */
export class QuickInput {
  constructor(private readonly page: Page) {}

  /** Runs a command by its title, category included. */
  async runCommand(title: string): Promise<void> {
    const row = '.quick-input-list .monaco-list-row';
    // Shortcuts follow the title in the label; other commands may begin with the same words.
    const rows = this.page.locator(`${row}[aria-label="${title}"], ${row}[aria-label^="${title},"]`);
    // What the palette lists depends on what has the focus when it opens, and that may be on its way.
    await waitFor(async () => {
      await this.open('F1', `>${title}`);
      await rows.first().click(glance);
    }, patience);
  }

  /** Runs a command that asks for a text, and answers. The question is what its box says below the text. */
  async answerQuestion(command: string, question: string, answer: string): Promise<void> {
    await repeatUntil(
      () => this.runCommand(command),
      () => this.page.locator('.quick-input-widget', { hasText: question }).waitFor(glance),
    );
    const input = await this.fill(answer);
    await input.press('Enter', glance);
  }

  /** Narrows the list that has this placeholder to a text; waits until the list is there. */
  async narrowList(placeholder: string, text: string): Promise<void> {
    await this.page.locator(`.quick-input-box input[placeholder="${placeholder}"]`).waitFor(patience);
    await this.fill(text);
  }

  /** Opens the quick input by a key, and writes a text into it. */
  async open(key: string, text: string): Promise<Locator> {
    // Where the keyboard goes somewhere else just then, the input closes again.
    return waitFor(async () => {
      await this.page.keyboard.press(key);
      return this.fill(text);
    }, patience);
  }

  /** Writes a text into the quick input, which must be open. */
  async fill(text: string): Promise<Locator> {
    const input = this.page.locator('.quick-input-widget .quick-input-box input').first();
    await input.waitFor({ ...glance, state: 'visible' });
    await input.fill(text, glance);
    return input;
  }
}
