import { Cancellation, type LangiumDocument } from 'langium';
import type { Finding } from '../../check/index.js';
import type { ast, ConferCoreServices, ConferLexer } from '../../language/index.js';
import { FlowQueries } from '../context/flow-queries.js';
import { type Candidate, ranks } from './candidate.js';
import { captureMemberCandidates } from './capture-member-candidates.js';
import { closeWhenTyped } from './closing-words.js';
import { type CompletionContext, type CompletionSite, completionContextAt, starters } from './completion-context.js';
import { durations } from './duration-candidates.js';
import { FlowCompletion } from './flow-completion.js';
import { flowTemplates } from './flow-templates.js';
import { ImportCandidates } from './import-candidates.js';
import { knownNames } from './known-names.js';
import { memberSnippets } from './member-snippets.js';
import { ModelCompletion } from './model-completion.js';
import { declared } from './name-candidates.js';
import { ruleCandidates } from './rule-candidates.js';
import { SpeculativeAnalysis } from './speculative-analysis.js';
import type { TextAfterCaret } from './text-after-caret.js';
import { VisibleNames } from './visible-names.js';
import { wordCandidates } from './word-candidates.js';

/** The completions at a caret. */
export interface Completion {
  readonly caret: CompletionContext;
  readonly candidates: readonly Candidate[];
}

/** What the candidates at a caret are made from. */
interface CompletionScope {
  readonly document: LangiumDocument;
  readonly caret: CompletionContext;
  readonly names: VisibleNames;
  /** Of the flow that the caret is in; undefined outside flows. */
  readonly flow: FlowCompletion | undefined;
  /** The model that the caret is in; undefined outside models. */
  readonly node: ast.Model | undefined;
  readonly model: ModelCompletion | undefined;
  /** Those of the document if the caret is in a comment that ignores some; otherwise empty. */
  readonly findings: readonly Finding[];
}

/** Completes Confer text: what the check requires at a place comes first. */
export class Completer {
  private readonly speculative: SpeculativeAnalysis;
  private readonly imports: ImportCandidates;
  private readonly lexer: ConferLexer;

  constructor(private readonly services: ConferCoreServices) {
    this.lexer = services.parser.Lexer;
    this.speculative = new SpeculativeAnalysis(services);
    const { LangiumDocuments, ImportResolver, FilesAtRest } = services.shared.workspace;
    this.imports = new ImportCandidates(LangiumDocuments, ImportResolver, FilesAtRest);
  }

  /**
   * The completions at an offset of a linked document.
   * @param isWanted false if nothing is to be offered: then nothing is computed, and the answer comes at once
   * @throws OperationCancelled if the token is canceled
   */
  async complete(
    document: LangiumDocument,
    offset: number,
    isWanted: (sites: readonly CompletionSite[]) => boolean = () => true,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<Completion> {
    const caret = completionContextAt(document.textDocument.getText(), offset, (before) =>
      this.lexer.stateAfter(before),
    );
    if (caret.sites.length === 0 || !isWanted(caret.sites)) return { caret, candidates: [] };
    const names = new VisibleNames(this.services, document);
    const flow = caret.flow === null ? undefined : await this.flowAt(document, caret, names, token);
    const node = caret.model === null ? undefined : names.ownModel(caret.model);
    const model =
      node === undefined ? undefined : new ModelCompletion(node, names, this.imports, document, caret.written);
    const inComment = caret.sites.some(({ kind }) => kind === 'rule-code');
    const { findings } = inComment ? await this.services.analysis.AnalysisProvider.analyze(document, token) : nothing;
    const scope: CompletionScope = { document, caret, names, flow, node, model, findings };
    const candidates = caret.sites.flatMap((site) => this.candidatesAt(site, scope));
    return { caret, candidates: closeWhenTyped(candidates, caret.written) };
  }

  private candidatesAt(site: CompletionSite, scope: CompletionScope): readonly Candidate[] {
    const { document, caret, names, flow, node, model, findings } = scope;
    if (isMemberSite(site) && caret.ahead.word !== '' && caret.ahead.continues) return firstWords(site, caret.ahead);
    switch (site.kind) {
      case 'words':
        return wordCandidates(site.words.filter((word) => isAllowedBefore(word, caret.ahead)));
      case 'file-member':
        return [
          ...flowTemplates(document, names, this.imports),
          ...memberSnippets(site.kind, knownNames(names, undefined)),
        ];
      case 'attribute-member':
        return memberSnippets(site.kind);
      case 'model-member':
      case 'model-phase-member':
        return memberSnippets(site.kind, knownNames(names, node));
      case 'rule-code':
        return ruleCandidates(document, caret.offset, site.given, findings);
      case 'import-path':
        return this.imports.paths(document);
      case 'model':
        return this.models(site.given, scope);
      case 'capture-words': {
        const words = site.words.filter((word) => isAllowedBefore(word, caret.ahead));
        return captureMemberCandidates({ ...site, words }, names) ?? [];
      }
      case 'capture-base':
        return declared(names.captures(), 'model', names, () => ranks.possible);
      default:
        return (
          captureMemberCandidates(site, names) ??
          flow?.at(site) ??
          model?.at(site) ??
          this.ofVocabulary(site, names, document, caret.written)
        );
    }
  }

  /** The models that a flow can follow, without those that it names already. */
  private models(given: readonly string[], { document, names, caret }: CompletionScope): Candidate[] {
    const visible = names.models();
    const visibleNames = new Set(visible.map(({ name }) => name));
    const others = this.imports.declared(document, 'Model', names, visibleNames);
    return [...declared(visible, 'model', names, () => ranks.required), ...others].filter(
      ({ label }) => !given.includes(label) && !caret.ahead.listed.includes(label),
    );
  }

  private async flowAt(
    document: LangiumDocument,
    caret: CompletionContext,
    names: VisibleNames,
    token: Cancellation.CancellationToken,
  ): Promise<FlowCompletion | undefined> {
    const { analysis, written } = await this.speculative.analyze(document, caret, token);
    const found = analysis.flows.find(({ flow }) => flow.name === caret.flow);
    if (found === undefined) return undefined;
    const { textDocument } = document;
    const text = { textDocument, written, caret: textDocument.positionAt(caret.offset) };
    return new FlowCompletion(text, caret, new FlowQueries(found), names, this.imports, document);
  }

  /** Outside flows and models, protocols and messages are named by messages and captures. */
  private ofVocabulary(
    site: CompletionSite,
    names: VisibleNames,
    document: LangiumDocument,
    written: string,
  ): readonly Candidate[] {
    if (site.kind === 'duration') return durations('30s', written);
    if (site.kind !== 'protocol' && site.kind !== 'message') return [];
    const given = site.kind === 'protocol' ? site.given : [];
    const visible = site.kind === 'protocol' ? names.protocols() : names.messages();
    const namesToSkip = new Set([...given, ...visible.map(({ name }) => name)]);
    return [
      ...declared(visible, site.kind, names, () => ranks.possible).filter(({ label }) => !given.includes(label)),
      ...this.imports.declared(document, site.kind === 'protocol' ? 'Protocol' : 'Message', names, namesToSkip),
    ];
  }
}

type MemberSite = Extract<CompletionSite, { readonly kind: keyof typeof memberBlocks }>;

const memberBlocks = {
  'file-member': 'file',
  'flow-member': 'flow',
  'model-member': 'model',
  'model-phase-member': 'model-phase',
  'attribute-member': 'message',
} as const;

/** Whether a word is allowed before the text that follows, which stays; braces come before `next`. */
function isAllowedBefore(word: string, { continues, opensBlock, word: own }: TextAfterCaret): boolean {
  return (!continues || word === own) && !(opensBlock && word === 'next');
}

/** Words that can replace each other without changing the rest of the member. */
const alike = [
  ['party', 'system'],
  ['event', 'request', 'message'],
];

/** The possible first words of a member that is already written. */
function firstWords({ kind }: MemberSite, { word }: TextAfterCaret): Candidate[] {
  const words = [...starters[memberBlocks[kind]]];
  if (!words.includes(word)) return wordCandidates(words);
  return wordCandidates(alike.find((group) => group.includes(word)) ?? [word]);
}

function isMemberSite(site: CompletionSite): site is MemberSite {
  return Object.hasOwn(memberBlocks, site.kind);
}

const nothing: { readonly findings: readonly Finding[] } = { findings: [] };
