import { describe, expect, test } from 'vitest';
import { TextMeasure } from '../../timeline/layout/text-metrics.js';

const measure = new TextMeasure(1);
const style = { size: 10 };

describe('text without a DOM', () => {
  test('width grows with the text, the size and the scale', () => {
    expect(measure.width('ab', style)).toBeCloseTo(12.4);
    expect(measure.width('ab', { size: 20 })).toBeCloseTo(24.8);
    expect(new TextMeasure(2).width('ab', style)).toBeCloseTo(24.8);
    expect(measure.width('ab', { ...style, bold: true })).toBeGreaterThan(12.4);
    expect(measure.width('会議', style)).toBeGreaterThan(20);
  });

  test('shortening keeps what fits and says that there is more', () => {
    expect(measure.shorten('EventPartyAdded', style, 500)).toBe('EventPartyAdded');
    const short = measure.shorten('EventPartyAdded', style, 50);
    expect(short).toMatch(/^Event.*…$/);
    expect(measure.width(short, style)).toBeLessThanOrEqual(50);
  });

  test('wrapping breaks at spaces and shortens the last line', () => {
    const lines = measure.wrap('one two three four five six seven eight nine', style, 60, 2);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe('one two');
    expect(lines[1]).toMatch(/…$/);
    for (const line of lines) expect(measure.width(line, style)).toBeLessThanOrEqual(60);
  });

  test('wrapping keeps a number with its unit', () => {
    for (let width = 40; width < 170; width += 5) {
      const lines = measure.wrap('after 41 s instead of at most 30 s', style, width, 9);
      for (const line of lines) expect(line, `${width} px`).not.toMatch(/\d$|^s/);
    }
    expect(measure.wrap('Wait 4 minutes', style, 48, 3)).toEqual(['Wait 4', 'minutes']);
  });

  test('wrapping breaks a long name before its capitals, and one without capitals at the end of the line', () => {
    expect(measure.wrap('TransferCancelled', style, 60, 2)).toEqual(['Transfer', 'Cancelled']);
    const lines = measure.wrap('transfercancelled', style, 60, 3);
    expect(lines.join('')).toBe('transfercancelled');
    for (const line of lines) expect(measure.width(line, style)).toBeLessThanOrEqual(60);
  });
});
