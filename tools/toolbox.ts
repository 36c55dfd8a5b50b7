import { type LangiumDocument, type URI, UriUtils } from 'langium';
import type { AssistServices } from '../assist/index.js';
import {
  buildTimeline,
  coverageCounts,
  coverageGaps,
  type DocumentAnalysis,
  evidenceOf,
  type FlowAnalysis,
  isRuleCode,
  listPaths,
  modelCoverage,
  modelName,
  nearestNames,
  type PathSelection,
  ruleCodes,
  rules,
} from '../check/index.js';
import { ModelLookup } from '../language/index.js';
import { exportTimeline } from '../timeline/index.js';
import { counted } from '../timeline/types/counted.js';
import { visibleText } from '../timeline/types/visible-text.js';
import { modelText, phaseText, titled } from './model-text.js';
import { type ToolName, tools } from './tool-table.js';

/** Entries of a list in an answer; the rest is counted. */
const MAX_ENTRIES = 50;
/** Length of an answer, in UTF-16 units: what fits a model's context. */
const MAX_ANSWER = 40_000;

/** What tools need from their host. */
export interface ToolHost {
  /** Folder that sources without a file are assumed to be in. */
  readonly folder: URI;
  /**
   * The address and text of a file that a caller may read.
   * @throws ToolError if there is none, or it may not be read
   */
  read(path: string): Promise<{ readonly uri: URI; readonly text: string }>;
  /** The Markdown page of a rule. */
  rulePage(code: string): Promise<string | undefined>;
  /**
   * Brings the analysis of files up to date before a call; left out if that is done already.
   * @param withModels whether every model that there is has to be known
   */
  refresh?(withModels: boolean): Promise<void>;
}

/** A call that cannot be followed; the message says how to do better. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

type Input = Readonly<Record<string, unknown>>;

/** Runs the tools for language models: the same for the editor and for `confer mcp`. */
export class Toolbox {
  private sources = 0;
  /** Settles when the calls made so far have ended. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly services: AssistServices,
    private readonly host: ToolHost,
  ) {}

  /**
   * Answers one call, after those before it: they share the documents.
   * @throws ToolError for a wrong call
   */
  call(name: string, input: Input): Promise<string> {
    const answer = this.last.then(() => this.answer(name, input));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  private async answer(name: string, input: Input): Promise<string> {
    const tool = tools.find((candidate) => candidate.name === name);
    if (tool === undefined) throw new ToolError(`There is no tool "${name}": ${tools.map((t) => t.name).join(', ')}.`);
    await this.host.refresh?.(tool.name === 'models');
    const answer = visibleText(await this.run(tool.name, input));
    if (answer.length <= MAX_ANSWER) return answer;
    return `${answer.slice(0, MAX_ANSWER)}\n… cut after ${MAX_ANSWER} characters: ask for a part.`;
  }

  private run(name: ToolName, input: Input): Promise<string> | string {
    switch (name) {
      case 'check':
        return this.withSource(input, (document, analysis) => this.findings(document, analysis));
      case 'explain':
        return this.explain(textOf(input, 'code'));
      case 'models':
        return this.models(textOf(input, 'model'), textOf(input, 'phase'));
      case 'paths':
        return this.withSource(input, (_document, analysis) => pathsText(analysis, chosenFlow(analysis, input)));
      case 'timeline':
        return this.withSource(input, (_document, analysis) => timelineText(analysis, input));
      case 'coverage':
        return this.withSource(input, (_document, analysis) => this.coverage(analysis));
    }
  }

  private async withSource(
    input: Input,
    answer: (document: LangiumDocument, analysis: DocumentAnalysis) => Promise<string> | string,
  ): Promise<string> {
    const text = textOf(input, 'text');
    const path = textOf(input, 'path');
    if ((text === undefined) === (path === undefined)) throw new ToolError('Give either "text" or "path".');
    const file = path === undefined ? undefined : await this.host.read(path);
    const name = `.tool-source-${++this.sources}.confer`;
    const { DocumentBuilder, LangiumDocuments, LangiumDocumentFactory } = this.services.shared.workspace;
    // A document of its own next to the file, so that its imports lead where they should and nothing open changes.
    const folder = file === undefined ? this.host.folder : UriUtils.dirname(file.uri);
    const document = LangiumDocumentFactory.fromString(file?.text ?? text ?? '', UriUtils.joinPath(folder, name));
    LangiumDocuments.addDocument(document);
    try {
      await DocumentBuilder.build([document]);
      return await answer(document, await this.services.analysis.AnalysisProvider.analyze(document));
    } finally {
      LangiumDocuments.deleteDocument(document.uri);
    }
  }

  private async findings(document: LangiumDocument, { findings }: DocumentAnalysis): Promise<string> {
    const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
    const problems = `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}`;
    const counts = `${problems}, ${count('information') + count('hint')} info`;
    const titles = await this.services.fixes.FixProvider.titles(document);
    const lines = findings.slice(0, MAX_ENTRIES).flatMap((finding) => {
      const { start } = finding.range;
      const fixes = (titles.get(finding) ?? []).filter(({ suppresses }) => suppresses !== true);
      return [
        `${start.line + 1}:${start.character + 1} ${finding.severity} ${finding.code}: ${finding.message}`,
        ...fixes.map(({ title, preferred }) => `    ${preferred ? 'fix' : 'or'}: ${title}`),
      ];
    });
    const rest = findings.length - MAX_ENTRIES;
    return [counts, ...lines, ...(rest > 0 ? [`… and ${rest} more: fix these first.`] : [])].join('\n');
  }

  private async explain(code: string | undefined): Promise<string> {
    if (code === undefined)
      return ruleCodes.map((rule) => `${rule} (${rules[rule].severity}): ${rules[rule].finds}`).join('\n');
    if (!isRuleCode(code)) throw new ToolError(`There is no rule "${code}".${nearest(code, ruleCodes)}`);
    return (await this.host.rulePage(code)) ?? `${code} (${rules[code].severity}): ${rules[code].finds}`;
  }

  private models(name: string | undefined, phase: string | undefined): string {
    const models = new ModelLookup(this.services).all();
    if (name === undefined) {
      return models
        .map(
          (model) => `${modelName(model)}${titled(model.headers[0]?.title)}: ${counted(model.phases.length, 'phase')}`,
        )
        .join('\n');
    }
    const model = models.find((candidate) => modelName(candidate) === name);
    if (model === undefined) throw new ToolError(`There is no model "${name}".${nearest(name, models.map(modelName))}`);
    if (phase === undefined) return modelText(model);
    const found = model.phases.find((candidate) => candidate.name === phase);
    if (found !== undefined) return phaseText(model, found);
    throw new ToolError(
      `"${name}" has no phase "${phase}".${nearest(
        phase,
        model.phases.map((candidate) => candidate.name),
      )}`,
    );
  }

  private coverage({ flows }: DocumentAnalysis): string {
    const reports = new ModelLookup(this.services).followed(flows).flatMap((model) => {
      const coverage = modelCoverage(model, flows.map(evidenceOf));
      if (coverage === null) return [];
      const counts = Object.entries(coverageCounts(coverage)).filter(([, { total }]) => total > 0);
      const gaps = coverageGaps(coverage);
      const rest = gaps.length - MAX_ENTRIES;
      return [
        `${coverage.model}: ${counts.map(([name, { covered, total }]) => `${name} ${covered}/${total}`).join(', ')}`,
        ...gaps.slice(0, MAX_ENTRIES).map(({ text, reason }) => `  not covered: ${text} (${reason})`),
        ...(rest > 0 ? [`  … and ${rest} more: confer coverage --model ${coverage.model} lists all.`] : []),
      ];
    });
    return reports.length === 0 ? 'No flow follows a model.' : reports.join('\n');
  }
}

function textOf(input: Input, key: string): string | undefined {
  const value = input[key];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw new ToolError(`"${key}" must be a string.`);
  return value;
}

function nearest(word: string, among: readonly string[]): string {
  const [first] = nearestNames(word, among);
  if (first !== undefined) return ` Did you mean "${first}"?`;
  return among.length > MAX_ENTRIES ? '' : ` Available: ${among.join(', ')}.`;
}

function chosenFlow({ flows }: DocumentAnalysis, input: Input): FlowAnalysis {
  const name = textOf(input, 'flow');
  const names = flows.map(({ flow }) => flow.name);
  const found = name === undefined ? flows[0] : flows.find(({ flow }) => flow.name === name);
  if (found !== undefined) return found;
  throw new ToolError(
    name === undefined ? 'The file declares no flow.' : `There is no flow "${name}".${nearest(name, names)}`,
  );
}

function pathsText(document: DocumentAnalysis, analysis: FlowAnalysis): string {
  const { paths, more } = listPaths(document, analysis);
  const lines = paths.slice(0, MAX_ENTRIES).map(({ scenario, phases, outcome, verdict }) => {
    const name = scenario === null ? '' : `scenario ${scenario}: `;
    return `${name}${phases.join(' > ')} (${outcome}): ${verdict}`;
  });
  const rest = paths.length - MAX_ENTRIES;
  const cut =
    rest > 0 || more ? [`… and ${rest > 0 ? `${rest}${more ? ' or' : ''} ` : ''}more: confer paths lists them.`] : [];
  return [more ? `${paths.length} or more paths` : counted(paths.length, 'path'), ...lines, ...cut].join('\n');
}

function timelineText(document: DocumentAnalysis, input: Input): string {
  const analysis = chosenFlow(document, input);
  const scenario = textOf(input, 'scenario');
  const names = analysis.flow.scenarios.map(({ name }) => name);
  if (scenario !== undefined && !names.includes(scenario)) {
    throw new ToolError(`There is no scenario "${scenario}".${nearest(scenario, names)}`);
  }
  const { phases } = input;
  const path = Array.isArray(phases) ? phases.filter((phase) => typeof phase === 'string') : undefined;
  const selection: PathSelection =
    scenario !== undefined
      ? { kind: 'scenario', name: scenario }
      : path !== undefined && path.length > 0
        ? { kind: 'path', phases: path }
        : { kind: 'default' };
  const format = input.format === 'mermaid' ? 'mermaid' : 'text';
  return exportTimeline(buildTimeline(document, analysis, selection), format);
}
