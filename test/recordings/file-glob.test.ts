import { expect, test } from 'vitest';
import { fitsGlob } from '../../recordings/index.js';

test.each([
  ['logs/sip.log', '*.log', true],
  ['logs/sip.log', 'logs/*', true],
  ['a/logs/deep/sip.log', 'logs/**/*.log', true],
  ['a/logs/sip.log', 'logs/**/*.log', true],
  ['a/catalogs/sip.log', 'logs/*.log', false],
  ['sip.log', 'si?.log', true],
  ['sip/log', 'sip?log', false],
])('of %s it is known whether it fits %s', (path, glob, fits) => {
  expect(fitsGlob(path, glob)).toBe(fits);
});

test('a pattern of many stars is decided, although the ways to read it are more than can be tried', () => {
  expect(fitsGlob('a'.repeat(250), `${'*a'.repeat(100)}b`)).toBe(false);
});
