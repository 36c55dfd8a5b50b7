import { Cancellation, interruptAndCheck, type LangiumDocument, OperationCancelled } from 'langium';
import {
  analyzeFlow,
  type DocumentAnalysis,
  type Evidence,
  evidenceOf,
  type Finding,
  type FindingDraft,
  type FlowAnalysis,
  modelFindings,
  selfMessageFindings,
} from '../../check/index.js';
import { comparePositions } from '../../timeline/types/ranges.js';
import { Places } from '../ast/places.js';
import type { Compiler } from '../compile/compiler.js';
import { FindingsCollector } from '../compile/findings-collector.js';
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
import { dropFollowUpErrors, syntaxFindings } from './syntax-errors.js';

type Links = LangiumDocument['references'];

/** The analysis of a version of a document, and the inputs that it depends on. */
interface CacheEntry {
  readonly bound: number;
  /** As the language grades it; without flows if they were released. */
  readonly found: Found;
  levels: RuleLevels;
  /** As the project grades it. */
  findings: readonly Finding[];
  /** The same with the flows; undefined if they were released. */
  analysis: DocumentAnalysis | undefined;
  evidence: readonly Evidence[] | undefined;
}

type Found = Omit<DocumentAnalysis, 'flows'>;

/** Most files at rest whose flows were analyzed again and are kept for now. A request asks for few at a time. */
const MAX_ANALYZED_AGAIN = 16;

/**
 * Analyses documents: once per document version, cancellable. Every face of the product reads its answer. Of a file at
 * rest what was found stays, and the analyses of its flows go, unless a finding refers to them; they are made again
 * from what was compiled when something asks for them.
 */
export class AnalysisProvider {
  private readonly compiler: Compiler;
  private readonly imports: ImportResolver;
  private readonly settings: Settings;
  private readonly configurations: ProjectConfigurations;
  private readonly kept: KeptLinks;
  private readonly atRest: FilesAtRest;
  /** By the document's links, as in the compiler. */
  private readonly cache = new WeakMap<Links, CacheEntry>();
  /** Analyses that have begun: a request and the build's validation ask for the same one at a time. */
  private readonly computing = new WeakMap<Links, Promise<CacheEntry>>();
  /** Documents that were analyzed again, least recent first. */
  private analyzedAgain: CacheEntry[] = [];
  /** Whether something has asked for evidence: then it will again, of all files that a change has checked again. */
  private evidenceIsAsked = false;

  constructor(services: ConferCoreServices) {
    this.compiler = services.analysis.Compiler;
    this.imports = services.shared.workspace.ImportResolver;
    this.settings = services.shared.settings;
    this.configurations = services.shared.workspace.ProjectConfigurations;
    this.kept = services.shared.workspace.KeptLinks;
    this.atRest = services.shared.workspace.FilesAtRest;
    this.atRest.onRest((links) => {
      const entry = this.cache.get(links);
      if (entry === undefined) return;
      if (this.evidenceIsAsked) entry.evidence ??= entry.analysis?.flows.map(evidenceOf);
      release(entry);
    });
  }

  /**
   * The analysis of a linked document.
   * @throws OperationCancelled if the token is canceled
   */
  async analyze(document: LangiumDocument, token = Cancellation.CancellationToken.None): Promise<DocumentAnalysis> {
    const entry = await this.entryOf(document, token);
    if (entry.analysis === undefined) {
      const { found, findings, bound } = entry;
      entry.analysis = { ...found, findings, flows: await this.flows(document, bound, token) };
      this.analyzedAgain.push(entry);
      const longest = this.analyzedAgain.length > MAX_ANALYZED_AGAIN ? this.analyzedAgain.shift() : undefined;
      if (longest !== undefined) release(longest);
    }
    return entry.analysis;
  }

  /**
   * The findings of the analysis of a linked document.
   * @throws OperationCancelled if the token is canceled
   */
  async findings(
    document: LangiumDocument,
    token = Cancellation.CancellationToken.None,
  ): Promise<DocumentAnalysis['findings']> {
    return (await this.entryOf(document, token)).findings;
  }

  /**
   * The evidence of a linked document's flows for the models they follow.
   * @throws OperationCancelled if the token is canceled
   */
  async evidence(document: LangiumDocument, token = Cancellation.CancellationToken.None): Promise<readonly Evidence[]> {
    this.evidenceIsAsked = true;
    const entry = await this.entryOf(document, token);
    entry.evidence ??= (await this.analyze(document, token)).flows.map(evidenceOf);
    return entry.evidence;
  }

  private async entryOf(document: LangiumDocument, token: Cancellation.CancellationToken): Promise<CacheEntry> {
    await this.untilComputed(document, token);
    const links = this.atRest.linksOf(document);
    const bound = this.settings.maxConfigurations;
    const levels = this.configurations.levelsOf(document.uri);
    let entry = this.cache.get(links);
    if (entry?.bound !== bound) {
      const computing = this.computeEntry(document, links, bound, token);
      this.computing.set(links, computing);
      try {
        entry = await computing;
      } finally {
        this.computing.delete(links);
      }
    } else if (entry.levels !== levels) {
      const findings = graded(entry.found.findings, levels);
      const analysis = entry.analysis && { ...entry.analysis, findings };
      Object.assign(entry, { levels, findings, analysis });
    }
    return entry;
  }

  /** Waits for an analysis that has begun. If it is canceled, the caller may still want one. */
  private async untilComputed(document: LangiumDocument, token: Cancellation.CancellationToken): Promise<void> {
    for (;;) {
      const computing = this.computing.get(this.atRest.linksOf(document));
      if (computing === undefined) return;
      await computing.catch(() => undefined);
      if (token.isCancellationRequested) throw OperationCancelled;
    }
  }

  private async computeEntry(
    document: LangiumDocument,
    links: Links,
    bound: number,
    token: Cancellation.CancellationToken,
  ): Promise<CacheEntry> {
    const levels = this.configurations.levelsOf(document.uri);
    const { flows, ...found } = await this.compute(document, bound, token);
    const findings = graded(found.findings, levels);
    const entry = { bound, found, levels, findings, analysis: { ...found, findings, flows }, evidence: undefined };
    this.cache.set(links, entry);
    return entry;
  }

  private async compute(
    document: LangiumDocument,
    bound: number,
    token: Cancellation.CancellationToken,
  ): Promise<DocumentAnalysis> {
    const { models, findings } = this.compiler.file(document);
    await interruptAndCheck(token);
    const found = [
      ...syntaxFindings(document),
      ...this.importFindings(document),
      ...findings,
      ...models.flatMap((model) => modelFindings(model)),
    ];
    const analyses = await this.flows(document, bound, token, this.flowsBefore(document));
    this.kept.release(document.references);
    // A file of many mistakes has more findings than a call can have arguments.
    for (const { findings: ofFlow } of analyses) for (const finding of ofFlow) found.push(finding);
    for (const analysis of analyses) for (const finding of selfMessageFindings(analysis, found)) found.push(finding);
    const { findings: left, suppressed } = applySuppressions(
      document,
      dropFollowUpErrors(document, inSourceOrder(found)),
    );
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

  /** The analyses of the flows of the last text that was checked, if it is known what has changed since. */
  private flowsBefore({ references: links }: LangiumDocument): readonly FlowAnalysis[] {
    for (const before of [this.kept.linksBefore(links)?.links, this.kept.formerLinks(links)]) {
      const analysis = before && this.cache.get(before)?.analysis;
      if (analysis !== undefined) return analysis.flows;
    }
    return [];
  }

  /** @param before the analyses of the flows' versions before */
  private async flows(
    document: LangiumDocument,
    bound: number,
    token: Cancellation.CancellationToken,
    before: readonly FlowAnalysis[] = [],
  ): Promise<FlowAnalysis[]> {
    const analyses: FlowAnalysis[] = [];
    const byName = new Map(before.map((analysis) => [analysis.flow.name, analysis]));
    for (const flow of this.compiler.file(document).flows) {
      analyses.push(await analyzeFlow(flow, bound, () => interruptAndCheck(token), byName.get(flow.name)));
    }
    return analyses;
  }

  /** Imports that lead to no file (`unknown-import`). */
  private importFindings(document: LangiumDocument): FindingDraft[] {
    const collector = new FindingsCollector();
    const places = new Places(document.uri.toString());
    for (const declaration of importsOf(document.parseResult.value)) {
      if (declaration.path === undefined || this.imports.resolveImport(document, declaration) !== undefined) continue;
      collector.add('unknown-import', places.property(declaration, 'path'), missingImport(declaration.path));
    }
    return collector.findings;
  }
}

/** Lets go of the analyses of flows, unless something that was found in them says what it is by them. */
function release(entry: CacheEntry): void {
  const { findings, suppressed } = entry.found;
  const all = [...findings, ...suppressed.map(({ finding }) => finding)];
  const isPlain = ({ witness, visits, origin }: Finding) =>
    (witness ?? visits) === undefined && origin?.kind !== 'difference';
  if (all.every(isPlain)) entry.analysis = undefined;
}

function missingImport(path: string): string {
  if (path.startsWith(libraryImportPrefix)) {
    return `The library has no file "${path}". Write \`confer:\` with the folder and the name without extension, such as "confer:xmpp/workgroup".`;
  }
  return `There is no Confer file "${path}". Write the path relative to this file, with \`/\`, ending in \`.confer\`.`;
}

function inSourceOrder(findings: readonly FindingDraft[]): FindingDraft[] {
  return [...findings].sort((a, b) => comparePositions(a.range.start, b.range.start) || a.code.localeCompare(b.code));
}
