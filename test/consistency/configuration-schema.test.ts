import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isConfigurable, ruleCodes, rules } from '../../check/findings/rules.js';
import { configurationFileName } from '../../language/configuration/configuration.js';
import { readConfiguration } from '../../language/configuration/configuration-reader.js';
import { presets, ruleLevels } from '../../language/configuration/severities.js';
import { root } from '../../scripts/project.mjs';

interface Schema {
  readonly properties: Readonly<
    Record<string, { readonly anyOf?: readonly { readonly enum?: readonly string[] }[]; readonly default?: unknown }>
  >;
  readonly definitions: {
    readonly level: {
      readonly anyOf: readonly {
        readonly enum?: readonly string[];
        readonly markdownEnumDescriptions?: readonly string[];
      }[];
    };
    readonly rules: {
      readonly properties: Readonly<Record<string, { readonly default: string; readonly markdownDescription: string }>>;
    };
  };
}

const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const schema: Schema = read('schemas/confer.schema.json');

describe('the schema of confer.json', () => {
  test('the schema of confer.json has every rule that can be graded, with its level and what its page is listed with', () => {
    const gradable = ruleCodes.filter(isConfigurable).sort();
    const described = Object.entries(schema.definitions.rules.properties);
    expect(described.map(([code, { default: level }]) => [code, level])).toEqual(
      gradable.map((code) => [code, rules[code].severity]),
    );
    const differing = gradable.filter(
      (code) => schema.definitions.rules.properties[code]?.markdownDescription !== rules[code].finds,
    );
    expect(differing).toEqual([]);
  });

  test('the schema of confer.json has the levels, the presets and the entries that are read', () => {
    const [level] = schema.definitions.level.anyOf;
    expect(level?.enum).toEqual(ruleLevels);
    expect(level?.markdownEnumDescriptions).toHaveLength(ruleLevels.length);
    expect(schema.properties.preset?.anyOf?.[0]?.enum).toEqual(Object.keys(presets));
    expect(schema.properties.preset?.default).toBe('recommended');
    const everything = Object.fromEntries(Object.keys(schema.properties).map((key) => [key, null]));
    const { problems } = readConfiguration(JSON.stringify({ ...everything, other: null }));
    expect(problems.filter(({ message }) => message.includes('Unknown entry')).map(({ message }) => message)).toEqual([
      `Unknown entry "other". Expected one of ${Object.keys(schema.properties)
        .map((key) => `"${key}"`)
        .join(', ')}.`,
    ]);
  });

  test('only suggests: the server reports what is wrong, once', () => {
    const marking =
      /^(type|required|additionalProperties|minLength|maxLength|pattern|minItems|uniqueItems|oneOf|const|not)$/;
    const found: string[] = [];
    const visit = (value: unknown, path: string, names: boolean): void => {
      if (Array.isArray(value)) for (const item of value) visit(item, path, false);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
      const entries = Object.entries(value);
      // Other allowed values are next to the list of the recommended ones.
      const listed = entries.some(([key]) => key === 'enum');
      if (!names && listed && !path.endsWith('/anyOf')) found.push(path);
      for (const [key, inner] of entries) {
        if (!names && marking.test(key)) found.push(`${path}/${key}`);
        if (key !== 'defaultSnippets') visit(inner, `${path}/${key}`, !names && /^(properties|definitions)$/.test(key));
      }
      const { anyOf } = value as { readonly anyOf?: readonly object[] };
      if (anyOf !== undefined && !anyOf.some((each) => Object.keys(each).length === 0)) found.push(`${path}/anyOf`);
    };
    visit(schema, '', false);
    expect(found).toEqual([]);
  });

  test('the schema of confer.json knows what the documents show', () => {
    for (const file of ['README.md', 'docs/configuration.md']) {
      const examples = [...readFileSync(path.join(root, file), 'utf8').matchAll(/```json\n([\s\S]*?)```/g)];
      expect(examples.map(([, text]) => readConfiguration(text ?? '').problems)).toEqual([[]]);
    }
  });

  test('the schema of confer.json is given to the editor for the file of that name, and packed', () => {
    const manifest = read('package.json');
    expect(manifest.contributes.jsonValidation).toEqual([
      { fileMatch: configurationFileName, url: './schemas/confer.schema.json' },
    ]);
    expect(readFileSync(path.join(root, '.vscodeignore'), 'utf8')).toContain('!schemas/confer.schema.json');
  });
});
