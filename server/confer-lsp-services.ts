import type { LangiumLSPServices, LangiumSharedLSPServices } from 'langium/lsp';
import type { ConferCoreServices, ConferSharedCoreServices } from '../language/confer-services.js';

/** All shared services of the running server. */
export type ConferSharedServices = ConferSharedCoreServices & LangiumSharedLSPServices;

/** All services of the running server for Confer files. */
export type ConferServices = Omit<ConferCoreServices & LangiumLSPServices, 'shared'> & {
  readonly shared: ConferSharedServices;
};
