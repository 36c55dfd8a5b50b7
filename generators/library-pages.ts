import { EmptyFileSystem, URI } from 'langium';
import { type AssistServices, createAssistServices } from '../assist/index.js';
import { buildTimeline, type Model, modelName } from '../check/index.js';
import { isVisibleEverywhere, libraryFile, libraryImportPath } from '../language/index.js';
import { renderSvg } from '../timeline/index.js';
import { type ModelPage, modelPage } from './model-page.js';

/**
 * Pages about the models of the library: one for each, a picture of each one's example flow, and the list of all.
 * @returns texts by path from the project's root
 */
export async function libraryPages(): Promise<Map<string, string>> {
  const { shared, Confer } = createAssistServices(EmptyFileSystem);
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  const pages = new Map<string, string>();
  const entries: ModelPage[] = [];
  for (const document of shared.workspace.LibraryDocuments.all()) {
    const file = libraryFile(document.uri);
    if (file === undefined) continue;
    for (const model of Confer.analysis.Compiler.file(document).models) {
      const name = modelName(model);
      const flow = (await Confer.fixes.RefactoringProvider.newFile([{ document, model: name }])) ?? '';
      const picture = await pictureOf(Confer, name, flow);
      const page: ModelPage = {
        model,
        path: file.path,
        import: isVisibleEverywhere(file) ? null : libraryImportPath(file),
        fileName: fileNameOf(name),
        flow,
        picture: picture === null ? null : picture.isAll ? 'all paths' : 'the default path',
      };
      entries.push(page);
      pages.set(`docs/library/${page.fileName}.md`, modelPage(page));
      if (picture !== null) pages.set(`docs/library/${page.fileName}.svg`, picture.svg);
    }
  }
  pages.set('docs/library/README.md', listOf(entries, ''));
  pages.set('library/README.md', listOf(entries, '../docs/library/'));
  return pages;
}

interface Picture {
  readonly svg: string;
  readonly isAll: boolean;
}

/** Most visits of a picture of all paths: a longer one is no overview. */
const MAX_VISITS = 16;

/** The example flow with the life cycle of each party, drawn as every timeline is: all paths, or the default one. */
async function pictureOf(services: AssistServices, name: string, text: string): Promise<Picture | null> {
  const { DocumentBuilder, LangiumDocuments } = services.shared.workspace;
  const document = LangiumDocuments.createDocument(URI.parse(`memory:/${name}.confer`), text);
  await DocumentBuilder.build([document]);
  const found = await services.analysis.AnalysisProvider.analyze(document);
  const [analysis] = found.flows;
  if (analysis === undefined) return null;
  const all = buildTimeline(found, analysis, { kind: 'all' });
  const isAll = all.phases.length <= MAX_VISITS;
  return { isAll, svg: renderSvg(isAll ? all : buildTimeline(found, analysis), { theme: 'light' }) };
}

function listOf(pages: readonly ModelPage[], folder: string): string {
  const rows = pages.map(({ model, path, import: imported, fileName }) => {
    const [header] = model.headers;
    const rowCount = model.phases.reduce((sum, phase) => sum + phase.rows.length, 0);
    const visible = imported === null ? 'everywhere' : `\`import "${imported}"\``;
    const cells = [`[${header?.name}](${folder}${fileName}.md)`, header?.title ?? '', `\`${path}\``];
    return `| ${[...cells, model.phases.length, rowCount, inferredRows(model), visible].join(' | ')} |`;
  });
  return [
    '# The library of models',
    '',
    'The models that come with Confer restate published references; each row states its ground. A library file is only read when one of its names is used.',
    '',
    '| Model | Title | File | Phases | Rows | Inferred | Visible |',
    '| --- | --- | --- | ---: | ---: | ---: | --- |',
    ...rows,
    '',
    'This list and the pages are written by `npm run generate`.',
    '',
  ].join('\n');
}

function inferredRows({ phases }: Model): number {
  return phases.reduce((sum, { rows }) => sum + rows.filter(({ ground }) => ground?.kind === 'inferred').length, 0);
}

/** `DeliverToAgent` → `deliver-to-agent`. */
function fileNameOf(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
