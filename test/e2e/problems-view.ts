import type { Page } from 'playwright-core';
import { patience } from './patience.js';
import type { QuickInput } from './quick-input.js';

/** The Problems view, below the editors. */
export class ProblemsView {
  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
  ) {}

  /** Opens the view. */
  async show(): Promise<void> {
    await this.quickInput.runCommand('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel').waitFor({ ...patience, state: 'visible' });
  }

  /** Narrows the view, which must be open, to one file by its name. */
  async narrow(file: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Filter Problems' }).fill(`**/${file}`);
  }

  /** Messages and codes in the view, which must be open. */
  async messages(): Promise<readonly string[]> {
    return this.page.locator('.markers-panel .monaco-list-row:has(.marker-icon)').allInnerTexts();
  }
}
