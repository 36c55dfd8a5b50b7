import type { LangiumCoreServices, LangiumSharedCoreServices } from 'langium';
import type { Compiler } from './compile/compiler.js';
import type { LibraryDocuments } from './library/library-documents.js';
import type { ConferLexer } from './recovery/confer-lexer.js';
import type { KeptLinks } from './reparse/kept-links.js';
import type { ConferScopeProvider } from './scoping/confer-scope-provider.js';
import type { AnalysisProvider } from './validation/analysis-provider.js';
import type { ConferWorkspaceManager } from './workspace/confer-workspace-manager.js';
import type { FilesAtRest } from './workspace/files-at-rest.js';
import type { FolderSearch } from './workspace/folder-search.js';
import type { ImportGraph } from './workspace/import-graph.js';
import type { ImportLoader } from './workspace/import-loader.js';
import type { ImportResolver } from './workspace/import-resolver.js';
import type { ProjectConfigurations } from './workspace/project-configurations.js';
import type { ReadAhead } from './workspace/read-ahead.js';
import type { Settings } from './workspace/settings.js';

/** The services that Confer adds to Langium's shared services. */
export interface ConferAddedSharedServices {
  readonly settings: Settings;
  readonly workspace: {
    readonly KeptLinks: KeptLinks;
    readonly FilesAtRest: FilesAtRest;
    readonly LibraryDocuments: LibraryDocuments;
    readonly ImportResolver: ImportResolver;
    readonly ImportLoader: ImportLoader;
    readonly ImportGraph: ImportGraph;
    readonly ProjectConfigurations: ProjectConfigurations;
    readonly FolderSearch: FolderSearch;
    readonly ReadAhead: ReadAhead;
    readonly WorkspaceManager: ConferWorkspaceManager;
  };
}

export type ConferSharedCoreServices = LangiumSharedCoreServices & ConferAddedSharedServices;

/** The services that Confer adds to Langium's services of one language. */
export interface ConferAddedServices {
  readonly parser: { readonly Lexer: ConferLexer };
  readonly references: { readonly ScopeProvider: ConferScopeProvider };
  readonly analysis: { readonly AnalysisProvider: AnalysisProvider; readonly Compiler: Compiler };
  readonly shared: ConferSharedCoreServices;
}

export type ConferCoreServices = LangiumCoreServices & ConferAddedServices;
