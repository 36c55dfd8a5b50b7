import { startOnStdio } from '../../server/node/stdio.js';

/** `confer lsp`: the language server on standard input and output. */
export async function run(): Promise<'serving'> {
  startOnStdio();
  return 'serving';
}
