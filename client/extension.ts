import * as vscode from 'vscode';
import { browseLibrary } from './commands/browse-library.js';
import { registerCheckTask } from './commands/check-task.js';
import { checkWorkspace, showCheckProgress } from './commands/check-workspace.js';
import { createConfiguration } from './commands/create-configuration.js';
import { askForExport } from './commands/export-timeline.js';
import { fixAllInWorkspace } from './commands/fix-all-in-workspace.js';
import { newFlow } from './commands/new-flow.js';
import { newFlowFromModel } from './commands/new-flow-from-model.js';
import { openDocument } from './commands/open-document.js';
import { openExample } from './commands/open-example.js';
import { reportIssue } from './commands/report-issue.js';
import { registerFixSelection } from './commands/select-in-editor.js';
import { registerFindingCommand } from './commands/show-finding.js';
import { commands } from './contributions.js';
import { MarkdownFences } from './fences/markdown-fences.js';
import { type MarkdownRenderer, PreviewFiles } from './fences/preview-files.js';
import { ConferLanguageClient, type ServerHost } from './language-client.js';
import { registerLanguageModelTools } from './language-model-tools.js';
import { LibraryFileSystem } from './library-file-system.js';
import { PreviewManager } from './preview/preview-manager.js';
import { CaptureTrial } from './recordings/capture-trial.js';
import { Recordings } from './recordings/recordings.js';
import type { RunnerHost } from './recordings/runner-host.js';
import { registerShowLibrary, registerShowRule } from './rule-pages.js';
import { ServerRequests } from './server-requests.js';
import { showServerStatus } from './views/server-status.js';
import { TestView } from './views/test-view.js';
import { VerdictStatus } from './views/verdict-status.js';
import { workspaceFiles } from './workspace-files.js';

/** The extension's API for VS Code's Markdown preview, by the name that it expects. */
export interface ConferApi {
  extendMarkdownIt<Renderer extends MarkdownRenderer>(markdown: Renderer): Renderer;
}

/**
 * Puts the parts of the extension together and starts the server. Does not wait for the server, so that the editor
 * can continue: what needs the server waits for it.
 * @returns the client, to be stopped on deactivation, and what other extensions may call
 */
export function activateConfer(
  context: vscode.ExtensionContext,
  host: ServerHost,
  runners: RunnerHost,
): { readonly server: ConferLanguageClient; readonly api: ConferApi } {
  const output = vscode.window.createOutputChannel('Confer', { log: true });
  const server = new ConferLanguageClient(host, output);
  const requests = new ServerRequests(server, workspaceFiles);
  const library = new LibraryFileSystem(context.extensionUri, (uri) => requests.libraryFile(uri));
  const previewFiles = new PreviewFiles();
  const previews = new PreviewManager(context.extensionUri, requests);

  context.subscriptions.push(
    output,
    server,
    requests,
    library.register(),
    previews,
    showServerStatus(server),
    new TestView(server, requests),
    new Recordings(runners, requests, previews, context.workspaceState),
    new CaptureTrial(runners, requests),
    new VerdictStatus(server, requests),
    previewFiles,
    new MarkdownFences(server),
    registerFixSelection(),
    registerShowRule(),
    registerShowLibrary(),
    registerFindingCommand((uri, finding) => previews.showFinding(uri, finding)),
    ...registerCommands(context.extension, { output, server, requests, previews }),
    registerLanguageModelTools(requests),
    registerCheckTask(requests),
    showCheckProgress(requests),
  );
  void server.start();
  return { server, api: { extendMarkdownIt: (markdown) => previewFiles.extend(markdown) } };
}

/** The parts of the extension that commands act on. */
interface CommandTargets {
  readonly output: vscode.LogOutputChannel;
  readonly server: ConferLanguageClient;
  readonly requests: ServerRequests;
  readonly previews: PreviewManager;
}

function registerCommands(
  extension: vscode.Extension<unknown>,
  { output, server, requests, previews }: CommandTargets,
): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand(commands.showTimeline, (uri: unknown) => previews.show(uri, 'here')),
    vscode.commands.registerCommand(commands.showTimelineToSide, (uri: unknown, flow: unknown) =>
      previews.show(uri, 'beside', flow),
    ),
    vscode.commands.registerCommand(commands.toggleTimelineLock, () => previews.togglePin()),
    vscode.commands.registerCommand(commands.restartServer, () => server.restart()),
    vscode.commands.registerCommand(commands.showOutput, () => output.show(true)),
    vscode.commands.registerCommand(commands.openExample, (name: unknown, view: unknown) =>
      openExample(extension.extensionUri, name, view),
    ),
    vscode.commands.registerCommand(commands.newFlow, (target: unknown) => newFlow(target)),
    vscode.commands.registerCommand(commands.exportTimeline, async () => {
      const command = await askForExport();
      if (command !== undefined) previews.exportTimeline(command);
    }),
    vscode.commands.registerCommand(commands.copyAsImage, () =>
      previews.exportTimeline({ action: 'copy', format: 'png' }),
    ),
    vscode.commands.registerCommand(commands.copyAsText, () =>
      previews.exportTimeline({ action: 'copy', format: 'text' }),
    ),
    vscode.commands.registerCommand(commands.newFlowFromModel, () => newFlowFromModel(requests)),
    vscode.commands.registerCommand(commands.browseLibrary, () => browseLibrary(requests)),
    vscode.commands.registerCommand(commands.checkWorkspace, () => checkWorkspace(requests)),
    vscode.commands.registerCommand(commands.fixAllInWorkspace, () => fixAllInWorkspace()),
    vscode.commands.registerCommand(commands.createConfiguration, () => createConfiguration()),
    vscode.commands.registerCommand(commands.openLanguageReference, (name: unknown) => openDocument(name)),
    vscode.commands.registerCommand(commands.reportIssue, () => reportIssue(extension)),
  ];
}
