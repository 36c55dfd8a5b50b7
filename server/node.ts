import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { isRuleCode } from '../check/index.js';
import { setEngineFlags } from './node/engine-flags.js';
import { nodeFileSystem } from './node/node-file-system.js';
import { startToolServer } from './node/tool-server.js';
import { RequestOrder } from './request-order.js';
import { startServer } from './start.js';

setEngineFlags();
const [, , mode, pages = '.', version = ''] = process.argv;
if (mode === '--mcp') {
  // --mcp PAGES VERSION: the tools for language models, in place of an editor; PAGES is the folder of the rules' pages.
  void startToolServer(process.cwd(), version, async (code) =>
    isRuleCode(code) ? readFile(path.join(pages, `${code}.md`), 'utf8') : undefined,
  );
} else {
  // The arguments choose the transport: --node-ipc, --stdio, --socket=…
  startServer(createConnection(ProposedFeatures.all, { messageStrategy: new RequestOrder() }), nodeFileSystem());
}
