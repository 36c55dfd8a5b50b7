import type { Frame, Locator, Page } from 'playwright-core';
import { keepPicture } from '../support/pictures.js';
import type { Theme } from './themes.js';
import { waitFor } from './wait-for.js';

/** How long a test waits for what a person would see, in ms. Only what hangs is to fail by time, on however busy a machine. */
export const patience = { timeout: 90_000, interval: 50 };

/** How long a person waits before trying again: a busy editor may lose a key or a click. */
export const glance = { timeout: 8000 };

/** Milliseconds between two keys of a fast typist. */
export const KEY_MS = 60;

/**
 * Does something until it shows what it leads to. Only for what may be done twice, such as opening a menu.
 * @param seen rejects while it does not show; is not to wait for longer than a glance
 */
export async function repeatUntil(act: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<void> {
  await waitFor(async () => {
    await act();
    await seen();
  }, patience);
}

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
    // The tooltip of the file above may cover this one's row until the mouse is elsewhere.
    await this.page.mouse.move(0, 0);
    await this.page.getByRole('treeitem', { name }).first().dblclick();
    await this.page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor(patience);
    await this.page.waitForSelector('.monaco-editor .view-line', patience);
  }

  /** Runs a command by its title, category included. */
  async runCommand(title: string): Promise<void> {
    const row = '.quick-input-list .monaco-list-row';
    // Shortcuts follow the title in the label; other commands may begin with the same words.
    const rows = this.page.locator(`${row}[aria-label="${title}"], ${row}[aria-label^="${title},"]`);
    // What the palette lists depends on what has the focus when it opens, and that may be on its way.
    await waitFor(async () => {
      await this.quickInput('F1', `>${title}`);
      await rows.first().click(glance);
    }, patience);
  }

  /** Runs a command that asks for a text, and answers. The question is what its box says below the text. */
  async answerQuestion(command: string, question: string, answer: string): Promise<void> {
    await repeatUntil(
      () => this.runCommand(command),
      () => this.page.locator('.quick-input-widget', { hasText: question }).waitFor(glance),
    );
    const input = await this.fillQuickInput(answer);
    await input.press('Enter', glance);
  }

  /** Narrows the list that has this placeholder to a text; waits until the list is there. */
  async narrowList(placeholder: string, text: string): Promise<void> {
    await this.page.locator(`.quick-input-box input[placeholder="${placeholder}"]`).waitFor(patience);
    await this.fillQuickInput(text);
  }

  /** Goes to what has this name in the outline of the file that is edited. */
  async goToSymbol(name: string): Promise<void> {
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label*="${name}"]`);
    await waitFor(async () => {
      await this.focusEditor();
      await this.quickInput('Control+Shift+O', `@${name}`);
      await row.first().click(glance);
    }, patience);
  }

  /** Puts the caret into the editor, on a line. Lines and columns count from one, as a person's do. */
  async goToLine(line: number, column = 1): Promise<void> {
    await repeatUntil(
      async () => {
        await this.focusEditor();
        const input = await this.quickInput('Control+G', `:${line}:${column}`);
        await input.press('Enter', glance);
      },
      () => this.page.locator(`.statusbar-item-label[aria-label="Ln ${line}, Col ${column}"]`).waitFor(glance),
    );
  }

  /**
   * The line of the caret in the first editor, or null if none has one. The status bar shows it only for a focused
   * editor.
   */
  async caretLine(): Promise<number | null> {
    const numbers = await this.page.locator('.monaco-editor .line-numbers.active-line-number').allTextContents();
    return numbers[0] === undefined ? null : Number(numbers[0]);
  }

  /** The text of the caret's line in the active editor group. */
  async caretLineText(): Promise<string> {
    return this.page.evaluate(() => {
      const editor = document.querySelector('.editor-group-container.active .monaco-editor');
      const caret = editor?.querySelector('.current-line')?.parentElement;
      const line = [...(editor?.querySelectorAll<HTMLElement>('.view-line') ?? [])].find(
        ({ style }) => style.top === caret?.style.top,
      );
      return line?.innerText.replaceAll('\u00a0', ' ') ?? '';
    });
  }

  /** Renames what a text of the file that is edited begins with. */
  async rename(text: string, name: string): Promise<void> {
    await this.goTo(text);
    await this.pressUntilShown(['F2'], this.page.locator('.rename-box input.rename-input:focus'));
    await this.answerRename(name);
  }

  /** Writes a name into the box that asks for one, which must be open, and waits until the box is gone. */
  async answerRename(name: string): Promise<void> {
    // The box is there a moment before it has the keyboard.
    const box = this.page.locator('.rename-box input.rename-input:focus');
    await box.waitFor(patience);
    await box.fill(name);
    await box.press('Enter');
    await box.waitFor({ ...patience, state: 'hidden' });
  }

  /** Deletes the line of the caret. */
  async deleteLine(): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+Shift+K');
  }

  /** The whole text of the first editor group's file. Reading it loses the selection. */
  async text(): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    await repeatUntil(
      async () => {
        await this.selectAll();
        await this.page.keyboard.press('Control+C');
      },
      () => this.page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '', null, glance),
    );
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Puts another text in place of the whole of the first editor group's file. */
  async replaceText(text: string): Promise<void> {
    await waitFor(async () => {
      await this.selectAll();
      // Pasted, not typed: nothing is closed or indented in between.
      await this.page.evaluate((wanted) => navigator.clipboard.writeText(wanted), text);
      await this.page.keyboard.press('Control+V');
      if ((await this.text()) !== text) throw new Error('The text has not arrived.');
    }, patience);
  }

  /** Saves the file that is edited, and waits until its tab says so. */
  async save(): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+S');
    await this.page
      .locator('.editor-group-container.active .tab.active.dirty')
      .waitFor({ ...patience, state: 'detached' });
  }

  /** Puts the caret before a text's first place in the file that is edited. */
  async goTo(text: string): Promise<void> {
    const { line, column } = placeOf(await this.text(), text);
    await this.goToLine(line, column + 1);
  }

  /** Goes to the next problem in the file that is edited, as a person does by keyboard. */
  async goToNextProblem(): Promise<void> {
    await this.focusEditor();
    const widget = this.page.locator('.marker-widget');
    await this.pressUntilShown(['F8'], widget);
    await this.pressUntilGone('Escape', widget);
  }

  /** Opens the menu of quick fixes at the caret, and returns their titles in order. */
  async quickFixes(): Promise<readonly string[]> {
    const titles = this.page.locator('.action-widget .monaco-list-row.action .title');
    await repeatUntil(
      async () => {
        // In a menu that is open, the same key would take the fix that is focused.
        if (await titles.first().isVisible()) await this.pressUntilGone('Escape', titles);
        await this.page.keyboard.press('Control+.');
      },
      () => titles.first().waitFor(glance),
    );
    return titles.allInnerTexts();
  }

  /** Takes the first quick fix at the caret by keyboard. */
  async takeFirstFix(): Promise<void> {
    await this.quickFixes();
    const first = this.page.locator('.action-widget .monaco-list-row.action.focused').first();
    await first.waitFor(patience);
    await this.pressUntilGone('Enter', first);
  }

  /** Takes one of the quick fixes at the caret by its title, wherever it is in the menu. */
  async takeFix(title: string): Promise<void> {
    const focused = this.page.locator('.action-widget .monaco-list-row.action.focused .title').first();
    await waitFor(async () => {
      if (!(await this.quickFixes()).includes(title)) throw new Error(`No quick fix is called ${title}.`);
      await this.pressUntil(
        'ArrowDown',
        async () => focused.innerText(glance),
        (text) => text === title,
      );
    }, patience);
    await this.pressUntilGone('Enter', focused);
  }

  /** Asks for completions at the caret, and returns what is proposed, in order. */
  async completions(): Promise<readonly string[]> {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    await this.pressUntilShown(['Control+Space'], rows);
    return rows.locator('.label-name').allInnerTexts();
  }

  /** Opens the hover at the caret by keyboard, and returns what it says. */
  async hover(): Promise<string> {
    const hover = this.page.locator('.monaco-resizable-hover .hover-contents');
    await this.pressUntilShown(['Control+K', 'Control+I'], hover);
    return (await hover.allInnerTexts()).join('\n');
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

  /** Narrows the Problems view, which must be open, to one file by its name. */
  async narrowProblems(file: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Filter Problems' }).fill(`**/${file}`);
  }

  /** Messages and codes in the Problems view, which must be open. */
  async problems(): Promise<readonly string[]> {
    return this.page.locator('.markers-panel .monaco-list-row:has(.marker-icon)').allInnerTexts();
  }

  /** Picks a color theme and waits until the window has it. */
  async useTheme(theme: Theme): Promise<void> {
    await repeatUntil(
      async () => {
        await this.runCommand('Preferences: Color Theme');
        await this.page.locator('.quick-input-box input[placeholder*="Theme"]').waitFor(glance);
        const input = await this.fillQuickInput(theme.title);
        await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: theme.title }).waitFor(glance);
        await input.press('Enter', glance);
      },
      () => this.page.locator('.quick-input-widget').waitFor({ ...glance, state: 'hidden' }),
    );
    await this.page.locator(`.monaco-workbench.${theme.windowClass}`).waitFor(patience);
  }

  /** How many places of the editor are underlined as an error or a warning. */
  async squiggles(): Promise<number> {
    return this.page.locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning').count();
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

  /** Puts the keyboard into the first editor group. */
  async focusEditor(): Promise<void> {
    await this.pressUntilShown(
      ['Control+1'],
      this.page.locator('.editor-group-container.active .monaco-editor.focused'),
    );
  }

  /** Puts the keyboard into the timeline, which is in the second editor group. */
  async focusTimeline(): Promise<void> {
    await this.pressUntilShown(
      ['Control+2'],
      this.page.locator('.editor-group-container.active .tab.active[aria-label*="Timeline"]'),
    );
    await this.page.waitForFunction(() => document.activeElement?.tagName === 'IFRAME', null, patience);
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

  private async selectAll(): Promise<void> {
    await this.focusEditor();
    await this.pressUntilShown(['Control+A'], this.page.locator('.statusbar-item-label[aria-label*="selected)"]'));
  }

  private async quickInput(key: string, text: string): Promise<Locator> {
    // Where the keyboard goes somewhere else just then, the input closes again.
    return waitFor(async () => {
      await this.page.keyboard.press(key);
      return this.fillQuickInput(text);
    }, patience);
  }

  private async fillQuickInput(text: string): Promise<Locator> {
    const input = this.page.locator('.quick-input-widget .quick-input-box input').first();
    await input.waitFor({ ...glance, state: 'visible' });
    await input.fill(text, glance);
    return input;
  }
}

/** The first occurrence of a text: its line counted from one, and the characters before it on that line. */
function placeOf(content: string, text: string): { readonly line: number; readonly column: number } {
  const before = content.split(text, 1)[0] ?? '';
  if (before.length === content.length) throw new Error(`The file does not have "${text}".`);
  const lines = before.split('\n');
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}
