import { Cancellation, GrammarUtils, interruptAndCheck, type LangiumDocument, URI } from 'langium';
import { type DocumentAnalysis, type Model, modelName } from '../../check/index.js';
import {
  type AnalysisProvider,
  ast,
  type Compiler,
  type ConferCoreServices,
  uniteModels,
} from '../../language/index.js';
import { containsRange } from '../../timeline/types/ranges.js';
import type { Range } from '../../timeline/types/timeline.js';
import { applyEdits, type Fix, type OffsetEdit, overlapping } from '../edits/fix.js';
import { formattedEdits } from '../edits/formatted-edits.js';
import { libraryImports } from '../edits/library-imports.js';
import { SourceText } from '../edits/source-text.js';
import { selectedRange, textEdit } from '../edits/text-edits.js';
import { applyChanges, formatDocument } from '../format/formatter.js';
import { MAX_WORK_ON_REQUEST, TrialBudget } from '../trials/trial-budget.js';
import { TrialDocuments } from '../trials/trial-documents.js';
import { extractPhase } from './extract-phase.js';
import { flowsOfModel } from './flow-of-model.js';
import { flowNumber, placeInFlow } from './place-in-flow.js';
import { holds, type Refactoring } from './refactoring.js';
import { nameablePaths, scenarioOfPath } from './scenario-of-path.js';
import { splitPhase } from './split-phase.js';
import { stepForms } from './step-forms.js';

/** A refactoring that holds, as an editor can make it. */
export type Refactored = Fix & Pick<Refactoring, 'kind'>;

const NO_TOKEN = Cancellation.CancellationToken.None;
/** A flow through more phases takes long to link: it is made by the command that asks for it, not to be offered. */
const MAX_PHASES = 100;
/** The address under which a flow without a file is tried. */
const unwritten = URI.parse('untitled:/new-flow.confer');

/** A model with the file that declares it. */
export interface FollowedModel {
  readonly document: LangiumDocument;
  readonly model: string;
}

/** Offers refactorings. Each has been tried on a copy of the document: no new error and no new warning has come. */
export class RefactoringProvider {
  private readonly check: TrialDocuments;
  private readonly analysis: () => AnalysisProvider;
  private readonly compiler: () => Compiler;

  constructor(services: ConferCoreServices) {
    this.check = new TrialDocuments(services);
    this.analysis = () => services.analysis.AnalysisProvider;
    this.compiler = () => services.analysis.Compiler;
  }

  /**
   * The refactorings at the caret.
   * @param range what is selected
   * @throws OperationCancelled if the token is canceled
   */
  async refactorings(document: LangiumDocument, range: Range, token = NO_TOKEN): Promise<Refactored[]> {
    const analysis = await this.analysis().analyze(document, token);
    const source = new SourceText(document);
    const place = placeInFlow(document, analysis, range);
    const { textDocument } = document;
    const selection = { start: textDocument.offsetAt(range.start), end: textDocument.offsetAt(range.end) };
    if (place === undefined) {
      const name = modelAt(document, selection);
      const model = name === undefined ? undefined : this.modelOf(document, name);
      if (name === undefined || model === undefined || model.phases.length > MAX_PHASES) return [];
      const flow = await this.newFlow(document, name, [], token);
      return flow === undefined ? [] : [flow];
    }
    const offered = [
      ...extractPhase(source, place, selection),
      ...stepForms(source, place),
      ...splitPhase(source, place),
      ...nameablePaths(source, place),
    ];
    const refactored: Refactored[] = [];
    const budget = new TrialBudget(MAX_WORK_ON_REQUEST);
    for (const refactoring of offered) {
      const accepted = await this.tried(document, analysis, refactoring, token, budget);
      if (accepted !== undefined) refactored.push(accepted);
    }
    return refactored;
  }

  /**
   * Declares a path of a flow as a scenario.
   * @returns undefined if the document has no such flow, or the flow no such path
   * @throws OperationCancelled if the token is canceled
   */
  async saveScenario(
    document: LangiumDocument,
    flow: string,
    path: readonly string[],
    token = NO_TOKEN,
  ): Promise<Refactored | undefined> {
    const analysis = await this.analysis().analyze(document, token);
    const number = analysis.flows.findIndex((other) => other.flow.name === flow);
    const at = flowNumber(document, analysis, number);
    if (at === undefined || path.length === 0) return undefined;
    const alternatives = [scenarioOfPath(new SourceText(document), at, path)];
    return this.tried(document, analysis, { title: 'Save as a scenario', kind: 'extract', alternatives }, token);
  }

  /**
   * A flow through all phases of a model of the library, as the text of a file of its own.
   * @returns null if there is no such model
   * @throws OperationCancelled if the token is canceled
   */
  async newFile(followed: readonly FollowedModel[], token = NO_TOKEN): Promise<string | null> {
    const compiled = this.united(followed);
    if (compiled === undefined) return null;
    const imports = libraryImports(followed.map(({ document }) => document.uri));
    for (const flow of (await flowsOfModel(compiled, new Set(), token)).texts) {
      const text = imports + flow;
      const { document, analysis } = await this.check.tryText(unwritten, text, token);
      const faulty = analysis.findings.some(({ severity }) => severity === 'error');
      if (!faulty) return applyChanges(text, formatDocument(document, { indent: '  ' }));
    }
    return null;
  }

  /**
   * A flow through all phases of a model after the model in its file.
   * @param others further models that it follows, of the library
   * @returns undefined if there is no such model, or it has mistakes of its own
   * @throws OperationCancelled if the token is canceled
   */
  async newFlow(
    document: LangiumDocument,
    model: string,
    others: readonly FollowedModel[] = [],
    token = NO_TOKEN,
  ): Promise<Refactored | undefined> {
    const compiled = this.united([{ document, model }, ...others]);
    const root = document.parseResult.value;
    const node = ast.isConferFile(root)
      ? root.declarations.filter(ast.isModel).find(({ name }) => name === model)?.$cstNode
      : undefined;
    if (compiled === undefined || node === undefined) return undefined;
    const analysis = await this.analysis().analyze(document, token);
    const source = new SourceText(document);
    const own = {
      start: document.textDocument.positionAt(node.offset),
      end: document.textDocument.positionAt(node.end),
    };
    if (analysis.findings.some(({ severity, range }) => severity === 'error' && containsRange(own, range)))
      return undefined;
    const { name, texts } = await flowsOfModel(compiled, new Set(analysis.flows.map(({ flow }) => flow.name)), token);
    const alternatives = texts.map((text): OffsetEdit[] => {
      const edit = source.after(node.end, ['', ...text.trimEnd().split('\n')], '');
      return [{ ...edit, select: { from: edit.text.indexOf(name), length: name.length } }];
    });
    return this.tried(
      document,
      analysis,
      { title: `New flow that follows "${model}"`, kind: 'extract', alternatives },
      token,
    );
  }

  /** The models as a flow that follows them sees them; undefined if one is not there, or two disagree. */
  private united(followed: readonly FollowedModel[]): Model | undefined {
    const models = followed.map(({ document, model }) => this.modelOf(document, model));
    if (models.some((model) => model === undefined)) return undefined;
    const { model, disagreements } = uniteModels(models.filter((found) => found !== undefined));
    return disagreements.length === 0 ? model : undefined;
  }

  private modelOf(document: LangiumDocument, name: string): Model | undefined {
    return this.compiler()
      .file(document)
      .models.find((model) => modelName(model) === name);
  }

  private async tried(
    document: LangiumDocument,
    analysis: DocumentAnalysis,
    { title, kind, alternatives, renames, asks = 'nothing-new' }: Refactoring,
    token: Cancellation.CancellationToken,
    budget = new TrialBudget(),
  ): Promise<Refactored | undefined> {
    for (const edits of alternatives) {
      if (edits.length === 0 || overlapping(edits)) continue;
      if (!budget.affords({ document, analysis })) return undefined;
      await interruptAndCheck(token);
      const after = await this.check.try(document, applyEdits(document.textDocument.getText(), edits), token);
      budget.spend(after);
      if (!holds[asks](analysis, after.analysis)) continue;
      const tidy = formattedEdits(document, edits, after.document);
      const caret = selectedRange(document, tidy);
      return {
        title,
        kind,
        preferred: false,
        edits: tidy.map((edit) => textEdit(document, edit)),
        ...(caret === undefined ? {} : { caret }),
        ...(renames === true ? { renames } : {}),
      };
    }
    return undefined;
  }
}

/** The model whose first words, from `model` to its brace, hold a selection. */
function modelAt(document: LangiumDocument, selection: { start: number; end: number }): string | undefined {
  const root = document.parseResult.value;
  if (!ast.isConferFile(root)) return undefined;
  return root.declarations.filter(ast.isModel).find(({ $cstNode: cst }) => {
    const open = GrammarUtils.findNodeForKeyword(cst, '{');
    return cst !== undefined && selection.start >= cst.offset && selection.end <= (open?.offset ?? cst.end);
  })?.name;
}
