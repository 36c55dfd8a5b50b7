import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { version } from '../../cli/version.js';
import {
  commands,
  languageId,
  libraryScheme,
  mcpServerProvider,
  settingsSection,
  taskType,
  timelineViewType,
  toolNames,
  toolPrefix,
} from '../../client/contributions.js';
import { root } from '../../scripts/project.mjs';
import { tools } from '../../tools/index.js';

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly main: string;
  readonly browser: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly configuration: string }[];
    readonly grammars: readonly { readonly language?: string; readonly path: string }[];
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
    readonly mcpServerDefinitionProviders: readonly { readonly id: string }[];
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly modelDescription: string;
      readonly inputSchema: object;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

const manifest: Manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

describe('the manifest', () => {
  test('the manifest declares the commands that the client registers', () => {
    expect(manifest.contributes.commands.map((entry) => entry.command).sort()).toEqual(Object.values(commands).sort());
  });

  test('the manifest declares the server of the tools that the client registers', () => {
    expect(manifest.contributes.mcpServerDefinitionProviders.map(({ id }) => id)).toEqual([mcpServerProvider]);
  });

  test('the manifest declares the tools that the client registers and the server has, in the words of confer mcp', () => {
    expect(tools.map(({ name }) => name)).toEqual([...toolNames]);
    const declared = manifest.contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
      name,
      modelDescription,
      inputSchema,
    }));
    expect(declared).toEqual(
      tools.map(({ name, description, inputSchema }) => ({
        name: toolPrefix + name,
        modelDescription: description,
        inputSchema,
      })),
    );
  });

  test('the manifest puts only declared commands into menus, and each into the palette with a condition', () => {
    const declared = new Set<string>(Object.values(commands));
    const used = Object.values(manifest.contributes.menus).flat();
    expect(used.filter((entry) => !declared.has(entry.command) || entry.when === '')).toEqual([]);
    expect(new Set(manifest.contributes.menus.commandPalette?.map((entry) => entry.command))).toEqual(declared);
  });

  test('the manifest declares the language, and is activated by it, its panel, its library, its task and a folder that has files of it', () => {
    expect(manifest.contributes.languages.map((language) => language.id)).toEqual([languageId]);
    expect(manifest.contributes.grammars.map((grammar) => grammar.language)).toEqual([languageId, undefined]);
    expect(manifest.activationEvents).toEqual([
      `onLanguage:${languageId}`,
      `onWebviewPanel:${timelineViewType}`,
      `onFileSystem:${libraryScheme}`,
      `onTaskType:${taskType}`,
      'workspaceContains:**/*.confer',
    ]);
  });

  test('the manifest has its settings in the section that the client reads, with the defaults of the contract', () => {
    const { properties } = manifest.contributes.configuration;
    expect(Object.keys(properties).filter((key) => !key.startsWith(`${settingsSection}.`))).toEqual([]);
    expect(properties[`${settingsSection}.check.maxConfigurations`]?.default).toBe(20000);
  });

  test('the manifest names files that exist and bundles that are built', () => {
    const [language] = manifest.contributes.languages;
    const [grammar] = manifest.contributes.grammars;
    for (const file of [manifest.icon, language?.configuration, grammar?.path]) {
      expect(existsSync(path.join(root, file ?? 'not named')), file).toBe(true);
    }
    expect([manifest.main, manifest.browser, manifest.bin.confer]).toEqual([
      './out/client/node.cjs',
      './out/client/browser.js',
      'out/cli/confer.cjs',
    ]);
  });

  test('the manifest has the version that the command prints', () => {
    expect(manifest.version).toBe(version);
  });

  test('the manifest asks for exact versions', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([name, version]) => !name.startsWith('@types/node') && !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
    expect(`${manifest.publisher}.${manifest.name}`).toBe('confer.confer');
    expect(manifest.engines.vscode).toBe('^1.91.0');
  });
});
