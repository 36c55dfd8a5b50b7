import type { DeepPartial, FileSystemProvider, LangiumSharedCoreServices, Module } from 'langium';
import { createDefaultCoreModule, createDefaultSharedCoreModule, inject } from 'langium';
import {
  type ConferCoreServices,
  ConferGeneratedModule,
  ConferGeneratedSharedModule,
  type ConferSharedCoreServices,
  conferModule,
  conferSharedModule,
} from '../language/index.js';
import { RefactoringProvider } from './refactorings/refactoring-provider.js';
import { FixProvider } from './trials/fix-provider.js';

/** The services of editing, added to the language's services. */
export interface AssistAddedServices {
  readonly fixes: { readonly FixProvider: FixProvider; readonly RefactoringProvider: RefactoringProvider };
}

/** The language's services, and what an author gets while editing. */
export type AssistServices = ConferCoreServices & AssistAddedServices;

/** Services for authors; merged over the language's own. */
export const assistModule: Module<AssistServices, DeepPartial<ConferCoreServices> & AssistAddedServices> = {
  fixes: {
    FixProvider: (services) => new FixProvider(services),
    RefactoringProvider: (services) => new RefactoringProvider(services),
  },
};

/**
 * Services to read, check and fix Confer files, without those of an editor.
 * The library is there after `shared.workspace.WorkspaceManager.initializeWorkspace`.
 * @param context where imported files are read from
 */
export function createAssistServices(context: {
  fileSystemProvider: (services: LangiumSharedCoreServices) => FileSystemProvider;
}): { shared: ConferSharedCoreServices; Confer: AssistServices } {
  const shared: ConferSharedCoreServices = inject(
    createDefaultSharedCoreModule(context),
    ConferGeneratedSharedModule,
    conferSharedModule,
  );
  const Confer: AssistServices = inject(
    createDefaultCoreModule({ shared }),
    ConferGeneratedModule,
    conferModule,
    assistModule,
  );
  shared.ServiceRegistry.register(Confer);
  return { shared, Confer };
}
