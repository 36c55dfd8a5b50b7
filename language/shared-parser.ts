import { type DeepPartial, EmptyFileSystem, type LangiumCoreServices, type LangiumParser, type Module } from 'langium';
import { createConferServices } from './confer-module.js';
import type { ConferCoreServices } from './confer-services.js';

let owner: ConferCoreServices | undefined;

/** Services of no workspace, whose lexer and parser all others may use: they keep nothing of what was read. */
function ownerOfParser(): ConferCoreServices {
  owner ??= createConferServices(EmptyFileSystem).Confer;
  return owner;
}

/**
 * One lexer and parser for all workspaces of a process. Creating them takes longer than checking a small
 * file: code that creates services repeatedly passes this module.
 */
export const sharedParserModule: Pick<Module<LangiumCoreServices, DeepPartial<LangiumCoreServices>>, 'parser'> = {
  parser: {
    Lexer: () => ownerOfParser().parser.Lexer,
    LangiumParser: (services) => linkedBy(services, ownerOfParser().parser.LangiumParser),
  },
};

/** The parser for one workspace: all that a parser keeps of its workspace is who resolves the references it builds. */
function linkedBy({ references }: LangiumCoreServices, shared: LangiumParser): LangiumParser {
  const parse: LangiumParser['parse'] = (input, options) => {
    Object.assign(shared, { linker: references.Linker });
    return shared.parse(input, options);
  };
  return Object.assign(Object.create(shared), { parse });
}
