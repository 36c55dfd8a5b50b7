import { beforeEach, expect, test, vi } from 'vitest';
import type { ModelSummary } from '../../server/protocol/model-messages.js';

interface Item {
  readonly label: string;
  readonly model: ModelSummary;
}

/** The editor's list, operated by the tests. */
class FakeQuickPick {
  items: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  shown = false;
  accept: () => void = () => undefined;
  type: (value: string) => void = () => undefined;
  private hidden: () => void = () => undefined;

  onDidAccept(listener: () => void): void {
    this.accept = listener;
  }

  onDidChangeValue(listener: (value: string) => void): void {
    this.type = listener;
  }

  onDidHide(listener: () => void): void {
    this.hidden = listener;
  }

  show(): void {
    this.shown = true;
  }

  hide(): void {
    this.shown = false;
    this.hidden();
  }

  dispose(): void {}
}

const editor = vi.hoisted(() => ({ pick: null as unknown, errors: [] as string[] }));
vi.mock('vscode', () => ({
  window: {
    createQuickPick: () => {
      editor.pick = new FakeQuickPick();
      return editor.pick;
    },
    showErrorMessage: (text: string) => editor.errors.push(text),
  },
  workspace: { asRelativePath: (uri: string) => uri },
  Uri: { parse: (uri: string) => uri },
  l10n: { t: (text: string) => text },
}));

const { pickModels } = await import('../../client/commands/pick-models.js');

function model(name: string, library: boolean): ModelSummary {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  return { uri: `file:///${name}.confer`, name, title: null, library, import: null, source: null, range, phases: [] };
}

const models = [model('Conference', true), model('Transfer', true), model('Mine', false), model('Yours', false)];

function open(): { pick: FakeQuickPick; picked: Promise<string[] | undefined> } {
  const picked = pickModels(models).then((chosen) => chosen?.map(({ name }) => name));
  return { pick: editor.pick as FakeQuickPick, picked };
}

beforeEach(() => {
  editor.errors.length = 0;
});

test('Enter takes the focused model if none is checked', async () => {
  const { pick, picked } = open();
  pick.accept();
  expect(await picked).toEqual(['Conference']);
});

test('Enter takes the model whose name is typed', async () => {
  const { pick, picked } = open();
  pick.type('trans');
  pick.accept();
  expect(await picked).toEqual(['Transfer']);
});

test('Enter takes the checked models, that of the workspace first', async () => {
  const { pick, picked } = open();
  pick.selectedItems = pick.items.slice(1, 3);
  pick.accept();
  expect(await picked).toEqual(['Mine', 'Transfer']);
});

test('two models of the workspace are refused while the list stays open', async () => {
  const { pick, picked } = open();
  pick.selectedItems = pick.items.slice(1);
  pick.accept();
  expect(editor.errors).toHaveLength(1);
  expect(pick.shown).toBe(true);
  pick.selectedItems = pick.items.slice(3);
  pick.accept();
  expect(await picked).toEqual(['Yours']);
});

test('Enter without a match leaves the list open, and Escape cancels', async () => {
  const { pick, picked } = open();
  pick.type('no such model');
  pick.accept();
  expect(pick.shown).toBe(true);
  pick.hide();
  expect(await picked).toBeUndefined();
});
