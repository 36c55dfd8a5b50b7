import { Cancellation, interruptAndCheck, type LangiumDocument } from 'langium';
import {
  analyzeFlow,
  type DocumentAnalysis,
  type FindingDraft,
  type FlowAnalysis,
  modelFindings,
  selfMessages,
} from '../../check/index.js';
import { Places } from '../ast/places.js';
import type { Compiler } from '../compile/compiler.js';
import { Report } from '../compile/name-lookup.js';
import type { ConferCoreServices } from '../confer-services.js';
import { graded, type RuleLevels } from '../configuration/severities.js';
import { libraryImportPrefix } from '../library/library.js';
import type { KeptLinks } from '../reparse/kept-links.js';
import type { FilesAtRest } from '../workspace/files-at-rest.js';
import type { ImportResolver } from '../workspace/import-resolver.js';
import { importsOf } from '../workspace/import-resolver.js';
import type { ProjectConfigurations } from '../workspace/project-configurations.js';
import type { Settings } from '../workspace/settings.js';
import { withIds } from './finding-ids.js';
import { applySuppressions } from './suppression.js';
import { syntaxFindings, withoutEchoes } from './syntax-errors.js';

/** An analysis, and what it rests on. */
interface CacheEntry {
  readonly bound: number;
  readonly levels: RuleLevels;
  /** As the language grades it. */
  readonly found: DocumentAnalysis;
  /** As the project grades it. */
  readonly analysis: DocumentAnalysis;
}

/** Analyses documents: once per document version, cancellable. Every face of the product reads its answer. */
export class AnalysisProvider {
  private readonly compiler: Compiler;
  private readonly imports: ImportResolver;
  private readonly settings: Settings;
  private readonly configurations: ProjectConfigurations;
  private readonly kept: KeptLinks;
  private readonly atRest: FilesAtRest;
  /** By the document's links, as in the compiler. */
  private readonly known = new WeakMap<LangiumDocument['references'], CacheEntry>();

  constructor(services: ConferCoreServices) {
    this.compiler = services.analysis.Compiler;
    this.imports = services.shared.workspace.ImportResolver;
    this.settings = services.shared.settings;
    this.configurations = services.shared.workspace.ProjectConfigurations;
    this.kept = services.shared.workspace.KeptLinks;
    this.atRest = services.shared.workspace.FilesAtRest;
  }

  /**
   * The analysis of a linked document.
   * @throws OperationCancelled if the token asks for it
   */
  async analyze(
    document: LangiumDocument,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<DocumentAnalysis> {
    const links = this.atRest.linksOf(document);
    const bound = this.settings.maxConfigurations;
    const levels = this.configurations.levelsOf(document.uri);
    const known = this.known.get(links);
    if (known?.bound === bound && known.levels === levels) return known.analysis;
    const found = known?.bound === bound ? known.found : await this.compute(document, bound, token);
    const analysis = { ...found, findings: graded(found.findings, levels) };
    this.known.set(links, { bound, levels, found, analysis });
    return analysis;
  }

  private async compute(
    document: LangiumDocument,
    bound: number,
    token: Cancellation.CancellationToken,
  ): Promise<DocumentAnalysis> {
    const { models, flows, findings } = this.compiler.file(document);
    await interruptAndCheck(token);
    const found = [
      ...syntaxFindings(document),
      ...this.importFindings(document),
      ...findings,
      ...models.flatMap((model) => modelFindings(model)),
    ];
    const analyses: FlowAnalysis[] = [];
    const before = this.kept.linksBefore(document.references)?.links;
    const flowsBefore = before === undefined ? [] : (this.known.get(before)?.found.flows ?? []);
    for (const [index, flow] of flows.entries()) {
      const analysis = await analyzeFlow(flow, bound, () => interruptAndCheck(token), flowsBefore[index]);
      analyses.push(analysis);
      found.push(...analysis.findings);
    }
    this.kept.release(document.references);
    for (const analysis of analyses) found.push(...selfMessages(analysis, found));
    const { findings: left, suppressed } = applySuppressions(document, withoutEchoes(document, inSourceOrder(found)));
    const silenced = withIds(
      document,
      suppressed.map(({ finding }) => finding),
    );
    return {
      findings: withIds(document, left),
      suppressed: silenced.map((finding, index) => ({ finding, reason: suppressed[index]?.reason ?? '' })),
      flows: analyses,
    };
  }

  /** Imports that lead to no file (`unknown-import`). */
  private importFindings(document: LangiumDocument): FindingDraft[] {
    const report = new Report();
    const places = new Places(document.uri.toString());
    for (const declaration of importsOf(document.parseResult.value)) {
      if (declaration.path === undefined || this.imports.resolveImport(document, declaration) !== undefined) continue;
      report.add('unknown-import', places.property(declaration, 'path'), missingImport(declaration.path));
    }
    return report.findings;
  }
}

function missingImport(path: string): string {
  if (path.startsWith(libraryImportPrefix)) {
    return `The library has no file "${path}". Write \`confer:\`, its folder and its name without the ending, e.g. "confer:xmpp/workgroup".`;
  }
  return `There is no Confer file "${path}" from here. Write the path relative to this file, with \`/\`, ending in \`.confer\`.`;
}

function inSourceOrder(findings: readonly FindingDraft[]): FindingDraft[] {
  return [...findings].sort(
    (a, b) =>
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character ||
      a.code.localeCompare(b.code),
  );
}
