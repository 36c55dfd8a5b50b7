import { expect, test } from 'vitest';
import { TestEditor } from '../support/editor.js';
import { manyConfigurations } from '../support/many-configurations.js';

const note = 'More may be possible here: the check stopped at its limit.';

/** The documentation of the items at the caret, in the order that an editor lists them. */
async function documentation(text: string): Promise<string[]> {
  const editor = await TestEditor.open(text);
  return (await editor.completions()).map(({ documentation: shown }) =>
    typeof shown === 'object' ? shown.value : (shown ?? ''),
  );
}

test.each(['target', 'phase'])(
  'the first item of a list of phases says that the limit was reached, at a %s',
  async (where) => {
    const text = manyConfigurations(40, 80, 40);
    const end = text.lastIndexOf('}');
    const asked =
      where === 'target' ? text.replace('next F1 ', 'next ¦F1 ') : `${text.slice(0, end)}  phase New is ¦\n}\n`;
    const [first = '', ...others] = await documentation(asked);
    expect(first.endsWith(`\n\n${note}`)).toBe(true);
    expect(others.length).toBeGreaterThan(0);
    expect(others.join()).not.toContain(note);
  },
);

test('a list of phases says nothing of limits while none was reached', async () => {
  const shown = await documentation(manyConfigurations(3, 4, 2).replace('next F1 ', 'next ¦F1 '));
  expect(shown.length).toBeGreaterThan(1);
  expect(shown.join()).not.toContain(note);
});
