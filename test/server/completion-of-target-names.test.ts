// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the places of a snippet are written ${1:so}.
import { describe, expect, test } from 'vitest';
import { TestEditor } from '../support/editor.js';

describe('a target’s name that another name begins with', () => {
  const orders = (next: string): string => `protocol Line
event Taken on Line
event Cancelled on Line
model Orders {
  party guest
  system shop
  states away, pending waiting, served
  channel guest <-> shop on Line
  phase Order { moves guest from away to waiting  shop -> guest : Taken }
  phase Cancel { moves guest from served to away  shop -> guest : Cancelled }
  phase CancelLate { moves guest from waiting to away  shop -> guest : Cancelled }
  phase Forget { trigger timeout at shop  moves guest from waiting to away  shop -> guest : Cancelled }
}
flow Evening follows Orders {
  party Ann as guest
  system Shop as shop
  phase Orders is Order {
    Shop -> Ann : Taken
    next ${next}
  }
  phase CancelLate is CancelLate {
    Shop -> Ann : Cancelled
  }
  phase Forgets is Forget {
    Shop -> Ann : Cancelled
  }
}
`;

  test.each(['Cancel', 'Forgets'])('%s is left alone once it is typed in full', async (name) => {
    const editor = await TestEditor.open(orders(`${name}¦`));
    const left = (await editor.completions()).filter((item) => (item.filterText ?? item.label) === name);
    expect(left.map(({ textEdit }) => textEdit?.newText)).toEqual([name]);
    expect(await editor.accept(name)).toBe(orders(name));
  });

  test('half a name of a timeout still gets its delay first', async () => {
    const editor = await TestEditor.open(orders('Forg¦'));
    const labels = (await editor.completions())
      .map(({ label }) => label)
      .filter((label) => label.startsWith('Forgets'));
    expect(labels).toEqual(['Forgets after …', 'Forgets']);
    expect(await editor.accept('Forgets after …')).toBe(orders('Forgets after ${1:30s}'));
  });
});
