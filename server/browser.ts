import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { RequestOrder } from './request-order.js';
import { startServer } from './start.js';

const scope = self as DedicatedWorkerGlobalScope;
startServer(
  createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope), {
    messageStrategy: new RequestOrder(),
  }),
);
