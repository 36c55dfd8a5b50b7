import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { effectiveGround, type Item, type Model } from '../../check/index.js';
import { ast, libraryFile } from '../../language/index.js';
import { fileNames } from '../../language/scoping/declared-names.js';
import { root } from '../../scripts/project.mjs';
import { TestWorkspace } from '../support/workspace.js';

const workspace = await TestWorkspace.create();
const documents = workspace.shared.workspace.LibraryDocuments.all();
const models: readonly Model[] = documents.flatMap((document) => [
  ...workspace.services.analysis.Compiler.file(document).models,
]);

test('the library is the whole reference: 21 models, and nothing is wrong with them', async () => {
  expect(models).toHaveLength(21);
  for (const document of documents) {
    const { findings } = await workspace.services.analysis.AnalysisProvider.analyze(document);
    expect(findings.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
  }
});

test('the catalogue knows the names of every file without reading it', () => {
  for (const document of documents) {
    const file = libraryFile(document.uri);
    const names = fileNames(document.parseResult.value);
    expect(file?.names).toEqual(
      Object.fromEntries(Object.entries(names).map(([kind, table]) => [kind, [...table.keys()]])),
    );
    const root = document.parseResult.value;
    const members = (ast.isConferFile(root) ? root.declarations : [])
      .filter(ast.isModel)
      .flatMap((model) =>
        model.members.flatMap((member) => (ast.isRole(member) || ast.isModelPhase(member) ? [member.name] : [])),
      );
    expect(file?.members).toEqual(members);
  }
});

test('a file is read when a name of it is used, and not before', async () => {
  const fresh = await TestWorkspace.create({ 'own.confer': 'protocol P\nmessage M on P\n' });
  const { LangiumDocuments } = fresh.shared.workspace;
  const read = () => LangiumDocuments.all.map(({ uri }) => uri.path).filter((name) => name.startsWith('/genesys/'));
  expect(read().toArray()).toEqual([]);
  await fresh.write({ 'own.confer': 'flow F follows Registration {\n}\n' });
  const found = read().toArray().sort();
  expect(found).toContain('/genesys/registration.confer');
  expect(found).not.toContain('/genesys/transfer.confer');
});

describe('grounds', () => {
  test('nothing that a model asks for is without one', () => {
    const without = models.flatMap((model) =>
      model.phases.flatMap((phase) => {
        const parts = [...phase.rows, ...phase.needs, ...phase.moves].map(({ ground }) => ground);
        const triggers = phase.triggers.map((trigger) =>
          trigger.kind === 'message' ? trigger.row.ground : trigger.ground,
        );
        const replaces = phase.replaces === null ? [] : [phase.replacesGround];
        const bare = [...parts, ...triggers, ...replaces].filter(
          (own) => effectiveGround(own, phase, phase.model) === null,
        );
        return bare.map(() => `${phase.model.name}.${phase.name}`);
      }),
    );
    expect(without).toEqual([]);
  });

  test('an inference states its reason', () => {
    const inferred = models.flatMap(({ phases }) =>
      phases.flatMap(({ rows }) => rows.flatMap(({ ground }) => (ground?.kind === 'inferred' ? [ground.text] : []))),
    );
    expect(inferred.length).toBeGreaterThan(10);
    expect(inferred.filter((reason) => reason.trim() === '')).toEqual([]);
  });

  test('no order is stated by a model whose source has tables only: they are in alphabetical order', () => {
    const ordered = models.filter(
      ({ headers: [header], phases }) => header?.arrowsInferred === true && phases.some(({ items }) => hasOrder(items)),
    );
    expect(ordered.map(({ headers: [header] }) => header?.name)).toEqual([]);
  });
});

test('every model has its page, which names its phases, and the list has every model', () => {
  const list = readFileSync(path.join(root, 'docs/library/README.md'), 'utf8');
  const pages = readdirSync(path.join(root, 'docs/library'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(path.join(root, 'docs/library', name), 'utf8'));
  for (const {
    headers: [header],
    phases,
  } of models) {
    expect(list).toContain(`[${header?.name}](`);
    const page = pages.find((text) => text.includes(`\nModel \`${header?.name}\`,`)) ?? '';
    for (const { name } of phases) expect(page).toContain(`\n\`${name}\`\n`);
    const picture = /^!\[The timeline of the flow below: [^\]]+\]\((.+)\)$/m.exec(page)?.[1] ?? '';
    expect(readFileSync(path.join(root, 'docs/library', picture), 'utf8')).toMatch(/^<svg /);
  }
});

function hasOrder(items: readonly Item[]): boolean {
  return items.some((item) => item.kind === 'order' || (item.kind !== 'row' && hasOrder(item.items)));
}
