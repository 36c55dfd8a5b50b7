import type { DeepPartial, FileSystemProvider, Module } from 'langium';
import { createDefaultCoreModule, createDefaultSharedCoreModule, inject, TextDocument } from 'langium';
import {
  DefaultDefinitionProvider,
  DefaultFuzzyMatcher,
  DefaultReferencesProvider,
  NormalizedTextDocuments,
} from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { conferModule, conferSharedModule } from '../language/confer-module.js';
import { ConferGeneratedModule, ConferGeneratedSharedModule } from '../language/generated/module.js';
import type { ConferServices, ConferSharedServices } from './confer-lsp-services.js';
import { ConferCallHierarchyProvider } from './lsp/call-hierarchy-provider.js';
import { ConferCodeActionProvider } from './lsp/code-action-provider.js';
import { ConferCodeLensProvider } from './lsp/code-lens-provider.js';
import { ConferCompletionProvider } from './lsp/completion-provider.js';
import { ConferDocumentHighlightProvider } from './lsp/document-highlight-provider.js';
import { ConferDocumentLinkProvider } from './lsp/document-link-provider.js';
import { ConferDocumentSymbolProvider } from './lsp/document-symbol-provider.js';
import { ConferFileRenameHandler } from './lsp/file-rename-handler.js';
import { ConferFoldingRangeProvider } from './lsp/folding-range-provider.js';
import { ConferFormatter } from './lsp/formatting-provider.js';
import { ConferHoverProvider } from './lsp/hover-provider.js';
import { ConferImplementationProvider } from './lsp/implementation-provider.js';
import { ConferInlayHintProvider } from './lsp/inlay-hint-provider.js';
import { ConferNodeKindProvider } from './lsp/node-kind-provider.js';
import { ConferRenameProvider } from './lsp/rename-provider.js';
import { ConferSemanticTokenProvider } from './lsp/semantic-token-provider.js';
import { ConferTypeDefinitionProvider } from './lsp/type-definition-provider.js';
import { ConferWorkspaceSymbolProvider } from './lsp/workspace-symbol-provider.js';
import { ConferLanguageServer } from './workspace/confer-language-server.js';
import { ConferDocumentUpdateHandler } from './workspace/document-update-handler.js';

/** All services by name: Langium's own modules would bring completion, hover, notebooks and more beside ours. */
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
    TextDocuments: () => new NormalizedTextDocuments(TextDocument),
  },
});

const lspModule: Module<ConferServices, DeepPartial<ConferServices>> = {
  lsp: {
    CallHierarchyProvider: (services) => new ConferCallHierarchyProvider(services),
    CodeLensProvider: (services) => new ConferCodeLensProvider(services),
    CodeActionProvider: (services) => new ConferCodeActionProvider(services),
    CompletionProvider: (services) => new ConferCompletionProvider(services),
    DefinitionProvider: (services) => new DefaultDefinitionProvider(services),
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
 */
export function createConferLspServices(context: {
  connection?: Connection;
  fileSystemProvider: () => FileSystemProvider;
}): { shared: ConferSharedServices; Confer: ConferServices } {
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
    lspModule,
  );
  shared.ServiceRegistry.register(Confer);
  return { shared, Confer };
}
