import { type CodeAction, type CompletionItem, InsertTextFormat } from 'vscode-languageserver';
import { SuggestCommand } from '../../server/protocol/client-commands.js';
import { TestEditor } from './editor.js';

/** A place of a snippet that is being filled in. */
interface Stop {
  readonly number: number;
  start: number;
  end: number;
}

const pairs: Readonly<Record<string, string>> = { '{': '}', '(': ')', '"': '"' };

/**
 * A user who writes in VS Code, with a count of the keys: each character, each Tab, Enter, Escape and arrow is one, the
 * list of completions called for is one, taking an item is one, and a quick fix is two (the key and Enter). Lists come
 * by themselves where VS Code would show them: after a letter, a trigger character, or an item that asks for them.
 */
export class Typist {
  text = '';
  /** Keys pressed so far. */
  keys = 0;
  /** The accepted items and the other keys, for the test's report. */
  readonly log: string[] = [];
  private caret = 0;
  private stops: Stop[] = [];
  private list: CompletionItem[] = [];
  /** The place whose proposed text was typed over already. */
  private touched: Stop | undefined;
  private opened: TestEditor | undefined;
  /** The text that the editor has, with the caret. */
  private read = '';

  /** @param others other files of the workspace, text by path */
  constructor(private readonly others: Record<string, string> = {}) {}

  /** Types characters one by one. */
  async type(characters: string): Promise<void> {
    for (const character of characters) {
      this.keys++;
      const stop = this.stops[0];
      const start = stop !== undefined && stop !== this.touched && this.caret === stop.end ? stop.start : this.caret;
      this.touched = stop;
      const close = /^\s?$/.test(this.text.charAt(this.caret)) ? (pairs[character] ?? '') : '';
      this.replace(start, this.caret, character + close);
      this.caret = start + 1;
      if (/\w/.test(character)) this.list = this.list.length > 0 ? this.list : await this.offered();
      else this.list = await this.offered(character);
    }
  }

  /** Calls for the list. */
  async suggest(): Promise<void> {
    this.keys++;
    this.list = await this.offered();
  }

  /** What the open list shows, as it is sorted and filtered there. */
  shown(): CompletionItem[] {
    const word = /[\w^]*$/.exec(this.text.slice(0, this.caret))?.[0].toLowerCase() ?? '';
    const labels = (item: CompletionItem) => (item.filterText ?? item.label).toLowerCase();
    return this.list.filter((item) => labels(item).startsWith(word) || labels(item).includes(` ${word}`));
  }

  /** Takes an item of the open list: the first, or the first whose label is meant, which costs the arrows down to it. */
  async take(label?: string | RegExp): Promise<string> {
    const shown = this.shown();
    const index = label === undefined ? 0 : shown.findIndex((item) => matches(item.label, label));
    const item = shown[index];
    if (item === undefined) {
      throw new Error(
        `${String(label)} is not offered, but ${shown.map((one) => one.label).join(', ')}\n${this.here()}`,
      );
    }
    this.keys += index + 1;
    this.log.push(item.label);
    this.insert(item);
    this.list = item.command?.command === SuggestCommand ? await this.offered() : [];
    return item.label;
  }

  /** Goes to the next place of the snippet; in a list of choices, the first is taken with the same key. */
  tab(): void {
    const [, ...rest] = this.stops;
    this.keys++;
    this.stops = rest;
    this.touched = undefined;
    const next = rest[0];
    if (next !== undefined) this.caret = next.end;
    if (next?.number === 0) this.stops = [];
    this.list = [];
  }

  /** Closes the list, or ends the snippet. */
  escape(): void {
    this.keys++;
    this.list = [];
    this.stops = [];
  }

  /** Moves the caret to the end of a text, by keys. @param keys how many that takes */
  goTo(text: string, keys: number): void {
    const at = this.text.indexOf(text);
    if (at < 0) throw new Error(`there is no ${text}`);
    this.caret = at + text.length;
    this.keys += keys;
    this.stops = [];
    this.list = [];
  }

  /** Takes a quick fix of a finding: the next problem (one key), then the fix. @returns its title */
  async fix(code: string, title?: string | RegExp): Promise<string> {
    const editor = await this.editor();
    const document = editor.document();
    const diagnostic = document.diagnostics?.find((one) => one.code === code);
    if (diagnostic === undefined) throw new Error(`no ${code}`);
    const found = await editor.services.lsp.CodeActionProvider?.getCodeActions(document, {
      textDocument: { uri: document.uri.toString() },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
    const actions = (found ?? []).filter((action): action is CodeAction => 'edit' in action);
    const index = title === undefined ? 0 : actions.findIndex((action) => matches(action.title, title));
    const action = actions[index];
    if (action === undefined) throw new Error(`no fix ${String(title)} for ${code}`);
    this.keys += 3 + index;
    this.log.push(action.title);
    const [edits = []] = Object.values(action.edit?.changes ?? {});
    const { textDocument } = document;
    const changes = edits.map(({ range, newText }) => ({
      start: textDocument.offsetAt(range.start),
      end: textDocument.offsetAt(range.end),
      newText,
    }));
    for (const { start, end, newText } of changes.sort((a, b) => b.start - a.start)) this.replace(start, end, newText);
    return action.title;
  }

  /** Everything that is found in the text, whatever its severity. */
  async findings(): Promise<string[]> {
    const { diagnostics } = (await this.editor()).document();
    return (diagnostics ?? []).map(({ code, message }) => `${String(code)}: ${message}`);
  }

  /** The text with the caret, for reports. */
  here(): string {
    return `${this.text.slice(0, this.caret)}¦${this.text.slice(this.caret)}`;
  }

  private async editor(): Promise<TestEditor> {
    if (this.opened === undefined) {
      this.opened = await TestEditor.open({ ...this.others, 'test.confer': this.here() });
      this.opened.services.shared.settings.clientCommands = true;
    } else if (this.read !== this.here()) {
      await this.opened.rewrite(this.here());
    }
    this.read = this.here();
    return this.opened;
  }

  private async offered(trigger?: string): Promise<CompletionItem[]> {
    const editor = await this.editor();
    const signs = editor.services.lsp.CompletionProvider?.completionOptions?.triggerCharacters ?? [];
    if (trigger !== undefined && !signs.includes(trigger)) return [];
    return editor.completions('test.confer', trigger);
  }

  private insert({ textEdit, additionalTextEdits = [], insertTextFormat }: CompletionItem): void {
    if (textEdit === undefined || !('range' in textEdit)) throw new Error('an item without an edit');
    const lines = this.text.split('\n');
    const offsetAt = ({ line, character }: { line: number; character: number }) =>
      lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0) + character;
    const start = offsetAt(textEdit.range.start);
    const sides = additionalTextEdits.map(({ range, newText }) => ({
      start: offsetAt(range.start),
      end: offsetAt(range.end),
      newText,
    }));
    const margin = /^[ \t]*/.exec(lines[textEdit.range.start.line] ?? '')?.[0] ?? '';
    const whole = textEdit.newText.replaceAll('\n', `\n${margin}`).replaceAll('\t', '  ');
    const { text, stops } =
      insertTextFormat === InsertTextFormat.Snippet ? expanded(whole) : { text: whole, stops: [] };
    const end = this.caret;
    this.replace(start, end, text);
    this.stops = stops.map((stop) => ({ ...stop, start: stop.start + start, end: stop.end + start }));
    this.caret = this.stops[0]?.end ?? start + text.length;
    if (this.stops[0]?.number === 0) this.stops = [];
    for (const side of sides.sort((a, b) => b.start - a.start)) {
      const moved = side.start >= end ? text.length - (end - start) : 0;
      this.replace(side.start + moved, side.end + moved, side.newText);
    }
  }

  /** Changes the text, and takes the caret and the snippet's places along. */
  private replace(start: number, end: number, text: string): void {
    this.text = this.text.slice(0, start) + text + this.text.slice(end);
    const delta = text.length - (end - start);
    const current = this.stops[0];
    for (const stop of this.stops) {
      if (stop === current && start >= stop.start && end <= stop.end) stop.end += delta;
      else if (stop.start >= end) {
        stop.start += delta;
        stop.end += delta;
      }
    }
    if (this.caret >= end) this.caret += delta;
  }
}

function matches(label: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? label === wanted : wanted.test(label);
}

/** A snippet as text with its places, in the order in which Tab goes through them. */
function expanded(snippet: string): { text: string; stops: Stop[] } {
  const stops: Stop[] = [];
  let text = '';
  const pattern = /\\([\\$}])|\$\{(\d+):((?:\\.|[^}])*)\}|\$\{(\d+)\|([^|]*)\|\}|\$(\d+)|([\s\S])/g;
  for (const [, escaped, named, name, chosen, choices, plain, other] of snippet.matchAll(pattern)) {
    const start = text.length;
    const number = named ?? chosen ?? plain;
    text += escaped ?? name?.replace(/\\(.)/g, '$1') ?? choices?.split(',')[0] ?? other ?? '';
    if (number !== undefined) {
      stops.push({ number: Number(number), start, end: text.length });
    }
  }
  return { text, stops: stops.sort((a, b) => (a.number || 99) - (b.number || 99)) };
}
