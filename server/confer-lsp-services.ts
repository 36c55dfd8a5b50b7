import type { LangiumLSPServices, LangiumSharedLSPServices } from 'langium/lsp';
import type { AssistServices } from '../assist/index.js';
import type { ConferSharedCoreServices } from '../language/index.js';

/** All shared services of the running server. */
export type ConferSharedServices = ConferSharedCoreServices & LangiumSharedLSPServices;

/** All services of the running server for Confer files. */
export type ConferServices = Omit<AssistServices & LangiumLSPServices, 'shared'> & {
  readonly shared: ConferSharedServices;
};
