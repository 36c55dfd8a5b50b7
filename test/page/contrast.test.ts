import { describe, expect, test } from 'vitest';
import { keepPicture } from '../support/pictures.js';
import { crowded, twoProblems } from '../timeline/sample-timelines.js';
import { at } from '../timeline/timeline-parts.js';
import { DOCUMENT, previewPages } from './preview-page.js';
import { themes } from './themes.js';

const openPage = previewPages();

/** What axe does not look at: the texts and the lines of the drawing. */
describe.each(Object.keys(themes))('the drawing in %s', (theme) => {
  test.each(Object.entries({ twoProblems, crowded }))('%s: texts 4.5 to 1, lines 3 to 1', async (name, timeline) => {
    const shown = await openPage({ theme });
    await shown.show(timeline);
    await shown.send({ type: 'caret', documentUri: DOCUMENT, range: at(18, 8, 8) });
    await expect.poll(() => shown.page.evaluate(weakContrasts)).toEqual([]);
    await shown.page.keyboard.press('f');
    await shown.page.getByRole('checkbox', { name: timeline.participants[0]?.name ?? '', exact: true }).uncheck();
    await shown.page.keyboard.press('h');
    await expect.poll(() => shown.page.locator('.event.dimmed').count()).toBeGreaterThan(0);
    await expect.poll(() => shown.page.evaluate(weakContrasts), { message: 'what is faint' }).toEqual([]);
    await keepPicture(shown.page, `${name}-dimmed-${theme}`);
  });
});

/** Runs in the page: every kind of text and line whose contrast to its background is too low. */
function weakContrasts(): string[] {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  /** What a color comes to on a ground; the browser knows every way to write one. */
  const painted = (color: string, ground: readonly number[], opacity = 1): number[] => {
    if (context === null) return [];
    context.globalAlpha = 1;
    context.fillStyle = `rgb(${ground.join(' ')})`;
    context.fillRect(0, 0, 1, 1);
    context.globalAlpha = opacity;
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: readonly number[], b: readonly number[]): number => {
    const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
    return (light + 0.05) / (dark + 0.05);
  };
  const page = painted(getComputedStyle(document.body).backgroundColor, [0, 0, 0]);
  const groundOf = (element: Element): number[] => {
    let ground = page;
    const band = element.closest('.band-head')?.querySelector('.band-ground') ?? null;
    const inBox = element.matches('.lane') ? null : element.closest('.chip, .lane-header, .fix-button, .guard');
    const own = inBox?.querySelector('.chip-ground, .header-ground, .fix-ground') ?? null;
    const row = element.closest('.event.marked')?.querySelector('.row') ?? null;
    for (const under of [band, row, own]) if (under !== null) ground = painted(getComputedStyle(under).fill, ground);
    return ground;
  };
  /** What all that is around an element leaves of it. */
  const opacityOf = (element: Element): number => {
    let opacity = 1;
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      opacity *= Number(getComputedStyle(at).opacity);
    }
    return opacity;
  };
  const found = new Map<string, string>();
  const look = (selector: string, color: 'fill' | 'stroke', least: number): void => {
    for (const element of document.querySelectorAll(`.sheet ${selector}`)) {
      const style = getComputedStyle(element);
      if (style[color] === 'none') continue;
      const ground = groundOf(element);
      const ratio = contrast(painted(style[color], ground, opacityOf(element)), ground);
      const name = `${element.parentElement?.getAttribute('class')} > ${element.getAttribute('class')}`;
      if (ratio < least) found.set(name, `${name}: ${ratio.toFixed(2)} of ${least}`);
    }
  };
  look('text', 'fill', 4.5);
  look('.lane', 'stroke', 3);
  look('.arrow', 'stroke', 3);
  look('.head', 'stroke', 3);
  look('.icon', 'fill', 3);
  look('.bar-edge', 'stroke', 3);
  look('.cursor path', 'fill', 3);
  return [...found.values()];
}
