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

describe('a phase that is called like a word of the language but for its capital', () => {
  const rental = (phase: string, next: string): string => `protocol Line
event Taken on Line
event Back on Line
model Rental {
  party guest
  system shop
  states away, riding
  channel guest <-> shop on Line
  phase Begin { moves guest from away to riding  shop -> guest : Taken }
  phase ${phase} { moves guest from riding to away  shop -> guest : Back }
}
flow Evening follows Rental {
  party Ann as guest
  system Shop as shop
  phase Begins is Begin {
    Shop -> Ann : Taken
    next ${next}
  }
}
`;

  /** What is left of the list for `written` when the word is typed to its end, as an editor compares it. */
  async function leftOf(text: string, word: string): Promise<string[]> {
    const editor = await TestEditor.open(text);
    const letters = new RegExp([...word].join('.*'), 'i');
    return (await editor.completions())
      .filter(({ label, filterText }) => letters.test(filterText ?? label))
      .map(({ label }) => label);
  }

  test('the name of such a phase leaves nothing in the list when it is typed in full, so that Down and Enter go to the editor', async () => {
    for (const written of ['', 'E', 'En']) {
      expect(await leftOf(rental('End', `${written}¦`), 'End')).toEqual([]);
      expect(await leftOf(rental('End', `${written}¦`), 'En')).toContain('End');
      expect(await leftOf(rental('End', `${written}¦`), 'En')).toContain('end');
    }
  });

  test('the name of such a phase leaves not even the word in the list where nothing has that name yet', async () => {
    for (const written of ['', 'E', 'En']) {
      expect(await leftOf(rental('Return', `${written}¦`), 'End')).toEqual([]);
      expect(await leftOf(rental('Return', `${written}¦`), 'En')).toContain('end');
    }
  });

  test('the name of such a phase leaves neither where a longer name has its letters, but none of its parts begins with the first', async () => {
    expect(await leftOf(rental('LeftNextDoor', 'e¦'), 'End')).not.toContain('end');
  });

  test('the name of such a phase is offered where it is there in full already', async () => {
    expect(await leftOf(rental('End', 'End¦'), 'End')).toContain('End');
  });

  test('the name of such a phase stays where a longer name would take its place', async () => {
    const text = rental('End', 'E¦').replace(
      'phase Begins',
      'phase End is End\n  phase Extended is End\n  phase Begins',
    );
    expect(await leftOf(text, 'End')).toEqual(expect.arrayContaining(['End', 'end', 'Extended']));
  });
});
