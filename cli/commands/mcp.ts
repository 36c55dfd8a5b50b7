import { isRuleCode } from '../../check/index.js';
import { startToolServer } from '../../server/node/tool-server.js';
import { rulePage } from '../rule-pages.js';
import { version } from '../version.js';

/** `confer mcp`: the tools for language models, on standard input and output. */
export async function run(): Promise<'serving'> {
  await startToolServer(process.cwd(), version, async (code) => (isRuleCode(code) ? rulePage(code) : undefined));
  return 'serving';
}
