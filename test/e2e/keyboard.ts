import type { Locator, Page } from 'playwright-core';
import { glance, patience, repeatUntil } from './patience.js';
import { waitFor } from './wait-for.js';

/** Key presses of a person who looks at what they do, and where they go. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Puts the keyboard into the first editor group. */
  async focusEditor(): Promise<void> {
    await this.pressUntilShown(
      ['Control+1'],
      this.page.locator('.editor-group-container.active .monaco-editor.focused'),
    );
  }

  /** Presses keys, one after the other, until something shows: what arrives just now may take it away again. */
  async pressUntilShown(keys: readonly string[], shown: Locator): Promise<void> {
    await repeatUntil(
      async () => {
        for (const key of keys) await this.page.keyboard.press(key);
      },
      () => shown.first().waitFor(glance),
    );
  }

  /** Presses a key until something is gone. */
  async pressUntilGone(key: string, shown: Locator): Promise<void> {
    await repeatUntil(
      () => this.page.keyboard.press(key),
      () => shown.first().waitFor({ ...glance, state: 'hidden' }),
    );
  }

  /**
   * Presses a key again and again, each time after what the last press changed is seen, until something is right.
   * @param state what a press changes, as a text
   */
  async pressUntil(key: string, state: () => Promise<string>, right: (state: string) => boolean): Promise<void> {
    await waitFor(async () => {
      const before = await state();
      if (right(before)) return;
      await this.page.keyboard.press(key);
      // A page that is just being loaded hears no key: it is pressed again after a while.
      await waitFor(async () => {
        if ((await state()) === before) throw new Error(`${key} has changed nothing: ${before}`);
      }, glance);
      throw new Error(`Not there yet: ${await state()}`);
    }, patience);
  }
}
