import type { Frame, Page } from 'playwright-core';
import { keepPicture } from '../support/pictures.js';
import { Editor } from './editor.js';
import { Keyboard } from './keyboard.js';
import { glance, patience, repeatUntil } from './patience.js';
import { ProblemsView } from './problems-view.js';
import { QuickInput } from './quick-input.js';
import type { Theme } from './themes.js';
import { waitFor } from './wait-for.js';

/** VS Code's window and what a person does in it: the same in every host. */
export class Workbench {
  readonly keyboard: Keyboard;
  readonly quickInput: QuickInput;
  readonly editor: Editor;
  readonly problems: ProblemsView;

  constructor(private readonly page: Page) {
    this.keyboard = new Keyboard(page);
    this.quickInput = new QuickInput(page);
    this.editor = new Editor(page, this.keyboard, this.quickInput);
    this.problems = new ProblemsView(page, this.quickInput);
  }

  /** Opens the address of a host and waits for the explorer to show files. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.waitForSelector('.explorer-folders-view .monaco-list-row', patience);
  }

  /** Opens a file of the workspace's top folder, by its name in the explorer. */
  async openFile(name: string): Promise<void> {
    // The tooltip of the file above may cover this one's row until the mouse is elsewhere.
    await this.page.mouse.move(0, 0);
    await this.page.getByRole('treeitem', { name }).first().dblclick();
    await this.page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor(patience);
    await this.page.waitForSelector('.monaco-editor .view-line', patience);
  }

  /** Picks a color theme and waits until the window has it. */
  async useTheme(theme: Theme): Promise<void> {
    await repeatUntil(
      async () => {
        await this.quickInput.runCommand('Preferences: Color Theme');
        await this.page.locator('.quick-input-box input[placeholder*="Theme"]').waitFor(glance);
        const input = await this.quickInput.fill(theme.title);
        await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: theme.title }).waitFor(glance);
        await input.press('Enter', glance);
      },
      () => this.page.locator('.quick-input-widget').waitFor({ ...glance, state: 'hidden' }),
    );
    await this.page.locator(`.monaco-workbench.${theme.windowClass}`).waitFor(patience);
  }

  /** The frame of a webview in which something fits the selector: two frames deep, and computed again now and then. */
  async webview(selector: string): Promise<Frame> {
    return waitFor(async () => {
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

  /** Puts the mouse where nothing answers to it, so that no tooltip is in a picture. */
  async moveMouseAway(): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.page.locator('.workbench-hover').waitFor({ ...patience, state: 'hidden' });
  }

  /** Keeps a picture of the window, where pictures are asked for. */
  keepPicture(name: string): Promise<void> {
    return keepPicture(this.page, name);
  }

  /** Puts the keyboard into the timeline, which is in the second editor group. */
  async focusTimeline(): Promise<void> {
    await this.keyboard.pressUntilShown(
      ['Control+2'],
      this.page.locator('.editor-group-container.active .tab.active[aria-label*="Timeline"]'),
    );
    await this.page.waitForFunction(() => document.activeElement?.tagName === 'IFRAME', null, patience);
  }
}
