import { URI } from 'langium';
import {
  createConnection,
  type Message,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { PositionEncoding } from '../positions/position-encoding.js';
import { RequestOrder } from '../request-order.js';
import { startServer } from '../start.js';
import { setEngineFlags } from './engine-flags.js';
import { nodeFileSystem } from './node-file-system.js';

/** Serves an editor on standard input and output, which belong to the protocol alone from here on. */
export function startOnStdio(): void {
  setEngineFlags();
  console.log = console.error;
  console.info = console.error;
  console.warn = console.error;
  console.debug = console.error;
  const encoding = new PositionEncoding();
  const order = new RequestOrder();
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(process.stdin),
    encoding.outgoing(new StreamMessageWriter(process.stdout)),
    {
      messageStrategy: {
        handleMessage: (message: Message, next: (message: Message) => void) => {
          order.handleMessage(encoding.incoming(message), next);
        },
      },
    },
  );
  // An editor that is gone needs no server.
  process.stdout.on('error', () => process.exit(order.isShutDown ? 0 : 1));
  process.stdin.on('close', () => process.exit(order.isShutDown ? 0 : 1));
  const { workspace } = startServer(connection, nodeFileSystem());
  encoding.textOf = (uri) =>
    workspace.TextDocuments.get(uri) ?? workspace.LangiumDocuments.getDocument(URI.parse(uri))?.textDocument;
}
