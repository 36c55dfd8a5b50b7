import path from 'node:path';
import { buildTimeline, type DocumentAnalysis, type FlowAnalysis, type PathSelection } from '../../check/index.js';
import { exportTimeline } from '../../timeline/index.js';
import type { TextExportFormat } from '../../timeline/types/export-format.js';
import type { Timeline } from '../../timeline/types/timeline.js';
import { coverageReports } from '../coverage-report.js';
import { inputFiles } from '../input-files.js';
import { type CheckedFile, Project } from '../project.js';
import { jsonCoverage } from '../reporters/coverage-json.js';
import { jsonReport } from '../reporters/json.js';
import { summarize } from '../summary.js';
import type { CheckResult, CoverageResult, RenderOptions, Source, TimelineOptions } from './api-types.js';

export type * from '../../timeline/types/timeline.js';
export type * from './api-types.js';

/**
 * Checks Confer sources as `confer check` does.
 * @throws Error for a file that cannot be read
 */
export async function check(source: Source): Promise<CheckResult> {
  const checked = (await checkedFiles(source)).files;
  const files = checked.map((file) => ({ ...file, findings: file.analysis.findings, known: [] }));
  const report = {
    files,
    summary: summarize(files),
    fixes: undefined,
    edits: new Map(),
    colored: false,
    quiet: false,
  };
  return JSON.parse(jsonReport(report)) as CheckResult;
}

/**
 * The timeline of one path through a flow, as `confer timeline --format json` writes it.
 * @throws Error if there is no such flow or scenario
 */
export async function timeline(source: Source, options: TimelineOptions = {}): Promise<Timeline> {
  const { files } = await checkedFiles(source);
  const [file] = files;
  if (file === undefined) throw new Error('There is no file to draw.');
  const flow = chosenFlow(file.analysis, options.flow);
  return buildTimeline(file.analysis, flow, chosenPath(flow, options));
}

/** How much of their models flows show, as `confer coverage --format json` writes it. */
export async function coverage(source: Source): Promise<CoverageResult> {
  const { project, files } = await checkedFiles(source);
  const models = project.models.followed(files.flatMap(({ analysis }) => analysis.flows));
  return JSON.parse(jsonCoverage(coverageReports(models, files))) as CoverageResult;
}

/**
 * A timeline as a picture, a page or text.
 * @throws Error if it is too large for a picture
 */
export function render(drawn: Timeline, format: TextExportFormat, options: RenderOptions = {}): string {
  const { theme, toScale } = options;
  return exportTimeline(drawn, format, {
    ...(theme === undefined ? {} : { theme }),
    ...(toScale === undefined ? {} : { scale: toScale }),
  });
}

async function checkedFiles(source: Source): Promise<{ project: Project; files: readonly CheckedFile[] }> {
  const project = await Project.create();
  if ('text' in source) {
    const file = path.resolve(source.path ?? 'source.confer');
    return { project, files: await project.check([{ path: file, realPath: file, text: source.text }]) };
  }
  return { project, files: await project.check(await inputFiles(source.files, project)) };
}

function chosenFlow({ flows }: DocumentAnalysis, name: string | undefined): FlowAnalysis {
  const found = name === undefined ? flows[0] : flows.find(({ flow }) => flow.name === name);
  if (found !== undefined) return found;
  throw new Error(name === undefined ? 'The file declares no flow.' : `There is no flow "${name}".`);
}

function chosenPath({ flow }: FlowAnalysis, { scenario, phases, allPaths }: TimelineOptions): PathSelection {
  if (allPaths === true) return { kind: 'all' };
  if (phases !== undefined) return { kind: 'path', phases };
  if (scenario === undefined) return { kind: 'default' };
  if (!flow.scenarios.some(({ name }) => name === scenario)) throw new Error(`There is no scenario "${scenario}".`);
  return { kind: 'scenario', name: scenario };
}
