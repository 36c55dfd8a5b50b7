import type { Page } from 'playwright-core';
import type { Keyboard } from './keyboard.js';
import { glance, patience, repeatUntil } from './patience.js';
import type { QuickInput } from './quick-input.js';
import { waitFor } from './wait-for.js';

/** The editor of the first group: its caret, its text, and what is offered at the caret. */
export class Editor {
  constructor(
    private readonly page: Page,
    private readonly keyboard: Keyboard,
    private readonly quickInput: QuickInput,
  ) {}

  /** Goes to what has this name in the outline of the file that is edited. */
  async goToSymbol(name: string): Promise<void> {
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label*="${name}"]`);
    await waitFor(async () => {
      await this.keyboard.focusEditor();
      await this.quickInput.open('Control+Shift+O', `@${name}`);
      await row.first().click(glance);
    }, patience);
  }

  /** Puts the caret into the editor, on a line. Lines and columns count from one, as a person's do. */
  async goToLine(line: number, column = 1): Promise<void> {
    await repeatUntil(
      async () => {
        await this.keyboard.focusEditor();
        const input = await this.quickInput.open('Control+G', `:${line}:${column}`);
        await input.press('Enter', glance);
      },
      () => this.page.locator(`.statusbar-item-label[aria-label="Ln ${line}, Col ${column}"]`).waitFor(glance),
    );
  }

  /** Puts the caret before a text's first place in the file that is edited. */
  async goTo(text: string): Promise<void> {
    const { line, column } = placeOf(await this.text(), text);
    await this.goToLine(line, column + 1);
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
    await this.keyboard.focusEditor();
    await this.page.keyboard.press('Control+S');
    await this.page
      .locator('.editor-group-container.active .tab.active.dirty')
      .waitFor({ ...patience, state: 'detached' });
  }

  async undo(): Promise<void> {
    await this.keyboard.focusEditor();
    await this.page.keyboard.press('Control+Z');
  }

  /** Deletes the line of the caret. */
  async deleteLine(): Promise<void> {
    await this.keyboard.focusEditor();
    await this.page.keyboard.press('Control+Shift+K');
  }

  /** Renames what a text of the file that is edited begins with. */
  async rename(text: string, name: string): Promise<void> {
    await this.goTo(text);
    await this.keyboard.pressUntilShown(['F2'], this.page.locator('.rename-box input.rename-input:focus'));
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

  /** Goes to the next problem in the file that is edited, as a person does by keyboard. */
  async goToNextProblem(): Promise<void> {
    await this.keyboard.focusEditor();
    const widget = this.page.locator('.marker-widget');
    await this.keyboard.pressUntilShown(['F8'], widget);
    await this.keyboard.pressUntilGone('Escape', widget);
  }

  /** Opens the menu of quick fixes at the caret, and returns their titles in order. */
  async quickFixes(): Promise<readonly string[]> {
    const titles = this.page.locator('.action-widget .monaco-list-row.action .title');
    await repeatUntil(
      async () => {
        // In a menu that is open, the same key would take the fix that is focused.
        if (await titles.first().isVisible()) await this.keyboard.pressUntilGone('Escape', titles);
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
    await this.keyboard.pressUntilGone('Enter', first);
  }

  /** Takes one of the quick fixes at the caret by its title, wherever it is in the menu. */
  async takeFix(title: string): Promise<void> {
    const focused = this.page.locator('.action-widget .monaco-list-row.action.focused .title').first();
    await waitFor(async () => {
      if (!(await this.quickFixes()).includes(title)) throw new Error(`No quick fix is called ${title}.`);
      await this.keyboard.pressUntil(
        'ArrowDown',
        async () => focused.innerText(glance),
        (text) => text === title,
      );
    }, patience);
    await this.keyboard.pressUntilGone('Enter', focused);
  }

  /** Asks for completions at the caret, and returns what is proposed, in order. */
  async completions(): Promise<readonly string[]> {
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    await this.keyboard.pressUntilShown(['Control+Space'], rows);
    return rows.locator('.label-name').allInnerTexts();
  }

  /** Opens the hover at the caret by keyboard, and returns what it says. */
  async hover(): Promise<string> {
    const hover = this.page.locator('.monaco-resizable-hover .hover-contents');
    await this.keyboard.pressUntilShown(['Control+K', 'Control+I'], hover);
    return (await hover.allInnerTexts()).join('\n');
  }

  /** How many places of the editor are underlined as an error or a warning. */
  async squiggles(): Promise<number> {
    return this.page.locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning').count();
  }

  private async selectAll(): Promise<void> {
    await this.keyboard.focusEditor();
    await this.keyboard.pressUntilShown(
      ['Control+A'],
      this.page.locator('.statusbar-item-label[aria-label*="selected)"]'),
    );
  }
}

/** The first occurrence of a text: its line counted from one, and the characters before it on that line. */
function placeOf(content: string, text: string): { readonly line: number; readonly column: number } {
  const before = content.split(text, 1)[0] ?? '';
  if (before.length === content.length) throw new Error(`The file does not have "${text}".`);
  const lines = before.split('\n');
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}
