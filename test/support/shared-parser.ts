import type { DeepPartial, LangiumCoreServices, LangiumParser, Module } from 'langium';
import { ConferLexer } from '../../language/recovery/confer-lexer.js';
import { createConferParser } from '../../language/recovery/confer-parser.js';

let lexer: ConferLexer | undefined;
let parser: LangiumParser | undefined;

/** The product's lexer and parser, made once for all workspaces of a test file: that takes longer than most tests. */
export const sharedParserModule: Pick<Module<LangiumCoreServices, DeepPartial<LangiumCoreServices>>, 'parser'> = {
  parser: {
    Lexer: (services) => {
      lexer ??= new ConferLexer(services);
      return lexer;
    },
    LangiumParser: (services) => {
      parser ??= createConferParser(services);
      return linkedBy(services, parser);
    },
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
