import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import {
  commands,
  languageId,
  libraryScheme,
  settingsSection,
  taskType,
  timelineViewType,
} from '../../client/contributions.js';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly languages: readonly { readonly id: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as Manifest;

it('the client registers the commands that the manifest declares, and no other', () => {
  const declared = manifest.contributes.commands.map(({ command }) => command);
  expect(Object.values(commands).sort()).toEqual(declared.sort());
});

it('the client names the language, the files and the panel as the manifest declares them', () => {
  expect(manifest.contributes.languages.map(({ id }) => id)).toEqual([languageId]);
  expect([...manifest.activationEvents].sort()).toEqual([
    `onFileSystem:${libraryScheme}`,
    `onLanguage:${languageId}`,
    `onTaskType:${taskType}`,
    `onWebviewPanel:${timelineViewType}`,
    'workspaceContains:**/*.confer',
  ]);
});

it('the client has all its settings in its section', () => {
  for (const name of Object.keys(manifest.contributes.configuration.properties)) {
    expect(name.startsWith(`${settingsSection}.`)).toBe(true);
  }
});
