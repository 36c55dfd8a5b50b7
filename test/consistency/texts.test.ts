import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { manifestTexts } from '../support/manifest.js';
import { readSourceFiles } from './source-files.js';

const manifestText = readFileSync(path.join(root, 'package.json'), 'utf8');
const bundle: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(path.join(root, 'l10n/bundle.l10n.json'), 'utf8'),
);

/** Keys of the manifest whose values people read. */
const shown = /^(title|category|description|userDescription|markdownDescription|altText|contents|displayName)$|^\d+$/;

describe('what the manifest shows', () => {
  test('what the manifest shows is in package.nls.json, and nothing else is', () => {
    const used = [...manifestText.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
    expect([...new Set(used)].sort()).toEqual(Object.keys(manifestTexts).sort());
    expect(Object.values(manifestTexts).filter((text) => text.trim() === '')).toEqual([]);
  });

  test('what the manifest shows is written nowhere in the manifest itself', () => {
    const { displayName, description, contributes } = JSON.parse(manifestText);
    const literal: string[] = [];
    const visit = (value: unknown, place: string) => {
      if (typeof value === 'string') {
        const key = place.split('/').at(-1) ?? '';
        const inList = /\/(enumDescriptions|markdownEnumDescriptions)\/\d+$/.test(place);
        if ((inList || (shown.test(key) && !/^\d+$/.test(key))) && !/^%.+%$/.test(value)) literal.push(place);
      } else if (typeof value === 'object' && value !== null) {
        // Schemas of tools are read by models, not people.
        const keys = Object.entries(value).filter(([key]) => key !== 'inputSchema');
        for (const [key, inner] of keys) visit(inner, `${place}/${key}`);
      }
    };
    visit({ displayName, description, contributes }, '');
    expect(literal).toEqual([]);
  });
});

test('the settings are at most 15, each with a scope and a description', () => {
  const { properties } = JSON.parse(manifestText).contributes.configuration;
  const settings = Object.entries<Readonly<Record<string, unknown>>>(properties);
  expect(settings.length).toBeLessThanOrEqual(15);
  const incomplete = settings.filter(
    ([, setting]) => setting.scope === undefined || (setting.description ?? setting.markdownDescription) === undefined,
  );
  expect(incomplete).toEqual([]);
});

test('the client’s texts are those of the bundle that translations start from', () => {
  const used = readSourceFiles()
    .filter((file) => /^client\/(?!webview\/)/.test(file.path))
    .flatMap((file) => [...file.text.matchAll(/(?:\bl10n\.t|\btranslate)\(\s*'((?:[^'\\]|\\.)*)'/g)])
    .map((match) => (match[1] ?? '').replace(/\\(.)/g, '$1'));
  expect(Object.keys(bundle).sort()).toEqual([...new Set(used)].sort());
  expect(Object.entries(bundle).filter(([text, translation]) => text !== translation)).toEqual([]);
});

test('a fix that replaces a text is titled "Change to", and one that inserts it "Add"', () => {
  const titles = readSourceFiles()
    .filter(({ path: file }) => file.startsWith('assist/fixes/'))
    .flatMap(({ text }) => text.match(/['`]Write (?:"[^"\n]*"|\$\{[^}\n]*\})['`]/g) ?? []);
  expect(titles).toEqual([]);
});
