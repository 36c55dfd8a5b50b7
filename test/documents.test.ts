import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentPath } from '../client/document-pages.js';
import { root } from '../scripts/project.mjs';
import { readSourceFiles } from './consistency/source-files.js';
import { manifestTexts, readManifest } from './support/manifest.js';

/** Documents of the repository, by their path from its root. */
const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'],
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.posix.join('docs', file.replaceAll('\\', '/'))),
];

/** Files in `docs` that are not in the package. */
const unpacked = new Set(['docs/architecture.md', 'docs/published-reference.md']);

/** A link or picture of a document: where it leads, and to which heading there. */
interface Link {
  readonly target: string;
  readonly heading: string | undefined;
}

function read(document: string): string {
  return readFileSync(path.join(root, document), 'utf8');
}

/** The links of a text, but for those to other sites and in code. */
function linksIn(text: string): Link[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\((?!https:|command:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(([, target = '', heading]) => ({
    target,
    heading,
  }));
}

/** The anchors of a document's headings, as GitHub and VS Code make them. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  );
}

const { contributes } = readManifest<{ contributes: { configuration: { properties: Record<string, unknown> } } }>();

describe.each(documents)('the document %s', (document) => {
  const text = read(document);

  test('the document has tables whose heads begin with capitals', () => {
    const heads = text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^(\|.*)\n\|[ :|-]+\|?$/gm);
    expect([...heads].map(([, head = '']) => head).filter((head) => /\| \p{Lowercase}/u.test(head))).toEqual([]);
  });

  test('the document names only commands and settings that exist', () => {
    const commands = [...text.replaceAll(/\s+/g, ' ').matchAll(/\*Confer: ([^*]+)\*/g)].map(([, title = '']) => title);
    const titles = Object.values(manifestTexts);
    expect(commands.filter((title) => !titles.includes(title))).toEqual([]);
    const settings = text.match(/`confer\.(?:check|inlayHints|timeline|trace)\.\w+`/g) ?? [];
    const settingNames = Object.keys(contributes.configuration.properties);
    expect(settings.filter((name) => !settingNames.includes(name.slice(1, -1)))).toEqual([]);
  });

  test('the document has links that lead somewhere, to a heading that is there', () => {
    const broken = linksIn(text).filter(({ target, heading }) => {
      const file = target === '' ? document : path.posix.join(path.posix.dirname(document), target);
      if (!existsSync(path.join(root, file))) return true;
      return heading !== undefined && !anchorsOf(read(file)).has(heading);
    });
    expect(broken).toEqual([]);
  });
});

test.each(documents.filter((document) => document.startsWith('docs/') && !unpacked.has(document)))(
  '%s has links that lead somewhere in the package, and where the editor opens it offline',
  (document) => {
    const broken = linksIn(read(document)).filter(({ target }) => {
      const file = path.posix.join(path.posix.dirname(document), target);
      const inDocs = documentPath(`/${path.posix.relative('docs', file)}`) !== undefined;
      return target !== '' && (unpacked.has(file) || !file.startsWith('docs/') || !inDocs);
    });
    expect(broken).toEqual([]);
  },
);

test('comments cite documents and sections that are there', () => {
  const broken = readSourceFiles().flatMap(({ path: file, text }) =>
    [...text.matchAll(/\b(docs\/[\w/-]+\.md)(?:#([\w-]+))?/g)].flatMap(([cited, document = '', heading]) => {
      if (!existsSync(path.join(root, document))) return file.startsWith('test/') ? [] : [`${file}: ${cited}`];
      return heading === undefined || anchorsOf(read(document)).has(heading) ? [] : [`${file}: ${cited}`];
    }),
  );
  expect(broken).toEqual([]);
});

test('the page on timelines as JSON describes every field', () => {
  const source = ['timeline', 'timeline-row', 'timeline-recording']
    .map((name) => read(`timeline/types/${name}.ts`))
    .join('');
  // Paths are what the box above a timeline offers, not part of it.
  const types = source.replace(/export interface TimelinePath \{[\s\S]*?\n\}/, '');
  const fields = new Set([...types.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, field = '']) => field));
  expect(fields.size).toBeGreaterThan(60);
  const page = read('docs/timeline-json.md');
  expect([...fields].filter((field) => !page.includes(`\`${field}\``))).toEqual([]);
});
