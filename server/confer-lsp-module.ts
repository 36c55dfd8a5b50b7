import type { DeepPartial, FileSystemProvider, Module } from 'langium';
import { createDefaultCoreModule, createDefaultSharedCoreModule, inject, TextDocument } from 'langium';
import { DefaultFuzzyMatcher, DefaultReferencesProvider, NormalizedTextDocuments } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { assistModule } from '../assist/index.js';
import {
  ConferGeneratedModule,
  ConferGeneratedSharedModule,
  conferModule,
  conferSharedModule,
} from '../language/index.js';
import type { ConferServices, ConferSharedServices } from './confer-lsp-services.js';
import { ConferCallHierarchyProvider } from './providers/call-hierarchy-provider.js';
import { ConferCodeActionProvider } from './providers/code-action-provider.js';
import { ConferCodeLensProvider } from './providers/code-lens-provider.js';
import { ConferCompletionProvider } from './providers/completion-provider.js';
import { ConferDefinitionProvider } from './providers/definition-provider.js';
import { ConferDocumentHighlightProvider } from './providers/document-highlight-provider.js';
import { ConferDocumentLinkProvider } from './providers/document-link-provider.js';
import { ConferDocumentSymbolProvider } from './providers/document-symbol-provider.js';
import { ConferFileRenameHandler } from './providers/file-rename-handler.js';
import { ConferFoldingRangeProvider } from './providers/folding-range-provider.js';
import { ConferFormatter } from './providers/formatting-provider.js';
import { ConferHoverProvider } from './providers/hover-provider.js';
import { ConferImplementationProvider } from './providers/implementation-provider.js';
import { ConferInlayHintProvider } from './providers/inlay-hint-provider.js';
import { ConferNodeKindProvider } from './providers/node-kind-provider.js';
import { ConferRenameProvider } from './providers/rename-provider.js';
import { ConferSemanticTokenProvider } from './providers/semantic-token-provider.js';
import { ConferTypeDefinitionProvider } from './providers/type-definition-provider.js';
import { ConferWorkspaceSymbolProvider } from './providers/workspace-symbol-provider.js';
import { ConferLanguageServer } from './workspace/confer-language-server.js';
import { ConferDocumentUpdateHandler } from './workspace/document-update-handler.js';
import { ServedDocuments } from './workspace/served-documents.js';

/** All services by name: Langium's own modules would bring completion, hover, notebooks and more besides ours. */
const sharedLspModule = (
  connection: Connection | undefined,
): Module<ConferSharedServices, DeepPartial<ConferSharedServices>> => ({
  lsp: {
    ...(connection === undefined ? {} : { Connection: () => connection }),
    LanguageServer: (services) => new ConferLanguageServer(services),
    DocumentUpdateHandler: (services) => new ConferDocumentUpdateHandler(services),
    FileOperationHandler: (services) => new ConferFileRenameHandler(services),
    NodeKindProvider: () => new ConferNodeKindProvider(),
    WorkspaceSymbolProvider: (services) => new ConferWorkspaceSymbolProvider(services),
    FuzzyMatcher: () => new DefaultFuzzyMatcher(),
  },
  workspace: {
    LangiumDocuments: (services) => new ServedDocuments(services),
    TextDocuments: () => new NormalizedTextDocuments(TextDocument),
  },
});

const lspModule: Module<ConferServices, DeepPartial<ConferServices>> = {
  lsp: {
    CallHierarchyProvider: (services) => new ConferCallHierarchyProvider(services),
    CodeLensProvider: (services) => new ConferCodeLensProvider(services),
    CodeActionProvider: (services) => new ConferCodeActionProvider(services),
    CompletionProvider: (services) => new ConferCompletionProvider(services),
    DefinitionProvider: (services) => new ConferDefinitionProvider(services),
    DocumentHighlightProvider: (services) => new ConferDocumentHighlightProvider(services),
    DocumentLinkProvider: (services) => new ConferDocumentLinkProvider(services),
    DocumentSymbolProvider: (services) => new ConferDocumentSymbolProvider(services),
    FoldingRangeProvider: (services) => new ConferFoldingRangeProvider(services),
    Formatter: () => new ConferFormatter(),
    HoverProvider: (services) => new ConferHoverProvider(services),
    ImplementationProvider: (services) => new ConferImplementationProvider(services),
    InlayHintProvider: (services) => new ConferInlayHintProvider(services),
    ReferencesProvider: (services) => new DefaultReferencesProvider(services),
    RenameProvider: (services) => new ConferRenameProvider(services),
    SemanticTokenProvider: (services) => new ConferSemanticTokenProvider(services),
    TypeProvider: (services) => new ConferTypeDefinitionProvider(services),
  },
};

/**
 * The services of a language server.
 * @param context the connection to the editor, and where files are read from
 * @param replacements services to have instead of the product's own
 */
export function createConferLspServices(
  context: {
    connection?: Connection;
    fileSystemProvider: () => FileSystemProvider;
  },
  replacements: Module<ConferServices, DeepPartial<ConferServices>> = {},
): { shared: ConferSharedServices; Confer: ConferServices } {
  const shared: ConferSharedServices = inject(
    createDefaultSharedCoreModule(context),
    ConferGeneratedSharedModule,
    conferSharedModule,
    sharedLspModule(context.connection),
  );
  const Confer: ConferServices = inject(
    createDefaultCoreModule({ shared }),
    ConferGeneratedModule,
    conferModule,
    assistModule,
    lspModule,
    replacements,
  );
  shared.ServiceRegistry.register(Confer);
  return { shared, Confer };
}
