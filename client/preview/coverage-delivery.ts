import type { FlowCoverage } from '../../server/protocol/coverage-messages.js';
import type { WebviewToHost } from '../protocol/preview-messages.js';
import type { ServerRequests } from '../server-requests.js';
import type { ModelFiles } from './model-files.js';
import type { PanelPage } from './panel-page.js';

/** Sends the page a flow's coverage, or that it is unknown if the server cannot compute it or the text is changing. */
export async function deliverCoverage(
  { documentUri, flow }: Extract<WebviewToHost, { type: 'list-coverage' }>,
  requests: ServerRequests,
  files: ModelFiles,
  page: PanelPage,
): Promise<void> {
  const coverage = await requests
    .flowCoverage({ textDocument: { uri: documentUri }, flow })
    .catch((): FlowCoverage => ({ flow, models: null }));
  files.noteCoverage(coverage);
  page.post({ type: 'coverage', documentUri, coverage });
}
