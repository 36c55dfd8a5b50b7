import { describe, expect, test } from 'vitest';
import { choiceAfterKey, exportGroups } from '../../../client/webview/export/export-choices.js';
import { fittingScale, PictureTooLarge } from '../../../timeline/export/picture-scale.js';

const choices = exportGroups.flatMap((group) => group.choices.map(({ action, format }) => `${action} ${format}`));
const after = (key: string, from: string): string | null => {
  const next = choiceAfterKey(key, choices.indexOf(from));
  return next === null ? null : (choices[next] ?? null);
};

describe('keys in the menu', () => {
  test.each([
    ['ArrowDown', 'copy png', 'copy svg'],
    ['ArrowDown', 'save json', 'copy png'],
    ['ArrowUp', 'copy png', 'save json'],
    ['ArrowRight', 'copy mermaid', 'save mermaid'],
    ['ArrowLeft', 'save mermaid', 'copy mermaid'],
    ['ArrowLeft', 'save json', 'copy plantuml'],
    ['Home', 'save html', 'copy png'],
    ['End', 'copy text', 'save json'],
    ['m', 'copy png', 'copy markdown'],
    ['M', 'copy markdown', 'copy mermaid'],
    ['m', 'copy mermaid', 'save markdown'],
    ['x', 'copy png', null],
    [' ', 'copy png', null],
    ['Enter', 'copy png', null],
  ])('the key “%s” on the entry “%s” leads to “%s”', (key, from, to) => {
    expect(after(key, from)).toBe(to);
  });
});

describe('pixels of an image', () => {
  test.each([
    [1000, 800, 2],
    [1000, 10_000, 1.6384],
    [20_000, 500, 0.8192],
  ])('a picture of %i × %i is drawn at %d', (width, height, scale) => {
    expect(fittingScale(width, height, 2)).toBeCloseTo(scale, 3);
  });

  test('what cannot be read is not drawn', () => {
    expect(() => fittingScale(1000, 80_000, 2)).toThrow(PictureTooLarge);
  });
});
