// What Langium brings and nothing here ever makes: its services are made when they are asked for, and these never are.

/** By module, the classes that Langium's own table of services names. */
const services = {
  'serializer/hydrator': ['DefaultHydrator'],
  'documentation/documentation-provider': ['JSDocDocumentationProvider'],
  'documentation/jsdoc': ['parseJSDoc', 'isJSDoc'],
};

/**
 * Leaves services out of bundles that are replaced or never asked for.
 * @type {import('esbuild').Plugin}
 */
export const leftOut = {
  name: 'left-out',
  setup(build) {
    for (const [module, names] of Object.entries(services)) {
      build.onLoad(
        { filter: new RegExp(`[\\\\/]langium[\\\\/]lib[\\\\/]${module.replace('/', '[\\\\/]')}\\.js$`) },
        () => ({
          contents: names
            .map((name) => `export function ${name}() { throw new Error('${name} is left out of this bundle.'); }`)
            .join('\n'),
        }),
      );
    }
  },
};
