import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../timeline/export/svg.js';
import { renderText } from '../../timeline/export/text.js';
import { allPaths, unanswered } from './branching-timelines.js';
import { conforming, crowded, twoProblems } from './sample-timelines.js';

describe('the drawings that `confer timeline` writes', () => {
  test.each(Object.entries({ conforming, 'two-problems': twoProblems, crowded, 'all-paths': allPaths, unanswered }))(
    'the drawings that `confer timeline` writes show %s as text',
    async (name, timeline) => {
      await expect(renderText(timeline)).toMatchFileSnapshot(`fixtures/${name}.txt`);
    },
  );

  test.each(['light', 'dark'] as const)(
    'the drawings that `confer timeline` writes show two problems as a %s SVG',
    async (theme) => {
      await expect(renderSvg(twoProblems, { theme })).toMatchFileSnapshot(`fixtures/two-problems-${theme}.svg`);
    },
  );

  test('the drawings that `confer timeline` writes show all paths as SVG, to scale', async () => {
    const svg = renderSvg(allPaths, { theme: 'light', scale: true });
    await expect(svg).toMatchFileSnapshot('fixtures/all-paths-light.svg');
  });

  test('an SVG stands alone: no variable, no script, nothing from elsewhere', () => {
    const svg = renderSvg(crowded, { theme: 'dark' });
    expect(svg).not.toMatch(/var\(|<script|<image|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  });

  test('an SVG has words for screen readers', () => {
    const svg = renderSvg(twoProblems, { theme: 'light' });
    expect(svg).toContain('<title id="confer-title">Timeline of EscalateChat: Escalate a support chat</title>');
    expect(svg).toMatch(/<desc id="confer-desc">4 participants, 3 phases, 11 messages: 2 problems\./);
  });

  test('lanes are at the bottom, then the strip, arrows, life bars, and chips on top', () => {
    const [, band = ''] = renderSvg(unanswered, { theme: 'light' }).split('<g class="band ');
    const order = ['class="lane ', 'class="band-head"', 'class="event ', 'class="bar ', 'class="outcomes"'];
    const places = order.map((part) => band.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('text of the source is escaped', () => {
    const hostile = { ...conforming, title: '<script>alert("&")</script>' };
    expect(renderSvg(hostile, { theme: 'light' })).not.toContain('<script');
  });

  test('an SVG whose texts hold the end of a CDATA section holds none itself', () => {
    const end = ']]>';
    const event = (index: number) => ({ message: `Message ${index} ${end}`, details: end });
    const hostile = {
      ...conforming,
      title: `A ${end}`,
      phases: conforming.phases.map((phase) => ({ ...phase, title: end })),
      events: conforming.events.map((one, index) => ({ ...one, ...event(index) })),
    };
    const svg = renderSvg(hostile, { theme: 'light' });
    expect(svg).toContain(']]&gt;');
    expect(svg.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')).not.toContain(end);
  });

  test('events and bands carry what programs look for', () => {
    const svg = renderSvg(twoProblems, { theme: 'dark' });
    expect(svg).toContain('data-event="1-Accepts-m0" data-status="missing"');
    expect(svg).toContain('data-phase="Accepts" data-visit="1" data-verdict="errors"');
  });
});
