import { expect, test } from 'vitest';
import { twoProblems } from '../timeline/sample-timelines.js';
import { testAccessibility } from './accessible-pages.js';
import { previewPages } from './preview-page.js';
import { themes } from './themes.js';

const openPage = previewPages();

testAccessibility(
  openPage,
  Object.keys(themes).filter((name) => !name.startsWith('high-contrast')),
);

test('the browser’s accessible names are those that the picture gives its parts', async () => {
  const shown = await openPage({ width: 900, height: 900 });
  const { page } = shown;
  await shown.show(twoProblems);
  const session = await page.context().newCDPSession(page);
  const heard = async (): Promise<string[]> => {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes.filter(({ role }) => role?.value === 'button').map(({ name }) => String(name?.value ?? ''));
  };
  const summary = await page.$$eval('svg [role="button"] > title', (titles) =>
    titles.map(({ textContent }) => (textContent ?? '').replaceAll('\n', ' ')),
  );
  expect(summary.length).toBeGreaterThan(twoProblems.events.length);
  await expect.poll(heard).toEqual(expect.arrayContaining(summary));
});
