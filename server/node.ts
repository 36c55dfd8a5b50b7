import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './start.js';

// How to talk to the editor is said by the arguments: --node-ipc, --stdio, --socket=…
startServer(createConnection(ProposedFeatures.all), NodeFileSystem.fileSystemProvider());
