import { DocumentState, interruptAndCheck, type LangiumDocument, type LangiumDocuments } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import { CancellationToken, type CodeLens, type CodeLensParams, type Location } from 'vscode-languageserver';
import { WorkspaceCoverage } from '../../assist/index.js';
import {
  coverageCounts,
  coveredRows,
  type DocumentAnalysis,
  type FlowAnalysis,
  listPaths,
  outcomeCoverage,
  placeKey,
  requiredRows,
  uncheckedFlowReason,
} from '../../check/index.js';
import { type AnalysisProvider, ast, type Compiler, isLibraryUri } from '../../language/index.js';
import { counted } from '../../timeline/types/counted.js';
import { fraction } from '../../timeline/types/coverage-count.js';
import { samePosition } from '../../timeline/types/ranges.js';
import type { ConferServices } from '../confer-lsp-services.js';
import {
  RunRecordingCommand,
  ShowReferencesCommand,
  ShowTimelineCommand,
  TryCaptureCommand,
} from '../protocol/client-commands.js';

/**
 * Lenses above flows (their paths, their share of the model), captures (try them on a log), models and their phases
 * (the flows that show them).
 */
export class ConferCodeLensProvider implements CodeLensProvider {
  private readonly analyses: AnalysisProvider;
  private readonly compiler: Compiler;
  private readonly documents: LangiumDocuments;
  private readonly settings: ConferServices['shared']['settings'];
  private readonly imports: ConferServices['shared']['workspace']['ImportGraph'];
  private readonly coverage: WorkspaceCoverage;
  private readonly names: ConferServices['references']['NameProvider'];

  constructor(services: ConferServices) {
    this.analyses = services.analysis.AnalysisProvider;
    this.compiler = services.analysis.Compiler;
    this.documents = services.shared.workspace.LangiumDocuments;
    this.imports = services.shared.workspace.ImportGraph;
    this.settings = services.shared.settings;
    this.coverage = new WorkspaceCoverage(services);
    this.names = services.references.NameProvider;
  }

  async provideCodeLens(
    document: LangiumDocument,
    _params: CodeLensParams,
    token = CancellationToken.None,
  ): Promise<CodeLens[]> {
    const analyzed = await this.analyses.analyze(document, token);
    const uri = document.uri.toString();
    const ofFlows = analyzed.flows.flatMap((analysis): CodeLens[] => {
      const { flow } = analysis;
      const { range } = flow.namePlace;
      const args = [uri, flow.name];
      const title = flowTitle(analyzed, analysis);
      const timeline = { range, command: { title, command: this.command(ShowTimelineCommand), arguments: args } };
      if (!this.settings.clientCommands) return [timeline];
      const run = { title: 'Run against recording', command: RunRecordingCommand, arguments: args };
      return [timeline, { range, command: run }];
    });
    return [...ofFlows, ...this.ofCaptures(document), ...(await this.ofModels(document, token))];
  }

  private ofCaptures(document: LangiumDocument): CodeLens[] {
    // The library's files are no place to try something.
    if (!this.settings.clientCommands || isLibraryUri(document.uri)) return [];
    return this.compiler.file(document).captures.map(({ name, place }): CodeLens => {
      const args = [document.uri.toString(), name];
      return { range: place.range, command: { title: 'Try on a log', command: TryCaptureCommand, arguments: args } };
    });
  }

  private async ofModels(document: LangiumDocument, token: CancellationToken): Promise<CodeLens[]> {
    const root = document.parseResult.value;
    const phases = ast.isConferFile(root)
      ? root.declarations.filter(ast.isModel).flatMap((model) => model.members.filter(ast.isModelPhase))
      : [];
    if (phases.length === 0) return [];
    const uses = await this.realizations(document, token);
    const coverages = uses.size === 0 ? [] : await this.coverage.ofDocument(document, token);
    const ofModels = coverages.flatMap((coverage): CodeLens[] => {
      if (coverage.flows.length === 0) return [];
      const { phases: entered, rows } = coverageCounts(coverage);
      const parts = [
        `${fraction(entered)} phases`,
        `${fraction(rows)} messages`,
        counted(coverage.flows.length, 'flow'),
      ];
      return [{ range: coverage.place.range, command: { title: parts.join(' · '), command: '', arguments: [] } }];
    });
    const ofPhases = phases.flatMap((phase): CodeLens[] => {
      const range = this.names.getNameNode(phase)?.range;
      const use = range === undefined ? undefined : uses.get(placeKey({ uri: document.uri.toString(), range }));
      if (range === undefined || use === undefined) return [];
      const { flows, places } = use;
      const status = coverages
        .flatMap((coverage) => coverage.phases)
        .find((other) => samePosition(other.place.range.start, range.start));
      const required = status === undefined ? [] : requiredRows([status]);
      const met = required.filter(({ covered }) => covered).length;
      const rows = required.length === 0 ? '' : ` · ${met}/${required.length} messages`;
      const title = `Used by ${counted(flows.size, 'flow')}${rows}`;
      const args = [document.uri.toString(), range.start, places];
      return [{ range, command: { title, command: this.command(ShowReferencesCommand), arguments: args } }];
    });
    return [...ofModels, ...ofPhases];
  }

  /** By the place of a model phase, the flows that realize it and where. */
  private async realizations(
    document: LangiumDocument,
    token: CancellationToken,
  ): Promise<Map<string, { flows: Set<unknown>; places: Location[] }>> {
    const uses = new Map<string, { flows: Set<unknown>; places: Location[] }>();
    for (const user of this.usersOf(document)) {
      await interruptAndCheck(token);
      for (const flow of this.compiler.file(user).flows) {
        for (const { realizes } of flow.phases) {
          if (realizes === null || realizes.phase === null) continue;
          const { range } = realizes.place;
          // For an unknown name, the nearest phase is used.
          if (user.textDocument.getText(range).replace(/^\^/, '') !== realizes.phase.name) continue;
          const key = placeKey(realizes.phase.place);
          const use = uses.get(key) ?? { flows: new Set(), places: [] };
          use.flows.add(flow);
          use.places.push({ uri: user.uri.toString(), range });
          uses.set(key, use);
        }
      }
    }
    return uses;
  }

  /** Files that can see a document: all of them if it is in the library, otherwise those that import it. */
  private usersOf(document: LangiumDocument): LangiumDocument[] {
    const uri = document.uri.toString();
    const dependents = isLibraryUri(document.uri) ? undefined : this.imports.dependentsOf(new Set([uri]));
    // A file that is not linked yet must not be linked from here.
    return this.documents.all
      .filter((user) => user.state >= DocumentState.Linked)
      .filter((user) => user === document || dependents === undefined || dependents.has(user.uri.toString()))
      .toArray();
  }

  /** The command of a lens; empty for an editor without the extension's commands, which then shows the text only. */
  private command(id: string): string {
    return this.settings.clientCommands ? id : '';
  }
}

function flowTitle(document: DocumentAnalysis, analysis: FlowAnalysis): string {
  const { paths, more } = listPaths(document, analysis);
  const parts = ['Show timeline', more ? `more than ${paths.length} paths` : counted(paths.length, 'path')];
  const rows = coveredRows(analysis);
  if (rows !== null) parts.push(`${fraction(rows)} model messages`);
  const outcomes = outcomeCoverage(analysis);
  if (outcomes.total > 0) parts.push(`${fraction(outcomes)} outcomes`);
  const unchecked = analysis.flow.model === null ? null : uncheckedFlowReason(analysis);
  if (unchecked !== null) parts.push(`not fully checked: ${unchecked}`);
  return parts.join(' · ');
}
