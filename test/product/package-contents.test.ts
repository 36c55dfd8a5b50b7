import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { pack } from '../../scripts/package.mjs';
import { root } from '../../scripts/project.mjs';
import { readZip } from '../../scripts/zip.mjs';
import { packedExtension } from './packed-extension.js';

const KILOBYTE = 1024;

/** Documents for those who work on Confer, and what is the package's readme. */
const unpacked = new Set([
  'docs/architecture.md',
  'docs/marketplace.md',
  'docs/published-reference.md',
  'docs/images/confer.webp',
  'docs/images/first-fix.webp',
]);

describe('the packed extension', () => {
  let files: ReadonlyMap<string, Buffer>;

  beforeAll(async () => {
    files = await readZip(packedExtension);
  });

  test('the packed extension holds what it needs and nothing else', () => {
    const inFolder = (folder: string) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`);
    const documents = inFolder('docs').filter((file) => file.endsWith('.md') && !unpacked.has(file));
    const pages = [
      ...documents,
      ...inFolder('docs/rules'),
      ...inFolder('docs/library'),
      ...inFolder('docs/images').filter((file) => !unpacked.has(file)),
    ];
    expect([...files.keys()].sort()).toEqual(
      [
        '[Content_Types].xml',
        'extension.vsixmanifest',
        'extension/LICENSE.txt',
        'extension/out/ThirdPartyNotices.txt',
        'extension/changelog.md',
        'extension/examples/escalate-chat-faults.confer',
        'extension/examples/escalate-chat.confer',
        'extension/examples/escalate-chat.jsonl',
        'extension/images/file-dark.svg',
        'extension/images/file-light.svg',
        'extension/images/icon.png',
        'extension/out/client/browser.js',
        'extension/out/client/node.cjs',
        'extension/out/server/browser.js',
        'extension/out/server/node.cjs',
        'extension/out/runner/browser.js',
        'extension/out/runner/node.cjs',
        'extension/out/markdown/preview.css',
        'extension/out/mcp/serve-tools.cjs',
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
        'extension/syntaxes/markdown-confer.tmLanguage.json',
        ...pages.map((file) => `extension/${file}`),
      ].sort(),
    );
  });

  test('bundles nothing but what the manifest calls a dependency, and what those need', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const notices = readFileSync(path.join(root, 'out/ThirdPartyNotices.txt'), 'utf8');
    const bundled = [...notices.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) \d+\.\d+\.\d+\S* \(/gm)].map(([, name]) => name);
    expect(bundled).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    const needed = new Set<string>();
    const queue = Object.keys(dependencies);
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (needed.has(name)) continue;
      needed.add(name);
      const manifest = path.join(root, 'node_modules', name, 'package.json');
      if (existsSync(manifest))
        queue.push(...Object.keys(JSON.parse(readFileSync(manifest, 'utf8')).dependencies ?? {}));
    }
    expect(bundled.filter((name) => name !== undefined && !needed.has(name))).toEqual([]);
  });

  test('the packed extension stays within 2.5 MB', () => {
    expect(statSync(packedExtension).size).toBeLessThanOrEqual(2.5 * KILOBYTE * KILOBYTE);
  });

  test('the packed extension is the same to the byte when it is packed again', async () => {
    process.env.SOURCE_DATE_EPOCH ??= '1767225600';
    const first = readFileSync(await pack());
    expect(readFileSync(await pack()).equals(first)).toBe(true);
  });

  test('the packed extension has the page of the Marketplace as its readme, with pictures that work there', () => {
    const readme = files.get('extension/readme.md')?.toString('utf8') ?? '';
    expect(readme).toContain('## Who it is for');
    const targets = [...readme.matchAll(/\]\(([^)#]+)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !/^(?:https:|data:image\/webp;)/.test(target))).toEqual([]);
  });

  test('carries no source map and no path of the machine that built it', () => {
    for (const [name, content] of files) {
      const text = content.toString('utf8');
      expect(text.includes('sourceMappingURL='), name).toBe(false);
      expect(text.includes(root), name).toBe(false);
    }
  });
});
