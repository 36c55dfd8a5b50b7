import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../timeline/render/svg.js';
import { renderText } from '../../timeline/render/text.js';
import { allPaths, unanswered } from './branching-timelines.js';
import { conforming, crowded, twoProblems } from './sample-timelines.js';

describe('the drawings that `confer timeline` writes', () => {
  test.each(Object.entries({ conforming, 'two-problems': twoProblems, crowded, 'all-paths': allPaths, unanswered }))(
    '%s as text',
    async (name, timeline) => {
      await expect(renderText(timeline)).toMatchFileSnapshot(`fixtures/${name}.txt`);
    },
  );

  test.each(['light', 'dark'] as const)('two problems as SVG, %s', async (theme) => {
    await expect(renderSvg(twoProblems, { theme })).toMatchFileSnapshot(`fixtures/two-problems-${theme}.svg`);
  });

  test('all paths as SVG, to scale', async () => {
    const svg = renderSvg(allPaths, { theme: 'light', scale: true });
    await expect(svg).toMatchFileSnapshot('fixtures/all-paths-light.svg');
  });

  test('an SVG stands alone: no variable, no script, nothing from elsewhere', () => {
    const svg = renderSvg(crowded, { theme: 'dark' });
    expect(svg).not.toMatch(/var\(|<script|<image|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  });

  test('an SVG has words for those who do not see it', () => {
    const svg = renderSvg(twoProblems, { theme: 'light' });
    expect(svg).toContain('<title id="confer-title">Timeline of EscalateChat: Escalate a support chat</title>');
    expect(svg).toMatch(/<desc id="confer-desc">4 participants, 3 phases, 11 messages: 2 problems\./);
  });

  test('a head, the length of a timeout and chips lie over the brackets that they meet, and nothing shines through', () => {
    const svg = renderSvg(unanswered, { theme: 'light' });
    const columns = svg.split('<g class="band-column').filter((column) => column.includes('<g class="bracket-label"'));
    expect(columns).toHaveLength(1);
    for (const column of columns) {
      const order = ['class="bracket"', 'class="band-head"', 'class="bracket-label"', 'class="outcomes"'];
      const places = order.map((part) => column.indexOf(part));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
    expect(svg).not.toContain('fill-opacity');
  });

  test('what comes from the text is escaped', () => {
    const hostile = { ...conforming, title: '<script>alert("&")</script>' };
    expect(renderSvg(hostile, { theme: 'light' })).not.toContain('<script');
  });

  test('events and bands carry what programs look for', () => {
    const svg = renderSvg(twoProblems, { theme: 'dark' });
    expect(svg).toContain('data-event="1-Accepts-m0" data-status="missing"');
    expect(svg).toContain('data-phase="Accepts" data-visit="1" data-verdict="errors"');
  });
});
