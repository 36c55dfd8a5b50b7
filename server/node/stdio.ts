import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../start.js';

/** Serves an editor on standard input and output, which belong to the protocol alone from here on. */
export function startOnStdio(): void {
  console.log = console.error;
  console.info = console.error;
  console.warn = console.error;
  console.debug = console.error;
  startServer(
    createConnection(ProposedFeatures.all, process.stdin, process.stdout),
    NodeFileSystem.fileSystemProvider(),
  );
}
