import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/project.mjs';
import { readZip } from '../../scripts/zip.mjs';
import { packedExtension } from './packed-extension.js';

const kilobyte = 1024;

describe('the packed extension', () => {
  let files: ReadonlyMap<string, Buffer>;

  beforeAll(async () => {
    files = await readZip(packedExtension);
  });

  test('holds what it needs and nothing else', () => {
    const rulePages = readdirSync(path.join(root, 'docs/rules')).map((name) => `extension/docs/rules/${name}`);
    expect([...files.keys()].sort()).toEqual(
      [
        '[Content_Types].xml',
        'extension.vsixmanifest',
        'extension/LICENSE.txt',
        'extension/changelog.md',
        ...['fault', 'fix', 'open', 'own', 'path'].map((step) => `extension/docs/walkthrough/${step}.md`),
        'extension/examples/escalate-chat-faults.confer',
        'extension/examples/escalate-chat.confer',
        'extension/docs/images/confer.png',
        'extension/images/file-dark.svg',
        'extension/images/file-light.svg',
        'extension/images/icon.png',
        'extension/out/client/browser.js',
        'extension/out/client/node.cjs',
        'extension/out/server/browser.js',
        'extension/out/server/node.cjs',
        'extension/out/markdown/preview.css',
        'extension/out/markdown/preview.js',
        'extension/out/webview/preview.css',
        'extension/out/webview/preview.js',
        'extension/l10n/bundle.l10n.json',
        'extension/package.json',
        'extension/package.nls.json',
        'extension/readme.md',
        'extension/schemas/confer.schema.json',
        'extension/syntaxes/confer.tmLanguage.json',
        'extension/syntaxes/language-configuration.json',
        ...rulePages,
      ].sort(),
    );
  });

  test('stays within 2.5 MB', () => {
    expect(statSync(packedExtension).size).toBeLessThanOrEqual(2.5 * kilobyte * kilobyte);
  });

  test('carries no source map and no path of the machine that built it', () => {
    for (const [name, content] of files) {
      const text = content.toString('utf8');
      expect(text.includes('sourceMappingURL='), name).toBe(false);
      expect(text.includes(root), name).toBe(false);
    }
  });
});
