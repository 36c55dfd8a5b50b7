import type { Cancellation, LangiumDocument } from 'langium';
import type { CompletionProvider, CompletionProviderOptions } from 'langium/lsp';
import {
  type CompletionClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  type CompletionItemLabelDetails,
  type CompletionList,
  type CompletionParams,
  CompletionTriggerKind,
  InsertTextFormat,
  InsertTextMode,
  type Range,
} from 'vscode-languageserver';
import { type Candidate, type CandidateKind, Completer, type CompletionSite, ranks } from '../../assist/index.js';
import type { ConferServices } from '../confer-lsp-services.js';
import { SuggestCommand } from '../protocol/client-commands.js';

const icons: Record<CandidateKind, CompletionItemKind> = {
  attribute: CompletionItemKind.Property,
  fact: CompletionItemKind.Enum,
  file: CompletionItemKind.File,
  'flow-phase': CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  message: CompletionItemKind.Event,
  model: CompletionItemKind.Class,
  'model-phase': CompletionItemKind.Method,
  participant: CompletionItemKind.Variable,
  protocol: CompletionItemKind.Module,
  role: CompletionItemKind.Interface,
  rule: CompletionItemKind.Constant,
  snippet: CompletionItemKind.Snippet,
  state: CompletionItemKind.EnumMember,
  step: CompletionItemKind.Event,
  value: CompletionItemKind.Value,
};

/** Places where a list that comes by itself after a space would be in the way. */
const quiet = new Set<CompletionSite['kind']>([
  ...(['file-member', 'flow-member', 'model-member', 'model-phase-member', 'attribute-member'] as const),
  ...(['capture-words', 'words', 'step', 'arrow', 'step-end', 'receivers-end', 'exception', 'delay'] as const),
]);

/** Characters of a label that a list of VS Code's usual width shows whole. */
const LIST_COLUMNS = 42;
/** The width of a detail's characters next to a label's. */
const DETAIL_SCALE = 0.85;
/** Fewer characters of a detail are not worth showing. */
const MIN_DETAIL = 12;

const pathPlaces = new Set<CompletionSite['kind']>(['import-path']);
const stringPlaces = new Set<CompletionSite['kind']>(['import-path', 'attribute-value']);

/** Offers what the place wants, what the check asks for first. */
export class ConferCompletionProvider implements CompletionProvider {
  readonly completionOptions: CompletionProviderOptions = {
    triggerCharacters: [' ', '>', ':', ',', '(', '|', '"', '/', '.'],
  };
  private readonly completer: Completer;
  private readonly settings: ConferServices['shared']['settings'];
  private client: CompletionClientCapabilities | undefined;

  constructor(services: ConferServices) {
    this.settings = services.shared.settings;
    this.completer = new Completer(services);
    services.shared.lsp.LanguageServer.onInitialize((params) => {
      this.client = params.capabilities.textDocument?.completion;
    });
  }

  async getCompletion(
    document: LangiumDocument,
    params: CompletionParams,
    token?: Cancellation.CancellationToken,
  ): Promise<CompletionList> {
    const { textDocument } = document;
    const offset = textDocument.offsetAt(params.position);
    const { caret, candidates } = await this.completer.complete(document, offset, isWantedBy(params), token);
    const start = textDocument.positionAt(caret.wordStart);
    const { ahead } = caret;
    const replace = { start, end: textDocument.positionAt(ahead.end) };
    const insert = ahead.whole ? replace : { start, end: params.position };
    const itemKeys = new Set<string>();
    const items = candidates.flatMap((candidate, index) => {
      const key = `${candidate.kind}/${candidate.label}`;
      if (itemKeys.has(key)) return [];
      itemKeys.add(key);
      return [this.item(candidate, index, insert, replace)];
    });
    // A number is completed to what it can mean: the next digit makes another list. Any other list is left to the editor
    // to narrow down: while it waits for an answer, the list on screen would take the keys.
    const isNumber = /^\d/.test(caret.written);
    const hasNumbers = caret.sites.some(({ kind }) => kind === 'duration' || kind === 'attribute-value');
    return { isIncomplete: isNumber && hasNumbers, items };
  }

  private item(candidate: Candidate, index: number, insert: Range, replace: Range): CompletionItem {
    const { label, snippet, rank, sideEdits, detail, more, filterText } = candidate;
    const snippets = this.client?.completionItem?.snippetSupport === true;
    const isSnippet = snippet !== undefined && snippets && /[$\\]/.test(snippet);
    const newText = snippet === undefined ? label : isSnippet ? snippet : plainText(snippet);
    // A partial word is only possible after a name, not after anything longer.
    const before = /^[\^\w\u00aa-\uffdc]+$/.test(newText) ? insert : replace;
    const both = this.client?.completionItem?.insertReplaceSupport === true;
    const labelDetails = this.client?.completionItem?.labelDetailsSupport === true ? shortened(candidate) : undefined;
    return {
      label,
      ...(labelDetails === undefined ? {} : { labelDetails }),
      kind: icons[candidate.kind],
      ...(detail === '' ? {} : { detail }),
      documentation: { kind: 'markdown', value: candidate.documentation },
      ...(filterText === undefined ? {} : { filterText }),
      sortText: `${rank}${String(index).padStart(4, '0')}`,
      ...(rank === ranks.required && index === 0 ? { preselect: true } : {}),
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      insertTextMode: InsertTextMode.adjustIndentation,
      textEdit: both ? { newText, insert: before, replace } : { newText, range: before },
      ...(sideEdits === undefined
        ? {}
        : { additionalTextEdits: sideEdits.map(({ range, text }) => ({ range, newText: text })) }),
      ...(more === true && this.settings.clientCommands ? { command: { title: '', command: SuggestCommand } } : {}),
    };
  }
}

/**
 * The part of a detail that a list has room for, so that the label is not cut for it; undefined if it shows all of it.
 * The documentation of a selected item has the whole detail above it.
 */
function shortened({ label, detail }: Candidate): CompletionItemLabelDetails | undefined {
  const room = Math.floor((LIST_COLUMNS - label.length) / DETAIL_SCALE);
  if (detail.length <= room) return undefined;
  return room < MIN_DETAIL ? {} : { description: `${detail.slice(0, room - 1).trimEnd()}…` };
}

/**
 * Whether a list is wanted at places for what asks for it. An editor keeps the list before on screen until it has the
 * answer, where Enter writes what is selected: a list that is not wanted is to be answered at once.
 */
function isWantedBy({ context }: CompletionParams): (places: readonly CompletionSite[]) => boolean {
  const typed = context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
  const some = (wanted: ReadonlySet<CompletionSite['kind']>) => (places: readonly CompletionSite[]) =>
    places.some(({ kind }) => wanted.has(kind));
  // A slash begins a comment more often than it continues a path, and a quote ends a title more often than it begins
  // a path or a value: a list that opens there would take the Enter that is to break the line.
  if (typed === '/') return some(pathPlaces);
  if (typed === '"') return some(stringPlaces);
  if (typed === ' ') return (places) => !places.every(({ kind }) => quiet.has(kind));
  return () => true;
}

/** A snippet for an editor that knows none: its places hold their texts, the first of several. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}
