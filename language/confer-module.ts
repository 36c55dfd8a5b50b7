import type { DeepPartial, FileSystemProvider, LangiumCoreServices, LangiumSharedCoreServices, Module } from 'langium';
import { createDefaultCoreModule, createDefaultSharedCoreModule, inject } from 'langium';
import { MarkdownDocumentation } from './ast/markdown-documentation.js';
import { Compiler } from './compile/compiler.js';
import type { ConferAddedServices, ConferCoreServices, ConferSharedCoreServices } from './confer-services.js';
import { ConferGeneratedModule, ConferGeneratedSharedModule } from './generated/module.js';
import { LibraryDocuments } from './library/library-documents.js';
import { ConferLexer } from './recovery/confer-lexer.js';
import { createConferParser } from './recovery/confer-parser.js';
import { ConferTokenBuilder } from './recovery/confer-token-builder.js';
import { GeneratedLookahead } from './recovery/generated-lookahead.js';

import { KeptLinks } from './reparse/kept-links.js';
import { ConferLinker } from './scoping/confer-linker.js';
import { ConferNameProvider } from './scoping/confer-name-provider.js';
import { ConferReferences } from './scoping/confer-references.js';
import { ConferScopeComputation } from './scoping/confer-scope-computation.js';
import { ConferScopeProvider } from './scoping/confer-scope-provider.js';
import { AnalysisProvider } from './validation/analysis-provider.js';
import { ConferDocumentValidator } from './validation/document-validator.js';
import { ConferDocumentBuilder } from './workspace/confer-document-builder.js';
import { ConferDocumentFactory } from './workspace/confer-document-factory.js';
import { ConferIndexManager } from './workspace/confer-index-manager.js';
import { ConferServiceRegistry } from './workspace/confer-service-registry.js';
import { ConferWorkspaceManager } from './workspace/confer-workspace-manager.js';
import { FilesAtRest } from './workspace/files-at-rest.js';
import { FolderSearch } from './workspace/folder-search.js';
import { ImportGraph } from './workspace/import-graph.js';
import { ImportLoader } from './workspace/import-loader.js';
import { ImportResolver } from './workspace/import-resolver.js';
import { ProjectConfigurations } from './workspace/project-configurations.js';
import { ReadAhead } from './workspace/read-ahead.js';
import { Settings } from './workspace/settings.js';

/** The language's own services that all documents share; the editor's layer merges over it. */
export const conferSharedModule: Module<ConferSharedCoreServices, DeepPartial<ConferSharedCoreServices>> = {
  settings: () => new Settings(),
  ServiceRegistry: (services) => new ConferServiceRegistry(services),
  workspace: {
    DocumentBuilder: (services) => new ConferDocumentBuilder(services),
    LangiumDocumentFactory: (services) => new ConferDocumentFactory(services),
    IndexManager: (services) => new ConferIndexManager(services),
    WorkspaceManager: (services) => new ConferWorkspaceManager(services),
    FilesAtRest: (services) => new FilesAtRest(services),
    KeptLinks: (services) => new KeptLinks(services.workspace.ImportResolver),
    LibraryDocuments: (services) => new LibraryDocuments(services),
    ImportResolver: (services) => new ImportResolver(services),
    ImportLoader: (services) => new ImportLoader(services),
    ImportGraph: (services) => new ImportGraph(services),
    ProjectConfigurations: (services) => new ProjectConfigurations(services),
    FolderSearch: (services) => new FolderSearch(services),
    ReadAhead: (services) => new ReadAhead(() => services.workspace.FileSystemProvider),
  },
};

/** The language's own services; the editor's layer merges over it. */
export const conferModule: Module<
  ConferCoreServices,
  DeepPartial<ConferCoreServices> & Omit<ConferAddedServices, 'shared'>
> = {
  parser: {
    Lexer: (services) => new ConferLexer(services),
    LangiumParser: (services) => createConferParser(services),
    ParserConfig: (services) => ({ lookaheadStrategy: new GeneratedLookahead(services), recoveryEnabled: false }),
    TokenBuilder: () => new ConferTokenBuilder(),
  },
  references: {
    ScopeComputation: () => new ConferScopeComputation(),
    ScopeProvider: (services) => new ConferScopeProvider(services),
    Linker: (services) => new ConferLinker(services),
    References: (services) => new ConferReferences(services),
    NameProvider: () => new ConferNameProvider(),
  },
  documentation: {
    DocumentationProvider: (services) => new MarkdownDocumentation(services),
  },
  validation: {
    DocumentValidator: (services) => new ConferDocumentValidator(services),
  },
  analysis: {
    AnalysisProvider: (services) => new AnalysisProvider(services),
    Compiler: (services) => new Compiler(services),
  },
};

/**
 * Services to read, link and check Confer files, without those of an editor.
 * Ready after `shared.workspace.WorkspaceManager.initializeWorkspace`.
 * @param context where imported files are read from
 * @param parserModule `sharedParserModule` if services are created more than once in a process
 */
export function createConferServices(
  context: { fileSystemProvider: (services: LangiumSharedCoreServices) => FileSystemProvider },
  parserModule: Pick<Module<LangiumCoreServices, DeepPartial<LangiumCoreServices>>, 'parser'> = {},
): { shared: ConferSharedCoreServices; Confer: ConferCoreServices } {
  const shared: ConferSharedCoreServices = inject(
    createDefaultSharedCoreModule(context),
    ConferGeneratedSharedModule,
    conferSharedModule,
  );
  const Confer: ConferCoreServices = inject(
    createDefaultCoreModule({ shared }),
    ConferGeneratedModule,
    conferModule,
    parserModule,
  );
  shared.ServiceRegistry.register(Confer);
  return { shared, Confer };
}
