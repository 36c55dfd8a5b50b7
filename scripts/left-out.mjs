// What libraries bring and nothing here ever calls: bundles carry an empty class in its place, for it is made all the same.

/** By module, the functions and classes that other modules name. */
const unused = {
  'langium/lib/serializer/hydrator': ['DefaultHydrator'],
  'langium/lib/documentation/documentation-provider': ['JSDocDocumentationProvider'],
  'langium/lib/documentation/jsdoc': ['parseJSDoc', 'isJSDoc'],
  // Of the grammar, which is tried where it is developed, and not again where it is used.
  'chevrotain/lib/src/parse/grammar/checks': [
    'validateAmbiguousAlternationAlternatives',
    'validateEmptyOrAlternative',
    'validateGrammar',
    'validateLookahead',
    'validateNoLeftRecursion',
    'validateRuleIsOverridden',
    'validateSomeNonEmptyLookaheadPath',
  ],
  'vscode-languageserver/lib/node/files': ['uriToFilePath', 'resolve', 'resolveModulePath', 'resolveGlobalNodePath'],
};

/** Notebooks, which the connection is made able to serve in any case; their messages are the client's alone. */
const notebooks = {
  module: 'vscode-languageserver/lib/common/notebook',
  contents: 'exports.NotebookSyncFeature = (Base) => Base;',
  messages: 'vscode-languageserver-protocol/lib/common/protocol.notebook',
};

/**
 * Leaves parts of libraries out of bundles.
 * @type {import('esbuild').Plugin}
 */
export const leftOut = {
  name: 'left-out',
  setup(build) {
    for (const [module, names] of Object.entries(unused)) {
      const contents = names.map((name) => `export class ${name} {}`).join('\n');
      build.onLoad({ filter: fileOf(module) }, () => ({ contents }));
    }
    build.onLoad({ filter: fileOf(notebooks.module) }, () => ({ contents: notebooks.contents }));
    const isClient = build.initialOptions.external?.includes('vscode') === true;
    if (!isClient) build.onLoad({ filter: fileOf(notebooks.messages) }, () => ({ contents: '' }));
  },
};

/** @param {string} module */
function fileOf(module) {
  return new RegExp(`[\\\\/]${module.replaceAll('/', '[\\\\/]')}\\.js$`);
}
