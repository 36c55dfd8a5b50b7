// Stands for `import.meta.url` in a bundle that is no module: some packages look for their own place by it.
import { pathToFileURL } from 'node:url';

export const importMetaUrl = pathToFileURL(__filename).href;
