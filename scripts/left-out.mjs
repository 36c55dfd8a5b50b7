// What libraries bring and nothing here ever calls: bundles carry a note in its place.

/** By module, the functions and classes that other modules name; each says so where it is called after all. */
const unused = {
  'langium/lib/serializer/hydrator': ['DefaultHydrator'],
  'langium/lib/documentation/documentation-provider': ['JSDocDocumentationProvider'],
  'langium/lib/documentation/jsdoc': ['parseJSDoc', 'isJSDoc'],
  'vscode-languageserver/lib/node/files': ['uriToFilePath', 'resolve', 'resolveModulePath', 'resolveGlobalNodePath'],
};

/** Notebooks, which the connection is made able to serve in any case. */
const notebooks = {
  module: 'vscode-languageserver/lib/common/notebook',
  contents: 'exports.NotebookSyncFeature = (Base) => Base;',
};

/**
 * Leaves parts of libraries out of bundles.
 * @type {import('esbuild').Plugin}
 */
export const leftOut = {
  name: 'left-out',
  setup(build) {
    for (const [module, names] of Object.entries(unused)) {
      const contents = names.map((name) => `export function ${name}() { throw new Error('${name} is left out.'); }`);
      build.onLoad({ filter: fileOf(module) }, () => ({ contents: contents.join('\n') }));
    }
    build.onLoad({ filter: fileOf(notebooks.module) }, () => ({ contents: notebooks.contents }));
  },
};

/** @param {string} module */
function fileOf(module) {
  return new RegExp(`[\\\\/]${module.replaceAll('/', '[\\\\/]')}\\.js$`);
}
