import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeFileSystem } from './node/node-file-system.js';
import { RequestOrder } from './request-order.js';
import { startServer } from './start.js';

// How to talk to the editor is said by the arguments: --node-ipc, --stdio, --socket=…
startServer(createConnection(ProposedFeatures.all, { messageStrategy: new RequestOrder() }), nodeFileSystem());
